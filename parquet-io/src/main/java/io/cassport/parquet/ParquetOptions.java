package io.cassport.parquet;

import static io.cassport.format.Direction.CAPTURE;
import static io.cassport.format.Direction.TO;

import io.cassport.format.Direction;
import io.cassport.format.OptionSpec;
import io.cassport.format.OptionType;
import java.util.List;
import java.util.Set;

/** The options that only Parquet has. */
final class ParquetOptions {
  private static final Set<Direction> EXPORT = Set.of(TO, CAPTURE);

  static final OptionSpec<String> COMPRESSION =
      OptionSpec.of(
          "COMPRESSION",
          OptionType.choice("SNAPPY", "GZIP", "ZSTD", "LZ4", "LZ4_RAW", "BROTLI", "NONE"),
          null,
          "SNAPPY",
          EXPORT,
          "The codec of the pages; LZ4 is LZ4_RAW; BROTLI needs its codec on the class path.");

  static final OptionSpec<Long> COMPRESSION_LEVEL =
      OptionSpec.of(
          "COMPRESSION_LEVEL",
          OptionType.count(-7, 22),
          null,
          "3 for ZSTD, 6 for GZIP",
          EXPORT,
          "ZSTD takes -7 to 22, GZIP 1 to 9; the other codecs have no level.");

  static final OptionSpec<Long> CHUNKSIZE =
      OptionSpec.of(
          "CHUNKSIZE",
          OptionType.count(1, Integer.MAX_VALUE),
          null,
          "as many as fit ROW_GROUP_SIZE",
          EXPORT,
          "Rows in a row group.");

  static final OptionSpec<Long> ROW_GROUP_SIZE =
      OptionSpec.of(
          "ROW_GROUP_SIZE",
          OptionType.size(64 << 10, 1L << 30),
          128L << 20,
          "128MB, less when the heap is small",
          EXPORT,
          "Bytes of a row group before it is closed.");

  static final OptionSpec<Long> PAGE_SIZE =
      OptionSpec.of(
          "PAGE_SIZE",
          OptionType.size(1 << 10, 64 << 20),
          1L << 20,
          "1MB",
          EXPORT,
          "Bytes of a page before compression.");

  static final OptionSpec<String> UUID_TYPE =
      OptionSpec.of(
          "UUID_TYPE",
          OptionType.choice("UUID", "STRING", "BINARY"),
          null,
          "UUID",
          EXPORT,
          "How uuid and timeuuid are stored; Spark and Hive read STRING only.");

  static final OptionSpec<String> DECIMAL_TYPE =
      OptionSpec.of(
          "DECIMAL_TYPE",
          OptionType.text("STRING or precision and scale such as '38,10'"),
          "STRING",
          "STRING",
          EXPORT,
          "How decimal is stored; with a precision, a value that does not fit is an error.");

  static final OptionSpec<String> TIME_UNIT =
      OptionSpec.of(
          "TIME_UNIT",
          OptionType.choice("MILLIS", "MICROS", "NANOS"),
          null,
          "NANOS",
          EXPORT,
          "The unit of time columns; a value with finer digits is an error.");

  static final OptionSpec<String> TIMESTAMP_UNIT =
      OptionSpec.of(
          "TIMESTAMP_UNIT",
          OptionType.choice("MILLIS", "MICROS", "NANOS"),
          null,
          "MILLIS",
          EXPORT,
          "The unit of timestamp columns.");

  static final OptionSpec<String> VECTOR_TYPE =
      OptionSpec.of(
          "VECTOR_TYPE",
          OptionType.choice("LIST", "FIXED"),
          null,
          "LIST",
          EXPORT,
          "FIXED stores a vector of floats as its bytes, little-endian, in one fixed-length value.");

  static final OptionSpec<String> STATISTICS =
      OptionSpec.of(
          "STATISTICS",
          OptionType.text("TRUE, FALSE, or column names separated by commas"),
          "TRUE",
          "TRUE",
          EXPORT,
          "Columns with minimum and maximum; never those of uuids, whose order readers differ on.");

  static final OptionSpec<String> BLOOM_FILTER =
      OptionSpec.of(
          "BLOOM_FILTER",
          OptionType.text("TRUE, FALSE, or column names separated by commas"),
          "FALSE",
          "FALSE",
          EXPORT,
          "Columns with a Bloom filter.");

  static final OptionSpec<String> DICTIONARY =
      OptionSpec.of(
          "DICTIONARY",
          OptionType.text("TRUE, FALSE, or column names separated by commas"),
          null,
          "all but uuid, float, double and vector columns",
          EXPORT,
          "Columns that begin with a dictionary.");

  static final OptionSpec<String> METADATA =
      OptionSpec.of(
          "METADATA",
          OptionType.text("a JSON object of strings such as '{\"owner\":\"me\"}'"),
          null,
          "none",
          EXPORT,
          "Key-value metadata in the file's footer.");

  static final OptionSpec<String> PARQUET_VERSION =
      OptionSpec.of(
          "PARQUET_VERSION",
          OptionType.choice("V1", "V2"),
          "V1",
          "V1",
          EXPORT,
          "The version of data pages; V1 is read by everything.");

  static final OptionSpec<String> PROFILE =
      OptionSpec.of(
          "PROFILE",
          OptionType.choice("ANALYTICS", "ML", "ARCHIVE"),
          null,
          "none",
          EXPORT,
          "ANALYTICS: STRING uuids, MICROS. ML: FIXED vectors. ARCHIVE: ZSTD at level 9.");

  static final List<OptionSpec<?>> ALL =
      List.of(
          COMPRESSION,
          COMPRESSION_LEVEL,
          CHUNKSIZE,
          ROW_GROUP_SIZE,
          PAGE_SIZE,
          UUID_TYPE,
          DECIMAL_TYPE,
          TIME_UNIT,
          TIMESTAMP_UNIT,
          VECTOR_TYPE,
          STATISTICS,
          BLOOM_FILTER,
          DICTIONARY,
          METADATA,
          PARQUET_VERSION,
          PROFILE);

  private ParquetOptions() {}
}
