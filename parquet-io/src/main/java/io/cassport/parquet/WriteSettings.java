package io.cassport.parquet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cassport.format.FormatOptions;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The options of an export, resolved: an option that is written wins over its profile, the profile
 * over the default.
 *
 * @param uuidType UUID, STRING or BINARY
 * @param decimal precision and scale, or nothing for STRING
 * @param textTimes true when times become text
 * @param fixedVectors true when float vectors become one fixed-length value
 * @param arrowSchema true when the footer tells Arrow the sizes of vectors
 */
record WriteSettings(
    Codec codec,
    Optional<Integer> level,
    long rowGroupRows,
    long rowGroupBytes,
    int pageBytes,
    String uuidType,
    Optional<Decimal> decimal,
    boolean textTimes,
    Unit timeUnit,
    Unit timestampUnit,
    boolean fixedVectors,
    boolean arrowSchema,
    Predicate<String> statistics,
    Predicate<String> bloomFilter,
    Optional<Predicate<String>> dictionary,
    Predicate<String> pageIndex,
    Map<String, String> metadata,
    boolean version2) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** The precision and scale of stored decimals. */
  record Decimal(int precision, int scale) {}

  static WriteSettings of(FormatOptions options) throws SQLException {
    String profile = options.get(ParquetOptions.PROFILE);
    boolean analytics = "ANALYTICS".equals(profile);
    boolean archive = "ARCHIVE".equals(profile);
    String compression = options.get(ParquetOptions.COMPRESSION);
    Codec codec = Codec.named(compression == null ? (archive ? "ZSTD" : "SNAPPY") : compression);
    Long written = options.get(ParquetOptions.COMPRESSION_LEVEL);
    Optional<Integer> level =
        written != null
            ? Optional.of(written.intValue())
            : archive && codec == Codec.ZSTD ? Optional.of(9) : Optional.empty();
    codec.checkLevel(level);
    boolean version2 = options.get(ParquetOptions.PARQUET_VERSION).equals("V2");
    if (version2 && !options.get(ParquetOptions.PAGE_INDEX).strip().equalsIgnoreCase("TRUE")) {
      throw Errors.option(
          "PAGE_INDEX cannot be narrowed with PARQUET_VERSION='V2', whose files always have one;"
              + " leave one of the two out");
    }
    String vectorType =
        orElse(options.get(ParquetOptions.VECTOR_TYPE), "ML".equals(profile) ? "ARROW" : "LIST");
    Map<String, String> metadata = metadata(options.get(ParquetOptions.METADATA));
    if (vectorType.equals("ARROW") && metadata.containsKey(ArrowSchema.FOOTER_KEY)) {
      throw Errors.option(
          "METADATA cannot set "
              + ArrowSchema.FOOTER_KEY
              + ", where VECTOR_TYPE='ARROW' keeps the sizes of vectors; leave one of the two out");
    }
    Long chunk = options.get(ParquetOptions.CHUNKSIZE);
    return new WriteSettings(
        codec,
        level,
        chunk == null ? Long.MAX_VALUE : chunk,
        Math.min(options.get(ParquetOptions.ROW_GROUP_SIZE), largestRowGroup()),
        (int) Math.min(options.get(ParquetOptions.PAGE_SIZE), largestPage()),
        orElse(options.get(ParquetOptions.UUID_TYPE), analytics ? "STRING" : "UUID"),
        decimal(options.get(ParquetOptions.DECIMAL_TYPE)),
        textTimes(options, analytics),
        Unit.valueOf(orElse(options.get(ParquetOptions.TIME_UNIT), analytics ? "MICROS" : "NANOS")),
        Unit.valueOf(
            orElse(options.get(ParquetOptions.TIMESTAMP_UNIT), analytics ? "MICROS" : "MILLIS")),
        vectorType.equals("FIXED"),
        vectorType.equals("ARROW"),
        ColumnLists.parse(options.get(ParquetOptions.STATISTICS)),
        ColumnLists.parse(options.get(ParquetOptions.BLOOM_FILTER)),
        Optional.ofNullable(options.get(ParquetOptions.DICTIONARY)).map(ColumnLists::parse),
        ColumnLists.parse(options.get(ParquetOptions.PAGE_INDEX)),
        metadata,
        version2);
  }

  /** As many row groups as there are processors are in memory at once; they get a sixth of it. */
  private static long largestRowGroup() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() / (6L * Math.max(2, runtime.availableProcessors()));
  }

  /** Each column has a page and a dictionary that are being filled, whatever the row group has. */
  private static long largestPage() {
    return Math.max(64 << 10, largestRowGroup() / 16);
  }

  /** A unit that is written asks for times that have one, whatever the profile. */
  private static boolean textTimes(FormatOptions options, boolean analytics) throws SQLException {
    String type = options.get(ParquetOptions.TIME_TYPE);
    boolean unit = options.get(ParquetOptions.TIME_UNIT) != null;
    if (unit && "STRING".equals(type)) {
      throw Errors.option(
          "TIME_UNIT is for TIME_TYPE='TIME'; text has always all digits. Leave one of the two"
              + " out");
    }
    return type == null ? analytics && !unit : type.equals("STRING");
  }

  private static String orElse(String written, String otherwise) {
    return written == null ? otherwise : written;
  }

  private static Optional<Decimal> decimal(String written) throws SQLException {
    if (written.strip().equalsIgnoreCase("STRING")) {
      return Optional.empty();
    }
    String[] parts = written.split(",", -1);
    try {
      int precision = Integer.parseInt(parts[0].strip());
      int scale = parts.length == 1 ? 0 : Integer.parseInt(parts[1].strip());
      if (parts.length <= 2
          && precision >= 1
          && precision <= 38
          && scale >= 0
          && scale <= precision) {
        return Optional.of(new Decimal(precision, scale));
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw Errors.option(
        "DECIMAL_TYPE cannot be '"
            + written
            + "'; it takes STRING, or precision (1 to 38) and scale such as '38,10'");
  }

  private static Map<String, String> metadata(String written) throws SQLException {
    if (written == null) {
      return Map.of();
    }
    Map<String, String> metadata;
    try {
      metadata = JSON.readValue(written, new TypeReference<HashMap<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw noMetadata(e.getOriginalMessage());
    }
    if (metadata == null || metadata.containsValue(null)) {
      throw noMetadata("it holds a null");
    }
    if (metadata.containsKey(CqlTypes.FOOTER_KEY)) {
      throw Errors.option(
          "METADATA cannot set "
              + CqlTypes.FOOTER_KEY
              + ", where the CQL types are kept; take another key");
    }
    return metadata;
  }

  private static SQLException noMetadata(String why) {
    return Errors.option(
        "METADATA is no JSON object of strings: " + why + "; write it like '{\"owner\":\"me\"}'");
  }
}
