package io.cassport.parquet;

import static io.cassport.format.Direction.CAPTURE;
import static io.cassport.format.Direction.TO;

import io.cassport.format.Direction;
import io.cassport.format.OptionSpec;
import io.cassport.format.OptionType;
import java.util.List;
import java.util.Set;

/** The options that only Parquet has; all belong to COPY TO and CAPTURE. */
public final class ParquetOptions {
  private static final Set<Direction> EXPORT = Set.of(TO, CAPTURE);

  /** Read by {@link ColumnLists}; the names are checked against the rows' columns later. */
  private static final OptionType<String> COLUMN_LIST =
      new OptionType<>("TRUE, FALSE, or column names separated by commas", ColumnLists::checked);

  /** The codec of the pages. */
  public static final OptionSpec<String> COMPRESSION =
      OptionSpec.of(
          "COMPRESSION",
          OptionType.choice("SNAPPY", "GZIP", "ZSTD", "LZ4", "LZ4_RAW", "BROTLI", "NONE"),
          null,
          "SNAPPY",
          EXPORT,
          "The codec of the pages; LZ4 is LZ4_RAW; BROTLI needs its codec on the class path.");

  /** How hard the codec tries, on its own scale; null for the codec's default. */
  public static final OptionSpec<Long> COMPRESSION_LEVEL =
      OptionSpec.of(
          "COMPRESSION_LEVEL",
          OptionType.count(-7, 22),
          null,
          "3 for ZSTD, 6 for GZIP, 5 for BROTLI",
          EXPORT,
          "ZSTD takes -7 to 22, GZIP 1 to 9, BROTLI 0 to 11; the other codecs have no level.");

  /** Rows in a row group; null for as many as fit its bytes. */
  public static final OptionSpec<Long> CHUNKSIZE =
      OptionSpec.of(
          "CHUNKSIZE",
          OptionType.count(1, Integer.MAX_VALUE),
          null,
          "as many as fit ROW_GROUP_SIZE",
          EXPORT,
          "Rows in a row group.");

  /** Bytes that an encoder collects before it appends a row group. */
  public static final OptionSpec<Long> ROW_GROUP_SIZE =
      OptionSpec.of(
          "ROW_GROUP_SIZE",
          OptionType.size(64 << 10, 1L << 30),
          128L << 20,
          "128MB, less when the heap is small",
          EXPORT,
          "Bytes of a row group before it is closed.");

  /** Bytes of a page before compression. */
  public static final OptionSpec<Long> PAGE_SIZE =
      OptionSpec.of(
          "PAGE_SIZE",
          OptionType.size(1 << 10, 64 << 20),
          1L << 20,
          "1MB, less when the heap is small",
          EXPORT,
          "Bytes of a page before compression.");

  /** How uuid and timeuuid are stored; null when the profile decides. */
  public static final OptionSpec<String> UUID_TYPE =
      OptionSpec.of(
          "UUID_TYPE",
          OptionType.choice("UUID", "STRING", "BINARY"),
          null,
          "UUID",
          EXPORT,
          "How uuid and timeuuid are stored; Spark and Hive read STRING only.");

  /** How decimal is stored: STRING, or precision and scale. */
  public static final OptionSpec<String> DECIMAL_TYPE =
      OptionSpec.of(
          "DECIMAL_TYPE",
          OptionType.text("STRING or precision and scale such as '38,10'"),
          "STRING",
          "STRING",
          EXPORT,
          "How decimal is stored; with a precision, a value that does not fit is an error.");

  /** How time is stored; null when the profile decides. */
  public static final OptionSpec<String> TIME_TYPE =
      OptionSpec.of(
          "TIME_TYPE",
          OptionType.choice("TIME", "STRING"),
          null,
          "TIME",
          EXPORT,
          "How time is stored; Spark before 4.1 and Hive read STRING only.");

  /** The unit of time; null when the profile decides. */
  public static final OptionSpec<String> TIME_UNIT =
      OptionSpec.of(
          "TIME_UNIT",
          OptionType.choice("MILLIS", "MICROS", "NANOS"),
          null,
          "NANOS",
          EXPORT,
          "The unit of time columns; a value with finer digits is an error.");

  /** The unit of timestamp; null when the profile decides. */
  public static final OptionSpec<String> TIMESTAMP_UNIT =
      OptionSpec.of(
          "TIMESTAMP_UNIT",
          OptionType.choice("MILLIS", "MICROS", "NANOS"),
          null,
          "MILLIS",
          EXPORT,
          "The unit of timestamp columns.");

  /** How vectors of floats are stored; null when the profile decides. */
  public static final OptionSpec<String> VECTOR_TYPE =
      OptionSpec.of(
          "VECTOR_TYPE",
          OptionType.choice("LIST", "ARROW", "FIXED"),
          null,
          "LIST",
          EXPORT,
          "ARROW: lists that Arrow and pandas read as of fixed size. FIXED: a float vector's bytes.");

  /** Columns with minimum and maximum. */
  public static final OptionSpec<String> STATISTICS =
      OptionSpec.of(
          "STATISTICS",
          COLUMN_LIST,
          "TRUE",
          "TRUE",
          EXPORT,
          "Columns with minimum and maximum; never those of uuids, whose order readers differ on.");

  /** Columns with a Bloom filter. */
  public static final OptionSpec<String> BLOOM_FILTER =
      OptionSpec.of(
          "BLOOM_FILTER", COLUMN_LIST, "FALSE", "FALSE", EXPORT, "Columns with a Bloom filter.");

  /** Columns that begin with a dictionary; null when their type decides. */
  public static final OptionSpec<String> DICTIONARY =
      OptionSpec.of(
          "DICTIONARY",
          COLUMN_LIST,
          null,
          "all but uuid, float, double and vector columns",
          EXPORT,
          "Columns that begin with a dictionary.");

  /** Columns with a page index. */
  public static final OptionSpec<String> PAGE_INDEX =
      OptionSpec.of(
          "PAGE_INDEX",
          COLUMN_LIST,
          "TRUE",
          "TRUE",
          EXPORT,
          "Columns whose pages can be found by their values; always on with PARQUET_VERSION='V2'.");

  /** Key-value metadata of the footer; null for none. */
  public static final OptionSpec<String> METADATA =
      OptionSpec.of(
          "METADATA",
          OptionType.text("a JSON object of strings such as '{\"owner\":\"me\"}'"),
          null,
          "none",
          EXPORT,
          "Key-value metadata in the file's footer.");

  /** The version of data pages. */
  public static final OptionSpec<String> PARQUET_VERSION =
      OptionSpec.of(
          "PARQUET_VERSION",
          OptionType.choice("V1", "V2"),
          "V1",
          "V1",
          EXPORT,
          "The version of data pages; V1 is read by everything.");

  /** A named set of the other options; null for none. */
  public static final OptionSpec<String> PROFILE =
      OptionSpec.of(
          "PROFILE",
          OptionType.choice("ANALYTICS", "ML", "ARCHIVE"),
          null,
          "none",
          EXPORT,
          "ANALYTICS: STRING uuids and times, MICROS. ML: ARROW vectors. ARCHIVE: ZSTD at level 9.");

  /** All of them, in the order in which they are shown. */
  public static final List<OptionSpec<?>> ALL =
      List.of(
          COMPRESSION,
          COMPRESSION_LEVEL,
          CHUNKSIZE,
          ROW_GROUP_SIZE,
          PAGE_SIZE,
          UUID_TYPE,
          DECIMAL_TYPE,
          TIME_TYPE,
          TIME_UNIT,
          TIMESTAMP_UNIT,
          VECTOR_TYPE,
          STATISTICS,
          BLOOM_FILTER,
          DICTIONARY,
          PAGE_INDEX,
          METADATA,
          PARQUET_VERSION,
          PROFILE);

  private ParquetOptions() {}
}
