package io.cassport.grammar;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A text for the lexer. Its indexes are Java's, where ANTLR's own streams count code points, so
 * that a token's place is a place in the text.
 */
final class TextStream implements CharStream {
  /** A character that no rule of the lexer asks for. */
  private static final int ANY = 1;

  private static final int ASCII = 128;
  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final int NEXT_LINE = 0x85;

  private final String text;
  private int index;

  TextStream(String text) {
    this.text = text;
  }

  @Override
  public void consume() {
    if (index == text.length()) {
      throw new IllegalStateException("the text has no more characters");
    }
    index += Character.charCount(text.codePointAt(index));
  }

  /**
   * The lexer caches its states for ASCII only, and beyond it knows nothing but blanks: all other
   * characters look alike, which keeps a text in any language as fast as an English one.
   */
  @Override
  public int LA(int offset) {
    int at = offset > 0 ? index + offset - 1 : index + offset;
    if (at < 0 || at >= text.length()) {
      return IntStream.EOF;
    }
    char c = text.charAt(at);
    if (c < ASCII) {
      return c;
    }
    boolean blank =
        Character.isWhitespace(c)
            || Character.isSpaceChar(c)
            || c == NEXT_LINE
            || c == BYTE_ORDER_MARK;
    return blank ? ' ' : ANY;
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {
    // all of the text stays at hand
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public void seek(int target) {
    index = target;
  }

  @Override
  public int size() {
    return text.length();
  }

  @Override
  public String getSourceName() {
    return IntStream.UNKNOWN_SOURCE_NAME;
  }

  @Override
  public String getText(Interval interval) {
    int from = Math.min(interval.a, text.length());
    return text.substring(from, Math.max(from, Math.min(interval.b + 1, text.length())));
  }
}
