package io.cassport.text.csv;

import io.cassport.text.ByteBuilder;
import java.nio.charset.StandardCharsets;

/** A CQL literal that is read from its start to its end. */
final class LiteralText {
  /** The text is no literal of its type; the message is what is missing. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private final byte[] text;
  private final int start;
  private final int end;
  private final byte[] nullText;
  private int at;
  private final ByteBuilder unquoted = new ByteBuilder(64);

  LiteralText(byte[] text, int start, int end, String nullText) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.nullText = nullText.getBytes(StandardCharsets.UTF_8);
    this.at = start;
  }

  byte[] text() {
    return text;
  }

  /** Where reading stands, in characters from 1. */
  int place() {
    return new String(text, start, at - start, StandardCharsets.UTF_8).length() + 1;
  }

  /** The next byte behind white space, which stays; -1 at the end. */
  int peek() {
    while (at < end && (text[at] == ' ' || text[at] >= '\t' && text[at] <= '\r')) {
      at++;
    }
    return at < end ? text[at] : -1;
  }

  /** Passes over a character if it comes next. */
  boolean take(char character) {
    if (peek() == character) {
      at++;
      return true;
    }
    return false;
  }

  void require(char character) {
    if (!take(character)) {
      throw new Malformed("'" + character + "' is missing");
    }
  }

  void requireEnd() {
    if (peek() >= 0) {
      throw new Malformed("something follows its end");
    }
  }

  /** True, and passed over, when a null comes next: null, cqlsh's text of it, or nothing. */
  boolean takeNull(String ends) {
    int next = peek();
    if (next < 0 || ends.indexOf(next) >= 0) {
      return true;
    }
    return takeWord(NULL, ends) || nullText.length > 0 && takeWord(nullText, ends);
  }

  private boolean takeWord(byte[] word, String ends) {
    if (end - at < word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      byte b = text[at + i];
      byte lower = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
      if (b != word[i] && lower != word[i]) {
        return false;
      }
    }
    int before = at;
    at += word.length;
    int next = peek();
    if (next < 0 || ends.indexOf(next) >= 0) {
      return true;
    }
    at = before;
    return false;
  }

  /** The content of the quotes that come next; the builder is reused by the next call. */
  ByteBuilder quoted(char quote) {
    unquoted.clear();
    require(quote);
    while (at < end) {
      byte b = text[at++];
      if (b == quote) {
        if (at == end || text[at] != quote) {
          return unquoted;
        }
        at++;
      }
      unquoted.put(b);
    }
    throw new Malformed("the closing " + quote + " is missing");
  }

  /** Passes over a plain value; it is what lies between the returned offset and {@link #at}. */
  int plain(String ends) {
    peek();
    int from = at;
    while (at < end && ends.indexOf(text[at]) < 0) {
      at++;
    }
    return from;
  }

  /** Where reading stands in {@link #text()}. */
  int at() {
    return at;
  }
}
