package io.cassport.text.csv;

import java.nio.charset.Charset;

/**
 * The characters that make a text CSV.
 *
 * @param delimiter between cells; one character or more
 * @param quote around cells, one of ASCII, or {@link #NONE}
 * @param escape makes the next character stand for itself, one of ASCII; the same as the quote
 *     where quotes are only doubled, or {@link #NONE}
 * @param comment begins lines that are passed over, one of ASCII, or {@link #NONE}
 * @param trimSpace whether white space around cells and their quotes is no part of them
 */
record CsvDialect(String delimiter, int quote, int escape, int comment, boolean trimSpace) {
  /** No such character. */
  static final int NONE = Integer.MIN_VALUE;

  /** The delimiter as it lies in a file. */
  byte[] delimiter(Charset charset) {
    return delimiter.getBytes(charset);
  }

  /** True when the escape is a character of its own. */
  boolean hasEscape() {
    return escape != NONE && escape != quote;
  }
}
