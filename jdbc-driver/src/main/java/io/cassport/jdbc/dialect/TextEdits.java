package io.cassport.jdbc.dialect;

/** Replacements in a text, made from its beginning to its end. */
final class TextEdits {
  private final String text;
  private final StringBuilder out = new StringBuilder();
  private int done;

  TextEdits(String text) {
    this.text = text;
  }

  /** Puts something in the place of a part that begins behind the one before. */
  void replace(int start, int end, String replacement) {
    out.append(text, done, start).append(replacement);
    done = end;
  }

  /** The text with all replacements. */
  String result() {
    return out.append(text, done, text.length()).toString();
  }
}
