package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.data.CqlDuration;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PreparedStatementIT {
  private static final String COLUMNS =
      "id, a, ti, si, i, bi, vi, de, f, d, bo, bl, ts, da, tm, tu, ine, du, li, se, ma, ve, u, tup";
  private static final UUID ID = UUID.fromString("5132b130-ae79-11e4-ab27-0800200c9a66");

  @BeforeAll
  static void makeTable() throws SQLException {
    Server.makeKeyspace("prep");
    try (Connection connection = Server.connect("prep")) {
      Server.run(
          connection,
          "CREATE TYPE address (street text, nr int)",
          "CREATE TABLE everything (id uuid PRIMARY KEY, a ascii, ti tinyint, si smallint, i int,"
              + " bi bigint, vi varint, de decimal, f float, d double, bo boolean, bl blob,"
              + " ts timestamp, da date, tm time, tu timeuuid, ine inet, du duration,"
              + " li list<text>, se set<int>, ma map<text, int>, ve vector<float, 3>,"
              + " u frozen<address>, tup tuple<int, text>)",
          "CREATE TABLE counters (id int PRIMARY KEY, n counter)");
    }
  }

  private static PreparedStatement insert(Connection connection) throws SQLException {
    int count = COLUMNS.split(",").length;
    return connection.prepareStatement(
        "INSERT INTO everything (" + COLUMNS + ") VALUES (" + "?, ".repeat(count - 1) + "?)");
  }

  private static Object[] values() throws Exception {
    return new Object[] {
      ID,
      "ascii",
      (byte) -128,
      (short) 5,
      6,
      7L,
      new BigInteger("123456789012345678901234567890"),
      new BigDecimal("1.50"),
      0.1f,
      0.2d,
      true,
      new byte[] {1, 2, 3},
      OffsetDateTime.of(2024, 1, 31, 12, 0, 0, 0, ZoneOffset.UTC),
      LocalDate.of(2024, 2, 29),
      LocalTime.of(23, 59, 59, 999_999_999),
      ID,
      InetAddress.getByName("2001:db8::1"),
      CqlDuration.newInstance(1, 2, 3),
      List.of("x", "it's"),
      Set.of(1),
      Map.of("k", 2),
      new float[] {1, 2.5f, -3},
      Map.of("street", "Main", "nr", 4),
      List.of(8, "y")
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "uuidType=OTHER&complexType=NATIVE",
        "uuidType=ROWID&listType=VARCHAR",
        "complexType=NATIVE&listType=VARCHAR"
      })
  void everyTypeGoesInAndComesOutAndGoesInAgain(String parameters) throws Exception {
    try (Connection connection = DriverManager.getConnection(Server.url("prep", parameters));
        PreparedStatement insert = insert(connection)) {
      Object[] values = values();
      assertThat(insert.getParameterMetaData().getParameterCount()).isEqualTo(values.length);
      for (int i = 0; i < values.length; i++) {
        insert.setObject(i + 1, values[i]);
      }
      assertThat(insert.executeUpdate()).isEqualTo(1);
      List<String> written = read(connection);
      assertThat(written)
          .contains("1.50", "0x010203", "2024-01-31T12:00:00Z", "23:59:59.999999999")
          .contains("['x', 'it''s']", "{'k': 2}", "[1.0, 2.5, -3.0]", "(8, 'y')")
          .contains("{street: 'Main', nr: 4}", "1mo2d3ns");

      rewriteAsText(connection, insert);
      assertThat(read(connection)).as("set as text").isEqualTo(written);
      rewriteAsObjects(connection, insert);
      assertThat(read(connection)).as("set as objects").isEqualTo(written);
    }
  }

  private static List<String> read(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT " + COLUMNS + " FROM everything WHERE id = ?")) {
      select.setString(1, ID.toString());
      try (ResultSet rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        String[] texts = new String[rows.getMetaData().getColumnCount()];
        for (int i = 0; i < texts.length; i++) {
          texts[i] = rows.getString(i + 1);
        }
        return List.of(texts);
      }
    }
  }

  private static void rewriteAsText(Connection connection, PreparedStatement insert)
      throws SQLException {
    List<String> texts = read(connection);
    for (int i = 0; i < texts.size(); i++) {
      insert.setString(i + 1, texts.get(i));
    }
    Server.run(connection, "TRUNCATE everything");
    insert.execute();
  }

  private static void rewriteAsObjects(Connection connection, PreparedStatement insert)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT " + COLUMNS + " FROM everything WHERE id = ?")) {
      select.setObject(1, ID);
      try (ResultSet rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        ResultSetMetaData metadata = rows.getMetaData();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
          boolean time = metadata.getColumnType(i) == Types.TIME; // java.sql.Time has no nanos
          insert.setObject(i, time ? rows.getObject(i, LocalTime.class) : rows.getObject(i));
        }
      }
    }
    insert.execute();
  }

  @Test
  void nullsOfEveryTypeAreNulls() throws Exception {
    try (Connection connection = Server.connect("prep");
        PreparedStatement insert = insert(connection)) {
      UUID id = UUID.randomUUID();
      insert.setObject(1, id, Types.ROWID);
      for (int i = 2; i <= COLUMNS.split(",").length; i++) {
        insert.setNull(i, i % 2 == 0 ? Types.OTHER : Types.NULL);
      }
      insert.execute();
      assertThat((Throwable) insert.getWarnings()).isNull();
      assertThat(insert.getLargeUpdateCount()).isEqualTo(1);
      try (PreparedStatement select =
          connection.prepareStatement("SELECT * FROM everything WHERE id = ?")) {
        select.setObject(1, id);
        try (ResultSet rows = select.executeQuery()) {
          assertThat(rows.next()).isTrue();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            boolean key = rows.getMetaData().getColumnName(i).equals("id");
            assertThat(rows.getObject(i) == null).isEqualTo(!key);
            assertThat(rows.wasNull()).isEqualTo(!key);
          }
        }
      }
    }
  }

  @Test
  void knowsColumnsAndMarkersBeforeItRuns() throws SQLException {
    try (Connection connection = Server.connect("prep");
        PreparedStatement select =
            connection.prepareStatement("SELECT ts, li FROM everything WHERE id = ?", 1003, 1007)) {
      assertThat(select.getMetaData().getColumnName(1)).isEqualTo("ts");
      assertThat(select.getMetaData().getColumnType(1)).isEqualTo(Types.TIMESTAMP);
      assertThat(select.getParameterMetaData().getParameterTypeName(1)).isEqualTo("uuid");
      assertThat(select.getParameterMetaData().getParameterType(1)).isEqualTo(Types.VARCHAR);
    }
  }

  @Test
  void wrongParametersAreErrorsThatNameThem() throws SQLException {
    try (Connection connection = Server.connect("prep");
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO everything (id, ti) VALUES (?, ?)")) {
      assertThatThrownBy(() -> insert.setInt(2, 128))
          .hasMessageContaining("parameter 2 (ti tinyint)")
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22003"));
      assertThatThrownBy(() -> insert.setInt(3, 1)).hasMessageContaining("no parameter 3");
      insert.setObject(1, ID);
      assertThatThrownBy(insert::execute).hasMessageContaining("parameter 2 is not set");
      assertThatThrownBy(() -> insert.executeQuery("SELECT 1")).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> connection.prepareStatement("SELECT * FROM nothing"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42S02"));
    }
  }

  @Test
  void aTimestampIsTheSameMomentInEveryZone() throws SQLException {
    Instant moment = Instant.parse("2024-06-30T23:30:00Z");
    try (Connection connection = Server.connect("prep");
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO everything (id, ts) VALUES (?, ?)");
        PreparedStatement select =
            connection.prepareStatement("SELECT ts FROM everything WHERE id = ?")) {
      UUID id = UUID.randomUUID();
      insert.setObject(1, id);
      insert.setTimestamp(2, Timestamp.from(moment));
      insert.execute();
      select.setObject(1, id);
      try (ResultSet rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getObject(1)).isEqualTo(Timestamp.from(moment));
        assertThat(rows.getObject(1, Instant.class)).isEqualTo(moment);
        assertThat(rows.getString(1)).isEqualTo("2024-06-30T23:30:00Z");
      }
    }
  }

  @Test
  void severalStatementsShareTheirMarkersInOrder() throws SQLException {
    try (Connection connection = Server.connect("prep");
        PreparedStatement both =
            connection.prepareStatement(
                "UPDATE counters SET n = n + ? WHERE id = ?; SELECT n FROM counters WHERE id = ?")) {
      both.setLong(1, 5);
      both.setInt(2, 1);
      both.setInt(3, 1);
      assertThat(both.execute()).isFalse();
      assertThat(both.getUpdateCount()).isEqualTo(1);
      assertThat(both.getMoreResults()).isTrue();
      try (ResultSet rows = both.getResultSet()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(5);
      }
    }
  }
}
