package io.cassport.parquet;

import java.sql.SQLException;
import java.util.Optional;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** The codecs we write. */
enum Codec {
  SNAPPY(CompressionCodecName.SNAPPY, 0, 0),
  GZIP(CompressionCodecName.GZIP, 1, 9),
  ZSTD(CompressionCodecName.ZSTD, -7, 22),
  LZ4(CompressionCodecName.LZ4_RAW, 0, 0),
  BROTLI(CompressionCodecName.BROTLI, 0, 11),
  NONE(CompressionCodecName.UNCOMPRESSED, 0, 0);

  private final CompressionCodecName parquet;
  private final int lowest;
  private final int highest;

  Codec(CompressionCodecName parquet, int lowest, int highest) {
    this.parquet = parquet;
    this.lowest = lowest;
    this.highest = highest;
  }

  CompressionCodecName parquet() {
    return parquet;
  }

  static Codec named(String name) throws SQLException {
    return switch (name) {
      case "LZ4_RAW" -> LZ4;
      case "BROTLI" -> {
        if (!Brotli.isThere()) {
          throw Errors.option(
              "COMPRESSION='BROTLI' needs a codec that the driver does not carry: "
                  + Brotli.HOW_TO_GET_IT
                  + ", or use ZSTD, which compresses about as well");
        }
        yield BROTLI;
      }
      default -> valueOf(name);
    };
  }

  void checkLevel(Optional<Integer> level) throws SQLException {
    if (level.isEmpty()) {
      return;
    }
    if (lowest == highest) {
      throw Errors.option(
          "COMPRESSION_LEVEL does not go with " + name() + ", which has no levels; leave it out");
    }
    if (level.get() < lowest || level.get() > highest) {
      throw Errors.option(
          "COMPRESSION_LEVEL of "
              + name()
              + " goes from "
              + lowest
              + " to "
              + highest
              + ", not "
              + level.get());
    }
  }
}
