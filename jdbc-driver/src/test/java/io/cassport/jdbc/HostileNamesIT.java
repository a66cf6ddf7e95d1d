package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and values that would be another statement, if any were pasted into one. */
final class HostileNamesIT {
  private static final List<String> NAMES =
      List.of(
          "a\"b",
          "x; DROP TABLE victim; --",
          "'",
          "$$",
          "?",
          ":x",
          "a\nb",
          "/* */",
          "SELECT",
          "ＤＲＯＰ",
          "a.b",
          "{}",
          "\\",
          "' OR '1'='1",
          "WITH",
          "*");

  private static final List<String> VALUES =
      List.of(
          "'; DROP TABLE victim; --",
          "''",
          "$$; DROP TABLE victim; $$",
          "\"",
          "?",
          ":v",
          "\\'",
          "a'); DROP TABLE victim; --",
          "line\nbreak",
          "\u2019",
          "{fn now()}",
          "%'",
          "1 OR 1=1");

  @TempDir private Path directory;

  @BeforeAll
  static void makeTables() throws SQLException {
    Server.makeKeyspace("\"Hostile_Names\"");
    try (Connection connection = Server.connect("Hostile_Names")) {
      StringBuilder columns = new StringBuilder("id int PRIMARY KEY");
      for (String name : NAMES) {
        columns.append(", ").append(quoted(name)).append(" text");
      }
      Server.run(
          connection,
          "CREATE TABLE victim (id int PRIMARY KEY)",
          "INSERT INTO victim (id) VALUES (1)",
          "CREATE TABLE \"T_Hostile\" (" + columns + ")",
          "CREATE TABLE back (" + columns + ")",
          "CREATE TABLE vals (\"v\"\"; --\" text PRIMARY KEY, n int)",
          "CREATE TABLE vals_back (\"v\"\"; --\" text PRIMARY KEY, n int)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO vals (\"v\"\"; --\", n) VALUES (?, 1)")) {
        for (String value : VALUES) {
          insert.setString(1, value);
          insert.executeUpdate();
        }
      }
      for (int i = 0; i < 5; i++) {
        for (String name : NAMES) {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO \"T_Hostile\" (id, " + quoted(name) + ") VALUES (?, ?)")) {
            insert.setInt(1, i);
            insert.setString(2, VALUES.get(i));
            insert.executeUpdate();
          }
        }
      }
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String literal(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(
        Server.url("Hostile_Names", "copyKeyspace=hostile_names_ledger"));
  }

  private static Map<Integer, List<String>> rows(Connection connection, String table)
      throws SQLException {
    Map<Integer, List<String>> found = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        found.put(rows.getInt("id"), row);
      }
    }
    return found;
  }

  private static void theVictimLives(Connection connection) throws SQLException {
    assertThat(rows(connection, "victim")).containsOnlyKeys(1);
  }

  @Test
  void namesOfColumnsAreQuotedWhereverTheyGo() throws Exception {
    try (Connection connection = connect()) {
      Map<Integer, List<String>> all = rows(connection, "\"T_Hostile\"");
      String list = String.join(", ", NAMES.stream().map(HostileNamesIT::quoted).toList());
      for (String format : List.of("PARQUET", "CSV", "JSON")) {
        Path file = directory.resolve("t." + format);
        Server.run(
            connection,
            "COPY \"T_Hostile\" (id, "
                + list
                + ") TO '"
                + file
                + "' WITH MANIFEST=TRUE AND FORMAT="
                + format
                + (format.equals("CSV") ? " AND HEADER=TRUE" : ""),
            "TRUNCATE back",
            "COPY back (id, "
                + list
                + ") FROM '"
                + file
                + "' WITH LEDGER=FALSE AND FORMAT="
                + format
                + (format.equals("CSV") ? " AND HEADER=TRUE" : ""));
        assertThat(rows(connection, "back")).as(format).isEqualTo(all);
      }
      for (String name : NAMES) {
        Server.run(
            connection,
            "COPY (SELECT id, "
                + quoted(name)
                + " FROM \"T_Hostile\" WHERE id = 2) TO '"
                + directory
                + "/one.parquet' WITH OVERWRITE=TRUE AND STATISTICS=FALSE");
        try (ResultSet columns =
            connection.getMetaData().getColumns(null, "Hostile_Names", "T_Hostile", name)) {
          assertThat(columns.next()).as(name).isTrue();
        }
      }
      theVictimLives(connection);
    }
  }

  @Test
  void valuesAreBoundOrQuotedAndNeverPasted() throws Exception {
    try (Connection connection = connect()) {
      for (String value : VALUES) {
        Path file = directory.resolve("v.parquet");
        try (PreparedStatement copy =
            connection.prepareStatement(
                "COPY (SELECT * FROM vals WHERE \"v\"\"; --\" = ?) TO ? WITH OVERWRITE=TRUE")) {
          copy.setString(1, value);
          copy.setString(2, file.toString());
          assertThat(copy.executeUpdate()).as(value).isEqualTo(1);
        }
        try (Statement statement = connection.createStatement()) {
          assertThat(
                  statement.executeUpdate(
                      "COPY vals TO '"
                          + file
                          + "' WITH OVERWRITE=TRUE WHERE \"v\"\"; --\" = "
                          + literal(value)))
              .as(value)
              .isEqualTo(1);
        }
      }
      Path dataset = directory.resolve("d");
      Server.run(connection, "COPY vals TO '" + dataset + "/' WITH PARTITION='\"v\"\"; --\"'");
      try (Statement statement = connection.createStatement()) {
        assertThat(
                statement.executeUpdate("COPY vals_back FROM '" + dataset + "/' WITH LEDGER=FALSE"))
            .isEqualTo(VALUES.size());
      }
      theVictimLives(connection);
    }
  }

  @Test
  void namesOfFilesAndUsersAreBoundInTheLedger() throws Exception {
    try (Connection connection = connect()) {
      Path whole = directory.resolve("whole.parquet");
      Server.run(connection, "COPY vals TO '" + whole + "'");
      Path hostile = Files.createDirectories(directory.resolve("in'; DROP"));
      List<String> names =
          List.of("a'; DROP TABLE victim; --.parquet", "$$.parquet", "?.parquet", "\".parquet");
      for (String name : names) {
        Files.copy(whole, hostile.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
      String copy = "COPY vals_back FROM " + literal(hostile.toString() + "/");
      try (Statement statement = connection.createStatement()) {
        assertThat(statement.executeUpdate(copy)).isEqualTo(names.size() * VALUES.size());
        assertThat(statement.executeUpdate(copy)).as("known by then").isZero();
        List<String> history = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SHOW COPY HISTORY")) {
          while (rows.next()) {
            history.add(rows.getString(1) + rows.getString(2) + rows.getString(3));
          }
        }
        for (String name : names) {
          assertThat(history).as(name).anyMatch(row -> row.contains(name));
        }
      }
      theVictimLives(connection);
    }
  }

  @Test
  void namesInPropertiesAreNamesOrRefused() throws SQLException {
    try (Connection connection = connect()) {
      for (String name : List.of("x; DROP KEYSPACE \"Hostile_Names\" --", "a b", "'", "\"a\" b")) {
        String url = Server.url(null, "copyKeyspace=" + name.replace(";", "%3B"));
        assertThatThrownBy(() -> DriverManager.getConnection(url).close())
            .as(name)
            .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connection.setSchema(name)).isInstanceOf(SQLException.class);
        assertThat(connection.getMetaData().getTables(null, name, name, null).next()).isFalse();
      }
      theVictimLives(connection);
    }
  }

  @Test
  void aHostsNameIsNoAddressAndIsNotLookedUp() throws Exception {
    Path file = directory.resolve("inet.csv");
    try (Connection connection = connect()) {
      Server.run(connection, "CREATE TABLE IF NOT EXISTS hosts (id int PRIMARY KEY, host inet)");
      // every one but the first would have to be looked up, and localhost would be found
      for (String host :
          List.of("localhost", "some.host", "256.1.1.1", "1.2.3.999", "1.2.3", "127.1", "::1%lo")) {
        Files.writeString(file, "id,host\n1," + host + "\n");
        long begin = System.nanoTime();
        assertThatThrownBy(
                () -> Server.run(connection, "COPY hosts FROM '" + file + "' WITH LEDGER=FALSE"))
            .as(host)
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22018"));
        try (PreparedStatement insert =
            connection.prepareStatement("INSERT INTO hosts (id, host) VALUES (1, ?)")) {
          assertThatThrownBy(
                  () -> {
                    insert.setString(1, host);
                    insert.executeUpdate();
                  })
              .as(host)
              .isInstanceOf(SQLException.class);
        }
        assertThat((System.nanoTime() - begin) / 1_000_000).as(host).isLessThan(4_000);
      }
      assertThat(rows(connection, "hosts")).isEmpty();
    }
  }
}
