package io.cassport.text.json;

import static io.cassport.format.Direction.CAPTURE;
import static io.cassport.format.Direction.FROM;
import static io.cassport.format.Direction.TO;

import io.cassport.format.Direction;
import io.cassport.format.FormatOptions;
import io.cassport.format.OptionSpec;
import io.cassport.format.OptionType;
import io.cassport.text.Compression;
import io.cassport.text.Errors;
import io.cassport.text.TextOptions;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The options that JSON has. */
public final class JsonOptions {
  private static final Set<Direction> EXPORT = Set.of(TO, CAPTURE);

  /** How rows follow each other. */
  public enum Style {
    /** One object a line. */
    LINES,
    /** One array of objects. */
    ARRAY
  }

  /** How rows follow each other. */
  public static final OptionSpec<Style> JSON_STYLE =
      OptionSpec.of(
          "JSON_STYLE",
          OptionType.choice(Style.class),
          Style.LINES,
          "LINES",
          EXPORT,
          "One object a line, or one array of objects; on import the file shows which.");

  /** Whether nulls are left out. */
  public static final OptionSpec<Boolean> STRIP_NULL_VALUES =
      OptionSpec.of(
          "STRIP_NULL_VALUES",
          OptionType.bool(),
          false,
          "FALSE",
          Set.of(TO, FROM, CAPTURE),
          "TO: leaves members that are null out. FROM: reads a null as if it were not there, also"
              + " inside lists, sets and maps.");

  static final List<OptionSpec<?>> ALL =
      List.of(
          JSON_STYLE,
          STRIP_NULL_VALUES,
          TextOptions.BINARY,
          TextOptions.COMPRESSION,
          TextOptions.COMPRESSION_LEVEL);

  private JsonOptions() {}

  /** The compression that the target's ending names, unless an option does. */
  static FormatOptions completed(FormatOptions options, String target) throws SQLException {
    Compression named = Compression.ofName(target);
    if (named == Compression.NONE) {
      return options;
    }
    String asked = options.get(TextOptions.COMPRESSION);
    if (asked != null && !asked.equals(named.name())) {
      throw Errors.option(
          "COMPRESSION='"
              + asked
              + "' contradicts the ending of '"
              + target
              + "'; change one of them");
    }
    Map<String, Object> values = new HashMap<>(options.values());
    values.put(TextOptions.COMPRESSION.name(), named.name());
    return new FormatOptions(values);
  }

  static Compression compression(FormatOptions options) {
    return TextOptions.compression(options.get(TextOptions.COMPRESSION));
  }

  static void check(FormatOptions options) throws SQLException {
    Long level = options.get(TextOptions.COMPRESSION_LEVEL);
    Compression compression = compression(options);
    if (level != null && !compression.hasLevel(level)) {
      throw Errors.option(
          compression == Compression.NONE
              ? "COMPRESSION_LEVEL needs a COMPRESSION, such as GZIP or ZSTD"
              : "COMPRESSION_LEVEL of "
                  + compression
                  + " goes from "
                  + (compression == Compression.GZIP ? "1 to 9" : "-7 to 22")
                  + ", not "
                  + level);
    }
  }

  static JsonTypes types(FormatOptions options) {
    return new JsonTypes(options.get(TextOptions.BINARY), options.get(STRIP_NULL_VALUES));
  }
}
