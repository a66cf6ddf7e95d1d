package io.cassport.compliance;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table whose exports are directories named after values, and what readers shall see of it. */
final class PartitionedTable {
  private static final PartitionedTable SHARED = new PartitionedTable();

  private final Map<Long, List<String>> rows = new LinkedHashMap<>();
  private final Path byValue = Exports.newPath("by-value");
  private final Path byMonth = Exports.newPath("by-month");

  private PartitionedTable() {
    Connection connection = Exports.connection();
    try {
      Cassandra.run(
          connection,
          "CREATE TABLE partitioned (id int PRIMARY KEY, word text, number int, day date,"
              + " at timestamp, v text)");
      add("plain", 1, "2024-02-29");
      add("a=b", -5, "1969-12-31");
      add("../x/y", 0, "2024-01-01");
      add("50% ü 😀", 7, "2024-01-02");
      add(null, null, null);
      add("2024", Integer.MAX_VALUE, "1582-10-10");
      add("two words.", Integer.MIN_VALUE, "9999-12-31");
      add("'q\"", 10, "0001-01-01");
      add("true", 11, "2024-01-03");
      add("%41:*?\\", 11, "2024-01-03");
      Cassandra.run(
          connection,
          "COPY partitioned TO '" + byValue + "/' WITH PARTITION='word,number,day'",
          "COPY partitioned TO '" + byMonth + "/' WITH PARTITION='at.year,at.month'");
    } catch (SQLException e) {
      throw new IllegalStateException("The partitioned datasets could not be made", e);
    }
  }

  private void add(String word, Integer number, String day) throws SQLException {
    int id = rows.size();
    String v = "value " + id;
    try (PreparedStatement insert =
        Exports.connection()
            .prepareStatement(
                "INSERT INTO partitioned (id, word, number, day, at, v) VALUES (?, ?, ?, ?, ?, ?)")) {
      insert.setInt(1, id);
      insert.setString(2, word);
      insert.setObject(3, number);
      insert.setString(4, day);
      insert.setTimestamp(
          5,
          day == null
              ? null
              : java.sql.Timestamp.from(java.time.Instant.parse(day + "T23:59:59Z")));
      insert.setString(6, v);
      insert.execute();
    }
    rows.put((long) id, Arrays.asList(word, number == null ? null : number.toString(), day, v));
  }

  /** The dataset of directories word=…/number=…/day=…. */
  static Path byValue() {
    return SHARED.byValue;
  }

  /** The dataset of directories at.year=…/at.month=…, of a timestamp that is in the files. */
  static Path byMonth() {
    return SHARED.byMonth;
  }

  /** By id: word, number, day, and v, which is in the files; as text. */
  static Map<Long, List<String>> rows() {
    return SHARED.rows;
  }

  /** By id: year and month of the timestamp, which is at the end of day. */
  static Map<Long, List<Integer>> months() {
    Map<Long, List<Integer>> months = new LinkedHashMap<>();
    SHARED.rows.forEach(
        (id, row) -> {
          if (row.get(2) == null) {
            months.put(id, Arrays.asList(null, null));
          } else {
            java.time.LocalDate day = java.time.LocalDate.parse(row.get(2));
            months.put(id, List.of(day.getYear(), day.getMonthValue()));
          }
        });
    return months;
  }
}
