package io.cassport.grammar;

/**
 * A word, name, literal or sign of a CQL text; blanks and comments lie between them.
 *
 * @param text as it was written
 * @param start of its first character in the whole text, as String counts
 */
public record Lexeme(Kind kind, String text, int start) {
  /** What it is. */
  public enum Kind {
    /** A word without quotes: a keyword or a name. */
    WORD,
    /** A name in double quotes. */
    QUOTED_NAME,
    /** A string in single quotes, or between {@code $$}. */
    STRING,
    /** A number; an uuid without quotes is several of them. */
    NUMBER,
    /** A question mark. */
    MARKER,
    /** Anything else, character by character. */
    SIGN
  }

  /** Where it ends: the place behind its last character. */
  public int end() {
    return start + text.length();
  }

  /** Whether it is this word, in any case. */
  public boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  /** Whether it is this sign. */
  public boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /** A word or quoted name as Cassandra stores it: lower case, or exactly as it was quoted. */
  public String name() {
    return StatementParser.plain(text);
  }

  /** The content of a string: without its quotes, doubled quotes undone. */
  public String content() {
    return text.startsWith("$$")
        ? text.substring(2, text.length() - 2)
        : text.substring(1, text.length() - 1).replace("''", "'");
  }
}
