package io.cassport.parquet.encoding;

import org.apache.parquet.column.Encoding;

/** The names of encodings in pages of version 1, where the format has newer ones for version 2. */
@SuppressWarnings("deprecation") // for new kinds of pages; those of version 1 have no other
final class Encodings {
  /** Of pages of indexes and of their dictionary. */
  static final Encoding DICTIONARY = Encoding.PLAIN_DICTIONARY;

  /** Of levels that are always 0 and therefore not written. */
  static final Encoding NO_LEVELS = Encoding.BIT_PACKED;

  private Encodings() {}
}
