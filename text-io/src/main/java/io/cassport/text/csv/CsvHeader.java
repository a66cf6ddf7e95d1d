package io.cassport.text.csv;

import io.cassport.format.RejectedRow;
import io.cassport.text.Errors;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the first record of a file says about its columns.
 *
 * @param isRecord whether it is a header, and no row
 * @param named whether the columns have names of their own
 * @param names the columns' names; generated ones where the file has none
 */
record CsvHeader(boolean isRecord, boolean named, List<String> names) {
  /** Names of columns that have none, numbered from 1. */
  private static final String GENERATED = "column_";

  private static final List<String> OTHER_DELIMITERS = List.of(",", ";", "\t", "|", ":", " ");

  /**
   * Reads it.
   *
   * @param asked what the statement says
   * @param targets the table's columns; empty when the table is made from the file
   * @throws SQLException 42000 when it cannot be told what the record is, 42S22 when it is a header
   *     that names a column twice, or whose delimiter must be another
   */
  static CsvHeader of(
      List<String> cells,
      CsvOptions.Header asked,
      Set<String> targets,
      CsvDialect dialect,
      String object)
      throws SQLException {
    boolean errorFile =
        cells.size() > RejectedRow.COLUMNS.size()
            && cells.subList(0, RejectedRow.COLUMNS.size()).equals(RejectedRow.COLUMNS);
    boolean header =
        errorFile
            || asked == CsvOptions.Header.TRUE
            || asked == CsvOptions.Header.AUTO && looksLikeHeader(cells, targets, object);
    if (!header) {
      if (asked == CsvOptions.Header.AUTO) {
        checkDelimiter(cells, targets, dialect, object);
      }
      return new CsvHeader(false, false, generated(cells.size()));
    }
    checkDelimiter(cells, targets, dialect, object);
    List<String> names = names(cells, object);
    return new CsvHeader(true, !errorFile || !hasGenerated(names), names);
  }

  private static boolean looksLikeHeader(List<String> cells, Set<String> targets, String object)
      throws SQLException {
    if (targets.isEmpty()) {
      return true;
    }
    Set<String> lower = new HashSet<>();
    targets.forEach(target -> lower.add(target.toLowerCase(Locale.ROOT)));
    long known =
        cells.stream()
            .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
            .filter(lower::contains)
            .distinct()
            .count();
    if (known == 0) {
      return false;
    }
    if (known * 2 > cells.size()) {
      return true;
    }
    throw Errors.option(
        "the first record of '"
            + object
            + "' has "
            + known
            + " of the table's column names in "
            + cells.size()
            + " cells, so that it may be a header or a row; say HEADER=TRUE or HEADER=FALSE");
  }

  /** One column where there should be more: mostly, that is another delimiter. */
  private static void checkDelimiter(
      List<String> cells, Set<String> targets, CsvDialect dialect, String object)
      throws SQLException {
    if (cells.size() != 1 || targets.size() < 2 || targets.contains(cells.get(0))) {
      return;
    }
    for (String other : OTHER_DELIMITERS) {
      String[] parts = cells.get(0).split(Pattern.quote(other), -1);
      boolean found = false;
      for (String part : parts) {
        found |= targets.contains(part.strip().replace("\"", ""));
      }
      if (parts.length > 1 && found && !other.equals(dialect.delimiter())) {
        throw Errors.noColumn(
            "the header of '"
                + object
                + "' has one column, '"
                + cells.get(0)
                + "'; is DELIMITER right? It seems to be '"
                + (other.equals("\t") ? "\\t" : other)
                + "'");
      }
    }
  }

  private static List<String> generated(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      names.add(GENERATED + i);
    }
    return names;
  }

  private static boolean hasGenerated(List<String> names) {
    return names.contains(GENERATED + 1);
  }

  private static List<String> names(List<String> cells, String object) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      String name = cells.get(i).isEmpty() ? GENERATED + (i + 1) : cells.get(i);
      if (names.contains(name)) {
        throw Errors.noColumn(
            "the header of '"
                + object
                + "' names column "
                + name
                + " twice; rename one of them, or say HEADER=FALSE and list the columns");
      }
      names.add(name);
    }
    return names;
  }
}
