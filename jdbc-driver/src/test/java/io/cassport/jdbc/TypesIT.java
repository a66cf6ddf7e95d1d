package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every CQL type in and out, as tools do it. */
final class TypesIT {
  private static final String UUID_TEXT = "5132b130-ae79-11e4-ab27-0800200c9a66";

  /** Column by column: CQL type, and literals of ordinary and of extreme values. */
  private static final Map<String, List<String>> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("ascii", List.of("'a''b'", "''"));
    COLUMNS.put("text", List.of("'Grüße, ''x''\n\t\"😀;--'", "''", "'NULL'", "'null'", "'0xff'"));
    COLUMNS.put("tinyint", List.of("-128", "127"));
    COLUMNS.put("smallint", List.of("-32768", "32767"));
    COLUMNS.put("int", List.of("-2147483648", "2147483647"));
    COLUMNS.put("bigint", List.of("-9223372036854775808", "9223372036854775807"));
    COLUMNS.put("varint", List.of("123456789012345678901234567890", "-1", "0"));
    COLUMNS.put("decimal", List.of("1.50", "-0.000000000000000000000001", "1E+50", "0E-7"));
    COLUMNS.put("float", List.of("0.1", "-0.0", "NaN", "Infinity", "-Infinity", "1.4E-45"));
    COLUMNS.put("double", List.of("0.1", "4.9E-324", "1.7976931348623157E308", "NaN", "-Infinity"));
    COLUMNS.put("boolean", List.of("true", "false"));
    COLUMNS.put("blob", List.of("0x00ff10", "0x"));
    COLUMNS.put(
        "timestamp",
        List.of(
            "'2024-01-31T12:30:00.123Z'",
            "'0001-01-01T00:00:00Z'",
            "9223372036854775807",
            "-9223372036854775808",
            "'9999-12-31T23:59:59.999Z'"));
    COLUMNS.put("date", List.of("'2024-02-29'", "'0001-01-01'", "'1582-10-10'", "0", "4294967295"));
    COLUMNS.put("time", List.of("'23:59:59.999999999'", "'00:00:00'", "'08:00:00.001'"));
    COLUMNS.put("uuid", List.of(UUID_TEXT, "00000000-0000-0000-0000-000000000000"));
    COLUMNS.put("timeuuid", List.of(UUID_TEXT));
    COLUMNS.put("inet", List.of("'10.0.0.1'", "'2001:db8::1'", "'::'"));
    COLUMNS.put("duration", List.of("1mo2d3h", "-1y2mo3w4d5h6m7s8ms9us10ns", "0s"));
    COLUMNS.put("list<text>", List.of("['it''s', 'NULL', '']"));
    COLUMNS.put("set<timestamp>", List.of("{'1970-01-01T00:00:00.001Z', 9223372036854775807}"));
    COLUMNS.put("map<uuid, duration>", List.of("{" + UUID_TEXT + ": 1mo}"));
    COLUMNS.put("vector<float, 3>", List.of("[1.0, -0.5, 3.25]"));
    COLUMNS.put("vector<int, 2>", List.of("[1, -2]"));
    COLUMNS.put("tuple<int, text, inet>", List.of("(1, 'x', '::1')", "(NULL, NULL, '10.0.0.1')"));
    COLUMNS.put(
        "frozen<address>",
        List.of(
            "{street: 'Main', \"Nr\": 4, \"from\": '2024-01-01'}",
            "{street: NULL, \"Nr\": 4, \"from\": NULL}"));
    COLUMNS.put("address", List.of("{street: 'Main', \"Nr\": 4, \"from\": '2024-01-01'}"));
    COLUMNS.put(
        "frozen<list<frozen<map<text, frozen<set<time>>>>>>",
        List.of("[{'a': {'00:00:00.000000001'}, 'b': {}}]"));
    COLUMNS.put("map<text, frozen<tuple<date, blob>>>", List.of("{'k': ('1969-12-31', 0x00)}"));
    COLUMNS.put("list<frozen<address>>", List.of("[{street: 'a', \"Nr\": 1, \"from\": NULL}]"));
  }

  @BeforeAll
  static void makeTables() throws SQLException {
    Server.makeKeyspace("typing");
    try (Connection connection = Server.connect("typing")) {
      Server.run(connection, "CREATE TYPE address (street text, \"Nr\" int, \"from\" date)");
      StringBuilder table = new StringBuilder("CREATE TABLE every (id int PRIMARY KEY");
      int number = 0;
      for (String type : COLUMNS.keySet()) {
        table.append(", c").append(number++).append(' ').append(type);
      }
      Server.run(
          connection,
          table.append(")").toString(),
          "CREATE TABLE counters (id int PRIMARY KEY, n counter)",
          "CREATE TABLE texts (id int PRIMARY KEY, v text)",
          "CREATE TABLE by_uuid (id uuid PRIMARY KEY, v text)",
          "UPDATE counters SET n = n + 9000000000 WHERE id = 1");
    }
  }

  static Stream<String> parameters() {
    List<String> all = new ArrayList<>();
    for (String uuid : List.of("VARCHAR", "OTHER", "ROWID")) {
      for (String complex : List.of("VARCHAR", "NATIVE")) {
        for (String list : List.of("ARRAY", "VARCHAR")) {
          all.add("uuidType=" + uuid + "&complexType=" + complex + "&listType=" + list);
        }
      }
    }
    return all.stream();
  }

  /** One row for each position in the lists of literals; what a type has no more of is null. */
  private static int insertLiterals(Connection connection) throws SQLException {
    int rows = 0;
    for (boolean more = true; more; rows++) {
      more = false;
      StringBuilder names = new StringBuilder("id");
      StringBuilder literals = new StringBuilder(Integer.toString(rows));
      int number = 0;
      for (List<String> values : COLUMNS.values()) {
        if (rows < values.size()) {
          names.append(", c").append(number);
          literals.append(", ").append(values.get(rows));
          more |= rows + 1 < values.size();
        }
        number++;
      }
      Server.run(connection, "INSERT INTO every (" + names + ") VALUES (" + literals + ")");
    }
    return rows;
  }

  private static List<List<String>> texts(Connection connection, int rows) throws SQLException {
    List<List<String>> texts = new ArrayList<>();
    for (int id = 0; id < rows; id++) {
      List<String> row = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery("SELECT * FROM every WHERE id = " + id)) {
        assertThat(result.next()).isTrue();
        for (int i = 0; i < COLUMNS.size(); i++) {
          row.add(result.getString("c" + i));
        }
      }
      texts.add(row);
    }
    return texts;
  }

  private static PreparedStatement insert(Connection connection) throws SQLException {
    StringBuilder names = new StringBuilder("id");
    for (int i = 0; i < COLUMNS.size(); i++) {
      names.append(", c").append(i);
    }
    return connection.prepareStatement(
        "INSERT INTO every (" + names + ") VALUES (?" + ", ?".repeat(COLUMNS.size()) + ")");
  }

  @Test
  void whatGetStringGivesIsALiteralToPasteBackAndToSet() throws SQLException {
    try (Connection connection = Server.connect("typing");
        PreparedStatement insert = insert(connection)) {
      Server.run(connection, "TRUNCATE every");
      int rows = insertLiterals(connection);
      List<List<String>> written = texts(connection, rows);
      assertThat(written.get(0))
          .contains("a'b", "1.50", "0x00ff10", "2024-01-31T12:30:00.123Z", "2024-02-29")
          .contains("['it''s', 'NULL', '']", "(1, 'x', '::1')".replace("::1", "0:0:0:0:0:0:0:1"))
          .contains("{street: 'Main', \"Nr\": 4, \"from\": '2024-01-01'}");

      Server.run(connection, "TRUNCATE every");
      for (int id = 0; id < rows; id++) {
        for (int i = 0; i < COLUMNS.size(); i++) {
          String text = written.get(id).get(i);
          if (text != null) {
            Server.run(
                connection,
                "UPDATE every SET c" + i + " = " + pasted(i, text) + " WHERE id = " + id);
          }
        }
      }
      assertThat(texts(connection, rows)).as("pasted").isEqualTo(written);

      Server.run(connection, "TRUNCATE every");
      for (int id = 0; id < rows; id++) {
        insert.setInt(1, id);
        for (int i = 0; i < COLUMNS.size(); i++) {
          insert.setString(i + 2, written.get(id).get(i));
        }
        insert.execute();
      }
      assertThat(texts(connection, rows)).as("set as text").isEqualTo(written);
    }
  }

  /**
   * Text, and the types that CQL writes as text, want quotes around; the others are as they are.
   */
  private static String pasted(int column, String text) {
    String type = List.copyOf(COLUMNS.keySet()).get(column);
    return List.of("ascii", "text", "timestamp", "date", "time", "inet").contains(type)
        ? "'" + text.replace("'", "''") + "'"
        : text;
  }

  @Test
  @DisplayName("peers 5.1-5: extreme values and nulls of all types survive COPY TO and COPY FROM")
  void peers05_extremesAndNullsSurviveCopy(@TempDir Path directory) throws SQLException {
    try (Connection connection = Server.connect("typing")) {
      Server.run(connection, "TRUNCATE every");
      int rows = insertLiterals(connection);
      Server.run(connection, "INSERT INTO every (id) VALUES (" + rows + ")");
      List<List<String>> written = texts(connection, rows + 1);
      assertThat(written.get(rows)).containsOnlyNulls();
      Server.run(
          connection,
          "COPY every TO '" + directory.resolve("every.parquet") + "'",
          "TRUNCATE every",
          "COPY every FROM '" + directory.resolve("every.parquet") + "'");
      assertThat(texts(connection, rows + 1)).isEqualTo(written);
    }
  }

  @Test
  @DisplayName("peers 5.1-6: quotes, newlines, NUL and emoji survive COPY, and rows are counted")
  void peers06_everyCharacterSurvivesCopy(@TempDir Path directory) throws SQLException {
    List<String> texts =
        List.of("it's", "\"", "a\nb\r\n", "; -- x", "nul\0nul", "😀", "", "\\", "NULL", "\ufffe");
    String file = directory.resolve("texts.parquet").toString();
    try (Connection connection = Server.connect("typing");
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO texts (id, v) VALUES (?, ?)");
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < texts.size(); i++) {
        insert.setInt(1, i);
        insert.setString(2, texts.get(i));
        insert.execute();
      }
      assertThat(statement.executeUpdate("COPY texts TO '" + file + "'")).isEqualTo(texts.size());
      statement.execute("TRUNCATE texts");
      assertThat(statement.executeUpdate("COPY texts FROM '" + file + "'")).isEqualTo(texts.size());
      for (int i = 0; i < texts.size(); i++) {
        try (ResultSet rows = statement.executeQuery("SELECT v FROM texts WHERE id = " + i)) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString(1)).isEqualTo(texts.get(i));
          assertThat(rows.wasNull()).isFalse();
        }
      }
    }
  }

  @Test
  void countersAndUuidKeysAreReadAndSetAsTheirTypesSay() throws SQLException {
    try (Connection connection = Server.connect("typing");
        PreparedStatement count =
            connection.prepareStatement("UPDATE counters SET n = n + ? WHERE id = 1");
        PreparedStatement add =
            connection.prepareStatement("INSERT INTO by_uuid (id, v) VALUES (?, ?)");
        PreparedStatement find = connection.prepareStatement("SELECT v FROM by_uuid WHERE id = ?");
        Statement statement = connection.createStatement()) {
      count.setString(1, "1");
      count.execute();
      try (ResultSet rows = statement.executeQuery("SELECT n FROM counters WHERE id = 1")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getMetaData().getColumnType(1)).isEqualTo(Types.BIGINT);
        assertThat(rows.getMetaData().getColumnTypeName(1)).isEqualTo("counter");
        assertThat(rows.getObject(1)).isEqualTo(9_000_000_001L);
        assertThat(rows.getString(1)).isEqualTo("9000000001");
      }
      add.setString(1, UUID_TEXT);
      add.setString(2, "");
      add.execute();
      for (Object id : List.of(UUID_TEXT, UUID.fromString(UUID_TEXT), bytes(UUID_TEXT))) {
        find.setObject(1, id);
        try (ResultSet rows = find.executeQuery()) {
          assertThat(rows.next()).as("%s", id).isTrue();
          assertThat(rows.getString(1)).isEmpty();
        }
      }
    }
  }

  private static byte[] bytes(String uuid) {
    return CassportRowId.bytes(UUID.fromString(uuid));
  }

  @ParameterizedTest
  @MethodSource("parameters")
  @DisplayName("D-08: what a tool reads with the getter of a column's type, it can save again")
  void d08_everyTypeIsTheSameAfterSaveAndReRead(String parameters) throws SQLException {
    try (Connection connection = DriverManager.getConnection(Server.url("typing", parameters));
        PreparedStatement insert = insert(connection)) {
      Server.run(connection, "TRUNCATE every");
      int rows = insertLiterals(connection);
      Server.run(connection, "UPDATE every SET c14 = '08:00:00.001' WHERE id = 0");
      List<List<String>> written = texts(connection, rows);
      for (int id = 0; id < rows; id++) {
        try (Statement statement = connection.createStatement();
            ResultSet result = statement.executeQuery("SELECT * FROM every WHERE id = " + id)) {
          assertThat(result.next()).isTrue();
          insert.setInt(1, id);
          for (int i = 0; i < COLUMNS.size(); i++) {
            copy(connection, result, result.findColumn("c" + i), insert, i + 2);
          }
        }
        insert.executeUpdate();
      }
      List<List<String>> saved = texts(connection, rows);
      for (int id = 0; id < rows; id++) {
        for (int i = 0; i < COLUMNS.size(); i++) {
          assertThat(saved.get(id).get(i))
              .as("column c%s of row %s with %s", i, id, parameters)
              .isEqualTo(written.get(id).get(i));
        }
      }
    }
  }

  /** As DBeaver reads a cell and saves it, by its JDBC type. */
  private static void copy(
      Connection connection, ResultSet from, int column, PreparedStatement to, int parameter)
      throws SQLException {
    ResultSetMetaData metadata = from.getMetaData();
    int type = metadata.getColumnType(column);
    Object value = from.getObject(column);
    if (value == null) {
      assertThat(from.wasNull()).isTrue();
      to.setNull(parameter, type);
      return;
    }
    assertThat(value).isInstanceOf(loaded(metadata, column));
    switch (type) {
      case Types.INTEGER -> to.setLong(parameter, from.getLong(column));
      case Types.SMALLINT -> to.setInt(parameter, from.getInt(column));
      case Types.TINYINT -> to.setShort(parameter, from.getShort(column));
      case Types.BIGINT -> to.setLong(parameter, ((Number) value).longValue());
      case Types.REAL -> to.setFloat(parameter, ((Number) value).floatValue());
      case Types.DOUBLE -> to.setDouble(parameter, ((Number) value).doubleValue());
      case Types.DECIMAL, Types.NUMERIC -> to.setBigDecimal(parameter, (BigDecimal) value);
      case Types.BOOLEAN -> to.setBoolean(parameter, from.getBoolean(column));
      case Types.VARCHAR -> to.setString(parameter, (String) value);
      case Types.TIMESTAMP -> to.setTimestamp(parameter, (Timestamp) value);
      case Types.DATE -> setDate(from, column, to, parameter);
      case Types.TIME -> to.setTime(parameter, from.getTime(column));
      case Types.VARBINARY -> to.setBytes(parameter, (byte[]) value);
      case Types.ARRAY -> {
        Array array = (Array) value;
        Array own = connection.createArrayOf(array.getBaseTypeName(), (Object[]) array.getArray());
        boolean exact = !array.getBaseTypeName().contains("time");
        to.setObject(parameter, exact ? own : array, Types.ARRAY);
      }
      case Types.STRUCT -> {
        Struct struct = (Struct) value;
        Struct own = connection.createStruct(struct.getSQLTypeName(), struct.getAttributes());
        to.setObject(parameter, own, Types.STRUCT);
      }
      case Types.OTHER, Types.ROWID, Types.JAVA_OBJECT -> to.setObject(parameter, value, type);
      default -> throw new AssertionError("no getter for type " + type);
    }
  }

  /** A few days of October 1582 are not in java.sql.Date's calendar. */
  private static void setDate(ResultSet from, int column, PreparedStatement to, int parameter)
      throws SQLException {
    if (from.getString(column).startsWith("1582-10")) {
      to.setObject(parameter, from.getObject(column, LocalDate.class));
    } else {
      to.setDate(parameter, from.getDate(column));
    }
  }

  private static Class<?> loaded(ResultSetMetaData metadata, int column) {
    try {
      return Class.forName(metadata.getColumnClassName(column));
    } catch (ClassNotFoundException | SQLException e) {
      throw new AssertionError(e);
    }
  }
}
