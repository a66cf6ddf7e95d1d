package io.cassport.text.csv;

import static io.cassport.format.Direction.CAPTURE;
import static io.cassport.format.Direction.FROM;
import static io.cassport.format.Direction.TO;

import io.cassport.format.Direction;
import io.cassport.format.OptionSpec;
import io.cassport.format.OptionType;
import io.cassport.text.Compression;
import io.cassport.text.ScalarForms;
import io.cassport.text.TextOptions;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;

/**
 * The options that only CSV has. Names and defaults are those of cqlsh's COPY where it has them.
 */
public final class CsvOptions {
  private static final Set<Direction> ALL_DIRECTIONS = Set.of(TO, FROM, CAPTURE);
  private static final Set<Direction> IMPORT = Set.of(FROM);

  /** Whether the first record names the columns. */
  enum Header {
    /** It does. */
    TRUE,
    /** It does not. */
    FALSE,
    /** It does when it looks so. */
    AUTO
  }

  static final OptionSpec<Header> HEADER =
      OptionSpec.of(
          "HEADER",
          new OptionType<>("TRUE, FALSE, or AUTO (FROM)", OptionTexts::header),
          null,
          "FALSE (TO, CAPTURE), AUTO (FROM): TRUE when most cells of the first record are the"
              + " table's columns",
          ALL_DIRECTIONS,
          "The first record names the columns.");

  static final OptionSpec<String> DELIMITER =
      OptionSpec.of(
          "DELIMITER",
          new OptionType<>(
              "one character or more, such as ';', '\\t' or '0x09'", OptionTexts::text),
          null,
          "a comma; a tab in .tsv files",
          ALL_DIRECTIONS,
          "What stands between two cells.");

  static final OptionSpec<Integer> QUOTE =
      OptionSpec.of(
              "QUOTE",
              new OptionType<>(
                  "one ASCII character, such as '\"' or '0x22', or NONE (FROM)",
                  OptionTexts::characterOrNone),
              (int) '"',
              "\"",
              ALL_DIRECTIONS,
              "What stands around cells that need it; a cell in quotes is never null.")
          .withAliases("FIELD_OPTIONALLY_ENCLOSED_BY");

  static final OptionSpec<Integer> ESCAPE =
      OptionSpec.of(
          "ESCAPE",
          new OptionType<>(
              "one ASCII character, such as '\\', or NONE (FROM); the same as QUOTE: quotes are"
                  + " doubled",
              OptionTexts::characterOrNone),
          (int) '\\',
          "\\ as in cqlsh; other programs mostly want '\"'",
          ALL_DIRECTIONS,
          "Makes the character behind it stand for itself.");

  static final OptionSpec<String> NULL =
      OptionSpec.of(
              "NULL",
              OptionType.text("a text"),
              "",
              "nothing at all",
              ALL_DIRECTIONS,
              "What a null is written as, without quotes.")
          .withAliases("NULLVAL");

  static final OptionSpec<List<String>> NULL_IF =
      OptionSpec.of(
          "NULL_IF",
          OptionType.names("texts separated by commas, such as 'NULL,N/A'"),
          List.of(),
          "none",
          IMPORT,
          "Other texts that are null, also in quotes.");

  static final OptionSpec<Charset> ENCODING =
      OptionSpec.of(
          "ENCODING",
          new OptionType<>(
              "a character set, such as 'UTF-8' or 'windows-1252'", OptionTexts::charset),
          null,
          "UTF-8 (TO, CAPTURE), UTF-8 or what a byte order mark says (FROM)",
          ALL_DIRECTIONS,
          "The character set of the file.");

  static final OptionSpec<String> COMPRESSION = TextOptions.COMPRESSION;

  static final OptionSpec<Long> COMPRESSION_LEVEL = TextOptions.COMPRESSION_LEVEL;

  static final OptionSpec<Strftime> DATETIMEFORMAT =
      OptionSpec.of(
          "DATETIMEFORMAT",
          new OptionType<>(
              "a pattern of strftime, such as '%Y-%m-%d %H:%M:%S.%f%z'", Strftime::moment),
          null,
          "'2024-02-29 12:34:56.789+0000'; on import every form that CQL or ISO 8601 has",
          ALL_DIRECTIONS,
          "How timestamps are written; one that loses digits refuses the values it would change.");

  static final OptionSpec<Strftime> DATEFORMAT =
      OptionSpec.of(
          "DATEFORMAT",
          new OptionType<>("a pattern of strftime, such as '%d.%m.%Y'", Strftime::date),
          null,
          "'2024-02-29'",
          ALL_DIRECTIONS,
          "How dates are written.");

  static final OptionSpec<Strftime> TIMEFORMAT =
      OptionSpec.of(
          "TIMEFORMAT",
          new OptionType<>("a pattern of strftime, such as '%H:%M:%S.%f'", Strftime::time),
          null,
          "'12:34:56.123456789'",
          ALL_DIRECTIONS,
          "How times of day are written.");

  static final OptionSpec<String> TIMESTAMP_UNIT =
      OptionSpec.of(
          "TIMESTAMP_UNIT",
          OptionType.choice("SECONDS", "MILLIS", "MICROS", "NANOS"),
          "MILLIS",
          "MILLIS",
          IMPORT,
          "What a timestamp that is a whole number counts since 1970.");

  static final OptionSpec<String> DECIMALSEP =
      OptionSpec.of(
          "DECIMALSEP",
          new OptionType<>("one character that is no digit", OptionTexts::separator),
          ".",
          ".",
          ALL_DIRECTIONS,
          "The point in float, double and decimal; inside collections it is always a point.");

  static final OptionSpec<String> THOUSANDSSEP =
      OptionSpec.of(
          "THOUSANDSSEP",
          new OptionType<>(
              "nothing, or one character that is no digit",
              text -> text.isEmpty() ? text : OptionTexts.separator(text)),
          "",
          "none",
          ALL_DIRECTIONS,
          "What groups the digits of numbers by three; inside collections nothing does.");

  static final OptionSpec<List<String>> BOOLSTYLE =
      OptionSpec.of(
          "BOOLSTYLE",
          new OptionType<>("two different texts with a comma between", OptionTexts::booleans),
          List.of("True", "False"),
          "'True,False'; true, t, yes, y, 1 and their opposites are read too",
          ALL_DIRECTIONS,
          "What true and false are written as.");

  static final OptionSpec<ScalarForms.Binary> BINARY = TextOptions.BINARY;

  static final OptionSpec<Boolean> TRIM_SPACE =
      OptionSpec.of(
          "TRIM_SPACE",
          OptionType.bool(),
          false,
          "FALSE",
          IMPORT,
          "White space around cells, and around their quotes, is no part of them.");

  static final OptionSpec<Integer> COMMENT =
      OptionSpec.of(
          "COMMENT",
          new OptionType<>("one ASCII character, such as '#'", OptionTexts::character),
          CsvDialect.NONE,
          "none",
          IMPORT,
          "Lines that begin with it are passed over.");

  static final OptionSpec<Long> MAX_ROW_SIZE =
      OptionSpec.of(
          "MAX_ROW_SIZE",
          OptionType.size(1 << 10, 1L << 30),
          64L << 20,
          "64MB",
          IMPORT,
          "The most bytes of a row, or an eighth of the heap if that is less; a larger one is a bad"
              + " row and is not held in memory.");

  /** All of them, by name. */
  static final List<OptionSpec<?>> ALL =
      List.of(
          BINARY,
          BOOLSTYLE,
          COMMENT,
          COMPRESSION,
          COMPRESSION_LEVEL,
          DATEFORMAT,
          DATETIMEFORMAT,
          DECIMALSEP,
          DELIMITER,
          ENCODING,
          ESCAPE,
          HEADER,
          MAX_ROW_SIZE,
          NULL,
          NULL_IF,
          QUOTE,
          THOUSANDSSEP,
          TIMEFORMAT,
          TIMESTAMP_UNIT,
          TRIM_SPACE);

  private CsvOptions() {}

  static Compression compression(String name) {
    return TextOptions.compression(name);
  }
}
