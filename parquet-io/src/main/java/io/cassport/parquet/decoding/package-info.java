/**
 * Columns of one row group, decoded straight into the bytes that CQL has for their values: levels,
 * PLAIN and dictionary pages of both versions. Where parquet-java's column readers hand out one
 * value at a time behind several virtual calls, these convert a dictionary once and the other
 * values a window at a time, and then copy. parquet-java still reads, checks and decompresses the
 * pages, and its readers decode the encodings that are not decoded here.
 *
 * <p>Encodings are those of the Parquet format's <a
 * href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Encodings</a> page. What
 * is wrong with a page is a {@link org.apache.parquet.io.ParquetDecodingException}; what is wrong
 * with a value belongs to its cell.
 */
package io.cassport.parquet.decoding;
