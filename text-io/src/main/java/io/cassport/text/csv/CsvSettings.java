package io.cassport.text.csv;

import io.cassport.format.Direction;
import io.cassport.format.FormatOptions;
import io.cassport.format.OptionSpec;
import io.cassport.text.Compression;
import io.cassport.text.Errors;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Locale;

/**
 * A statement's options, checked against each other.
 *
 * @param header TRUE, FALSE, or AUTO on import
 * @param encoding what the statement names, or null
 * @param nullText what a null is written as
 * @param level of the compression, or null
 */
record CsvSettings(
    CsvDialect dialect,
    CsvOptions.Header header,
    Charset encoding,
    String nullText,
    Compression compression,
    Long level,
    FormatOptions options) {

  /**
   * Reads the options.
   *
   * @param name of the object, whose ending may say that tabs are between the cells
   * @throws SQLException 42000 when two of them contradict each other
   */
  static CsvSettings of(FormatOptions options, Direction direction, String name)
      throws SQLException {
    boolean export = direction != Direction.FROM;
    String delimiter = options.get(CsvOptions.DELIMITER);
    if (delimiter == null) {
      delimiter = isTabbed(name) ? "\t" : ",";
    }
    CsvDialect dialect =
        new CsvDialect(
            delimiter,
            options.get(CsvOptions.QUOTE),
            options.get(CsvOptions.ESCAPE),
            options.get(CsvOptions.COMMENT),
            options.get(CsvOptions.TRIM_SPACE));
    checkCharacters(dialect, export);
    String nullText = options.get(CsvOptions.NULL);
    checkNull(nullText, dialect);
    checkNumbers(options);
    CsvOptions.Header header = options.get(CsvOptions.HEADER);
    if (header == null) {
      header = export ? CsvOptions.Header.FALSE : CsvOptions.Header.AUTO;
    } else if (export && header == CsvOptions.Header.AUTO) {
      throw Errors.option("HEADER='AUTO' is for COPY FROM; say TRUE or FALSE");
    }
    Compression compression = CsvOptions.compression(options.get(CsvOptions.COMPRESSION));
    Long level = options.get(CsvOptions.COMPRESSION_LEVEL);
    if (level != null && !compression.hasLevel(level)) {
      throw Errors.option(
          "COMPRESSION_LEVEL=" + level + " is none that COMPRESSION='" + compression + "' has");
    }
    return new CsvSettings(
        dialect, header, options.get(CsvOptions.ENCODING), nullText, compression, level, options);
  }

  static boolean isTabbed(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Compression compression : Compression.values()) {
      for (String ending : compression.endings()) {
        if (lower.endsWith(".tsv." + ending)) {
          return true;
        }
      }
    }
    return lower.endsWith(".tsv");
  }

  private static void checkCharacters(CsvDialect dialect, boolean export) throws SQLException {
    if (export && (dialect.quote() == CsvDialect.NONE || dialect.escape() == CsvDialect.NONE)) {
      throw Errors.option(
          "QUOTE and ESCAPE cannot be NONE when a file is written: not every text could be read"
              + " back; leave the option out");
    }
    check("DELIMITER", CsvOptions.QUOTE, dialect.delimiter(), dialect.quote());
    check("DELIMITER", CsvOptions.ESCAPE, dialect.delimiter(), dialect.escape());
    String comment = dialect.comment() == CsvDialect.NONE ? "" : character(dialect.comment());
    check("COMMENT", CsvOptions.QUOTE, comment, dialect.quote());
    check("COMMENT", CsvOptions.ESCAPE, comment, dialect.escape());
    if (!comment.isEmpty() && dialect.delimiter().startsWith(comment)) {
      throw Errors.option("COMMENT and DELIMITER cannot begin with the same character");
    }
  }

  private static void check(String one, OptionSpec<Integer> other, String text, int character)
      throws SQLException {
    if (character != CsvDialect.NONE && text.indexOf(character) >= 0) {
      throw Errors.option(
          one + " and " + other.name() + " cannot have the same character " + (char) character);
    }
  }

  private static String character(int c) {
    return String.valueOf((char) c);
  }

  private static void checkNull(String text, CsvDialect dialect) throws SQLException {
    boolean quote = dialect.quote() != CsvDialect.NONE && text.indexOf(dialect.quote()) >= 0;
    boolean line = text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    boolean space = dialect.trimSpace() && !text.equals(text.strip());
    boolean escape = dialect.hasEscape() && text.endsWith(character(dialect.escape()));
    boolean comment =
        dialect.comment() != CsvDialect.NONE && text.startsWith(character(dialect.comment()));
    if (quote || line || space || escape || comment || text.contains(dialect.delimiter())) {
      throw Errors.option(
          "NULL cannot be '"
              + text
              + "', which holds the DELIMITER, the QUOTE or the end of a line, ends with the"
              + " ESCAPE, begins with the COMMENT, or has space that TRIM_SPACE takes away");
    }
  }

  private static void checkNumbers(FormatOptions options) throws SQLException {
    String point = options.get(CsvOptions.DECIMALSEP);
    if (point.equals(options.get(CsvOptions.THOUSANDSSEP))) {
      throw Errors.option("DECIMALSEP and THOUSANDSSEP cannot be the same character " + point);
    }
    if (options.get(CsvOptions.NULL_IF).contains("")) {
      throw Errors.option("NULL_IF cannot hold an empty text; NULL='' is that");
    }
  }

  /** The texts that any row may have, whatever its values. */
  String fixedTexts() {
    return dialect.delimiter()
        + nullText
        + String.join("", options.get(CsvOptions.BOOLSTYLE))
        + options.get(CsvOptions.DECIMALSEP)
        + options.get(CsvOptions.THOUSANDSSEP);
  }

  /** The encoding that files are written in. */
  Charset written() {
    return encoding == null ? StandardCharsets.UTF_8 : encoding;
  }
}
