/**
 * Columns of one row group, encoded straight from the bytes that values have: levels, PLAIN and
 * dictionary pages of version 1, statistics. What parquet-java's column writers do one value at a
 * time behind several virtual calls, these do in arrays that are reused; its page writers still
 * compress the pages, count and place them.
 *
 * <p>Encodings are those of the Parquet format's <a
 * href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Encodings</a> page.
 */
package io.cassport.parquet.encoding;
