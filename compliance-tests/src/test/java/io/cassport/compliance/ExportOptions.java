package io.cassport.compliance;

import java.util.List;
import java.util.stream.Stream;

/** The options that change how cells are stored. */
final class ExportOptions {
  /** What every reader reads, Spark apart. */
  static final List<String> ALL =
      List.of(
          "",
          "COMPRESSION='GZIP'",
          "COMPRESSION='ZSTD'",
          "COMPRESSION='LZ4'",
          "COMPRESSION='NONE'",
          "PARQUET_VERSION='V2'",
          "PARQUET_VERSION='V2' AND COMPRESSION='ZSTD' AND CHUNKSIZE=3",
          "UUID_TYPE='STRING'",
          "UUID_TYPE='BINARY'",
          "TIME_TYPE='STRING'",
          "TIME_UNIT='MILLIS'",
          "TIME_UNIT='MICROS' AND TIMESTAMP_UNIT='MICROS'",
          "TIME_UNIT='NANOS' AND TIMESTAMP_UNIT='NANOS'",
          "VECTOR_TYPE='FIXED'",
          "VECTOR_TYPE='ARROW'",
          "DICTIONARY=FALSE AND STATISTICS=FALSE AND PAGE_INDEX=FALSE",
          "DICTIONARY=TRUE AND BLOOM_FILTER=TRUE AND PAGE_SIZE=1024",
          "PROFILE='ANALYTICS'",
          "PROFILE='ML'",
          "PROFILE='ARCHIVE'");

  private ExportOptions() {}

  static Stream<String> all() {
    return ALL.stream();
  }
}
