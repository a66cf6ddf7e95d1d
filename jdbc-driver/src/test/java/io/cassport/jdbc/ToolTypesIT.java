package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Spark, JasperReports and MyBatis ask of types, without them. */
final class ToolTypesIT {
  private static final String UUID_TEXT = "5132b130-ae79-11e4-ab27-0800200c9a66";

  /** JDBC types for which Spark refuses the whole table. */
  private static final Set<Integer> REFUSED_BY_SPARK =
      Set.of(
          Types.ARRAY,
          Types.OTHER,
          Types.JAVA_OBJECT,
          Types.TIMESTAMP_WITH_TIMEZONE,
          Types.TIME_WITH_TIMEZONE,
          Types.DATALINK,
          Types.DISTINCT,
          Types.REF_CURSOR);

  @BeforeAll
  static void makeTable() throws SQLException {
    Server.makeKeyspace("tooltypes");
    try (Connection connection = Server.connect("tooltypes")) {
      Server.run(
          connection,
          "CREATE TYPE u (x int)",
          "CREATE TABLE t (id uuid PRIMARY KEY, ti tinyint, si smallint, i int, bi bigint,"
              + " vi varint, de decimal, f float, d double, b boolean, tx text, bl blob,"
              + " ts timestamp, da date, tm time, tu timeuuid, ip inet, du duration, li list<int>,"
              + " se set<text>, ma map<text, int>, ve vector<float, 2>, ud u, tup tuple<int, int>)",
          "INSERT INTO t (id, ti, si, i, bi, vi, de, f, d, b, tx, bl) VALUES ("
              + UUID_TEXT
              + ", 1, 2, 3, 4, 5, 6.5, 7.5, 8.5, true, 'text', 0x0102)");
    }
  }

  private static Connection connect(String parameters) throws SQLException {
    return DriverManager.getConnection(Server.url("tooltypes", parameters));
  }

  @ParameterizedTest
  @ValueSource(strings = {"uuidType=VARCHAR", "uuidType=ROWID"})
  @DisplayName("P-01: with complexType and listType VARCHAR Spark finds no type it refuses")
  void p01_sparkFindsNoTypeItRefuses(String uuidType) throws SQLException {
    try (Connection connection = connect(uuidType + "&complexType=VARCHAR&listType=VARCHAR");
        PreparedStatement select = connection.prepareStatement("SELECT * FROM t")) {
      ResultSetMetaData columns = select.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        String name = columns.getColumnLabel(i);
        int type = columns.getColumnType(i);
        assertThat(REFUSED_BY_SPARK).as(name).doesNotContain(type);
        assertThat(columns.getPrecision(i)).as(name).isNotNegative();
        assertThat(columns.getScale(i)).as(name).isNotNegative();
        boolean isNumber = Set.of("ti", "si", "i", "bi", "vi", "de", "f", "d").contains(name);
        assertThat(columns.isSigned(i)).as(name).isEqualTo(isNumber);
        if (type == Types.VARCHAR) {
          assertThat(columns.getPrecision(i)).as(name).isPositive();
        }
      }
      try (ResultSet rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getRowId("id")).hasToString(UUID_TEXT);
        assertThat(rows.getString("id")).isEqualTo(UUID_TEXT);
      }
    }
  }

  @Test
  @DisplayName("P-01: rows with nulls of the JDBC types that Spark sends are appended in batches")
  void p01_rowsWithNullsAreAppended() throws SQLException {
    try (Connection connection = connect("complexType=VARCHAR&listType=VARCHAR");
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO t (\"id\",\"tx\",\"b\",\"bl\",\"ts\",\"ma\") VALUES (?,?,?,?,?,?)")) {
      UUID[] ids = {UUID.randomUUID(), UUID.randomUUID()};
      for (UUID id : ids) {
        insert.setString(1, id.toString());
        insert.setNull(2, Types.CLOB);
        insert.setNull(3, Types.BIT);
        insert.setNull(4, Types.BLOB);
        insert.setNull(5, Types.TIMESTAMP);
        insert.setString(6, "{'k': 1}");
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).hasSize(2);
      try (PreparedStatement select = connection.prepareStatement("SELECT * FROM t WHERE id = ?")) {
        select.setObject(1, ids[1]);
        try (ResultSet rows = select.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString("tx")).isNull();
          assertThat(rows.wasNull()).isTrue();
          assertThat(rows.getString("ma")).isEqualTo("{'k': 1}");
        }
      }
    }
  }

  @Test
  @DisplayName("V-01: JasperReports sets nulls by JAVA_OBJECT and reads bytes as stream and Blob")
  void v01_nullsByJavaObjectAndBytesAsStreamAndBlob() throws Exception {
    try (Connection connection = connect("");
        PreparedStatement update =
            connection.prepareStatement("UPDATE t SET ip = ?, tu = ? WHERE id = ?");
        PreparedStatement select =
            connection.prepareStatement("SELECT bl, tx, ip FROM t WHERE id = ?")) {
      update.setNull(1, Types.JAVA_OBJECT);
      update.setNull(2, Types.VARCHAR);
      update.setObject(3, UUID.fromString(UUID_TEXT));
      update.execute();
      select.setObject(1, UUID.fromString(UUID_TEXT));
      try (ResultSet rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getBinaryStream(1).readAllBytes()).containsExactly(1, 2);
        Blob blob = rows.getBlob(1);
        assertThat(blob.getBytes(1, (int) blob.length())).containsExactly(1, 2);
        assertThat(rows.getClob(2).getSubString(1, 4)).isEqualTo("text");
        StringReader reader = (StringReader) rows.getCharacterStream(2);
        assertThat(reader.read()).isEqualTo('t');
        assertThat(rows.getBlob(3)).isNull();
        assertThat(rows.getClob(3)).isNull();
        assertThat(rows.getBinaryStream(3)).isNull();
      }
    }
  }

  @Test
  @DisplayName(
      "Y-01: MyBatis sets nulls by OTHER, loads column classes, reads by label in any case")
  void y01_nullsByOtherClassesLoadableLabelsInAnyCase() throws Exception {
    for (String uuidType : new String[] {"VARCHAR", "OTHER", "ROWID"}) {
      try (Connection connection = connect("complexType=NATIVE&uuidType=" + uuidType);
          PreparedStatement update = connection.prepareStatement("UPDATE t SET li=? WHERE id=?");
          PreparedStatement select = connection.prepareStatement("SELECT * FROM t WHERE id=?")) {
        update.setNull(1, 1111);
        update.setString(2, UUID_TEXT);
        update.execute();
        select.setString(1, UUID_TEXT);
        try (ResultSet rows = select.executeQuery()) {
          assertThat(rows.next()).isTrue();
          ResultSetMetaData columns = rows.getMetaData();
          for (int i = 1; i <= columns.getColumnCount(); i++) {
            Class<?> type = Class.forName(columns.getColumnClassName(i));
            Object value =
                rows.getObject(columns.getColumnLabel(i).toUpperCase(java.util.Locale.ROOT));
            if (value != null) {
              assertThat(value).isInstanceOf(type);
            }
          }
        }
      }
    }
  }

  @Test
  void streamsLobsAndTargetTypesAreWhatTheySay() throws SQLException {
    try (Connection connection = connect("");
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO t (id, tx, bl, de, i) VALUES (?, ?, ?, ?, ?)");
        PreparedStatement select =
            connection.prepareStatement("SELECT tx, bl, de, i FROM t WHERE id = ?")) {
      UUID id = UUID.randomUUID();
      insert.setObject(1, id, JDBCType.OTHER);
      insert.setCharacterStream(2, new StringReader("Grüße!!"), 5);
      insert.setBinaryStream(3, new ByteArrayInputStream(new byte[] {1, 2, 3}), 2L);
      insert.setObject(4, "1.255", Types.DECIMAL, 2);
      insert.setObject(5, "42", Types.VARCHAR);
      insert.execute();
      select.setObject(1, id, Types.ROWID);
      try (ResultSet rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("Grüße");
        assertThat(rows.getBytes(2)).containsExactly(1, 2);
        assertThat(rows.getBigDecimal(3)).hasToString("1.26");
        assertThat(rows.getInt(4)).isEqualTo(42);
        assertState(() -> rows.getAsciiStream(1), "22018");
      }
      byte[] latin = "ü".getBytes(StandardCharsets.ISO_8859_1);
      assertState(() -> insert.setAsciiStream(2, new ByteArrayInputStream(latin)), "22018");
      assertState(() -> insert.setBinaryStream(3, new ByteArrayInputStream(latin), 2), "22018");
      assertThatThrownBy(() -> insert.setObject(2, "x", Types.REF))
          .isInstanceOf(SQLFeatureNotSupportedException.class);
      Blob blob = connection.createBlob();
      blob.setBytes(1, new byte[] {7});
      insert.setBlob(3, blob);
      insert.setClob(2, connection.createClob());
      insert.execute();
      try (ResultSet rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEmpty();
        assertThat(rows.wasNull()).isFalse();
        assertThat(rows.getBytes(2)).containsExactly(7);
      }
    }
  }

  /** A call that is to fail. */
  private interface Call {
    void run() throws Exception;
  }

  private static void assertState(Call call, String state) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }
}
