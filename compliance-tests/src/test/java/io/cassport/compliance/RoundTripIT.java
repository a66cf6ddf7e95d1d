package io.cassport.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is exported and imported again is the same; what is exported is read by others. */
class RoundTripIT {
  private static final String ALL_TYPES =
      "(id int PRIMARY KEY, a ascii, b bigint, bl blob, bo boolean, d date, de decimal, do double,"
          + " du duration, f float, i inet, s smallint, t text, ti time, ts timestamp, tu timeuuid,"
          + " ty tinyint, u uuid, v varint, li list<int>, se set<text>, ma map<text, frozen<list<"
          + "int>>>, tp tuple<int, text>, ud frozen<address>, lu list<frozen<address>>, ve vector<"
          + "float, 3>, fl frozen<list<frozen<map<text, frozen<set<int>>>>>>)";

  private static Connection connection;

  @TempDir Path folder;

  @BeforeAll
  static void makeTables() throws SQLException {
    connection = Cassandra.connectToNew("round_trip");
    Cassandra.run(
        connection,
        "CREATE TYPE address (street text, zip int, tags set<text>)",
        "CREATE TABLE every_type " + ALL_TYPES,
        "CREATE TABLE every_type_again " + ALL_TYPES,
        "INSERT INTO every_type (id) VALUES (0)",
        "INSERT INTO every_type (id, a, b, bl, bo, d, de, do, du, f, i, s, t, ti, ts, tu, ty, u, v,"
            + " li, se, ma, tp, ud, lu, ve, fl) VALUES (1, 'ascii', -9223372036854775808, 0x00ff,"
            + " true, '2024-02-29', 12.3400, 1.5, 1mo2d3ns, -0.5, '2001:db8::1', -32768, 'Grüße;"
            + " ''quoted''', '23:59:59.999999999', '2024-01-02T03:04:05.678Z',"
            + " 123e4567-e89b-12d3-a456-426614174000, 127, 123e4567-e89b-42d3-a456-426614174000,"
            + " -123456789012345678901234567890, [3, 1, 2], {'b', 'a'}, {'k': [1], 'e': []},"
            + " (1, null), {street: 's', zip: 12345, tags: {'x'}}, [{street: 't'}], [1.5, 2, -3],"
            + " [{'m': {2, 1}}, {}])",
        "INSERT INTO every_type (id, t, bl, fl) VALUES (2, '', 0x, [])",
        "CREATE TABLE series (sensor text, at int, unit text static, value double,"
            + " PRIMARY KEY (sensor, at)) WITH CLUSTERING ORDER BY (at DESC)");
    try (var insert =
        connection.prepareStatement("INSERT INTO series (sensor, at, value) VALUES (?, ?, ?)")) {
      for (int i = 0; i < 5_000; i++) {
        insert.setString(1, "s" + i % 20 + (i % 20 == 7 ? "/ü=%" : ""));
        insert.setInt(2, i);
        insert.setDouble(3, i / 3.0);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    Cassandra.run(connection, "INSERT INTO series (sensor, unit) VALUES ('only static', 'V')");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COMPRESSION='SNAPPY'",
        "COMPRESSION='GZIP'",
        "COMPRESSION='ZSTD' AND COMPRESSION_LEVEL=9",
        "COMPRESSION='LZ4'",
        "COMPRESSION='NONE'",
        "UUID_TYPE='STRING' AND TIME_UNIT='NANOS' AND TIMESTAMP_UNIT='MICROS'",
        "UUID_TYPE='BINARY' AND VECTOR_TYPE='FIXED' AND PARQUET_VERSION='V2'",
        "PROFILE='ML' AND BLOOM_FILTER='t,u' AND STATISTICS=FALSE",
        "CHUNKSIZE=1 AND DICTIONARY=FALSE"
      })
  void everyTypeComesBackWhateverTheOptions(String options) throws SQLException {
    Path file = folder.resolve("types.parquet");
    Cassandra.run(connection, "TRUNCATE every_type_again");
    assertThat(Cassandra.update(connection, "COPY every_type TO '" + file + "' WITH " + options))
        .isEqualTo(3);
    assertThat(Cassandra.update(connection, "COPY every_type_again FROM '" + file + "'"))
        .isEqualTo(3);
    assertThat(Cassandra.rows(connection, "SELECT * FROM every_type_again"))
        .isEqualTo(Cassandra.rows(connection, "SELECT * FROM every_type"));
  }

  @Test
  void aTableWithStaticRowsComesBackThroughAPartitionedDataset() throws Exception {
    Path dataset = folder.resolve("by-sensor");
    assertThat(
            Cassandra.update(
                connection, "COPY series TO '" + dataset + "/' WITH PARTITION='sensor'"))
        .isEqualTo(5_001);
    assertThat(dataset.resolve("sensor=s7%2Fü%3D%25").resolve("part-00000.parquet")).exists();
    Cassandra.run(
        connection,
        "CREATE TABLE series_again (sensor text, at int, unit text static, value double,"
            + " PRIMARY KEY (sensor, at)) WITH CLUSTERING ORDER BY (at DESC)");
    assertThat(Cassandra.update(connection, "COPY series_again FROM '" + dataset + "'"))
        .isEqualTo(5_001);
    assertThat(Cassandra.rows(connection, "SELECT * FROM series_again"))
        .isEqualTo(Cassandra.rows(connection, "SELECT * FROM series"));
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      assertThat(
              Cassandra.rows(
                  duckdb,
                  "SELECT count(*), count(DISTINCT sensor), sum(\"at\") FROM read_parquet('"
                      + dataset
                      + "/**/*.parquet', hive_partitioning=true)"))
          .isEqualTo(List.of(List.of("5001", "21", "12497500")));
    }
  }

  @Test
  void duckdbReadsTheValues() throws Exception {
    Path file = folder.resolve("types.parquet");
    Cassandra.run(connection, "COPY every_type TO '" + file + "'");
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      assertThat(
              Cassandra.rows(
                  duckdb,
                  "SELECT a, b, bo, d, de, \"do\", f, i, s, t, ty, u, v, li, list_sort(se), ud.zip,"
                      + " epoch_ms(ts), ma['k'][1], lu[1].street, ve, du.months FROM '"
                      + file
                      + "' WHERE id = 1"))
          .isEqualTo(
              List.of(
                  List.of(
                      "ascii",
                      "-9223372036854775808",
                      "true",
                      "2024-02-29",
                      "12.3400",
                      "1.5",
                      "-0.5",
                      "2001:db8:0:0:0:0:0:1",
                      "-32768",
                      "Grüße; 'quoted'",
                      "127",
                      "123e4567-e89b-42d3-a456-426614174000",
                      "-123456789012345678901234567890",
                      "[3, 1, 2]",
                      "[a, b]",
                      "12345",
                      "1704164645678",
                      "1",
                      "t",
                      "[1.5, 2.0, -3.0]",
                      "1")));
    }
  }

  @Test
  void whereSelectsOnTheServer() throws SQLException {
    String target = "' WITH OVERWRITE=TRUE";
    String file = "COPY series TO '" + folder.resolve("w.parquet");
    assertThat(Cassandra.update(connection, file + target + " WHERE value > 1000"))
        .isEqualTo(1_999);
    assertThat(Cassandra.update(connection, file + target + " WHERE sensor = 's1' AND at < 100"))
        .isEqualTo(5);
    assertThat(
            Cassandra.update(
                connection,
                "COPY (SELECT sensor, count(*) AS n FROM series GROUP BY sensor) TO '"
                    + folder.resolve("w.parquet")
                    + target))
        .isEqualTo(21);
  }

  @Test
  void skippedAndMaximalRowsCountOverTheWholeSource() throws SQLException {
    Path dataset = folder.resolve("parts");
    Cassandra.run(
        connection,
        "COPY series (sensor, at) TO '" + dataset + "/' WITH CHUNKSIZE=100",
        "CREATE TABLE IF NOT EXISTS some (sensor text, at int, PRIMARY KEY (sensor, at))",
        "TRUNCATE some");
    String load = "COPY some FROM '" + dataset + "' WITH ";
    assertThat(Cassandra.update(connection, load + "DRYRUN=TRUE AND SKIPROWS=5001")).isZero();
    assertThat(Cassandra.rows(connection, "SELECT * FROM some")).isEmpty();
  }

  @Test
  void columnsAreTakenByListByPositionAndIgnoringCase() throws SQLException {
    Path file = folder.resolve("names.parquet");
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      Cassandra.run(
          duckdb,
          "COPY (SELECT 1::INT AS \"ID\", 'Ann' AS \"Name\") TO '" + file + "' (FORMAT parquet)");
    }
    Cassandra.run(connection, "CREATE TABLE people (id int PRIMARY KEY, name text)");
    List<List<String>> expected = List.of(List.of("1", "Ann"));
    Cassandra.run(connection, "COPY people FROM '" + file + "' WITH CASE_INSENSITIVE=TRUE");
    assertThat(Cassandra.rows(connection, "SELECT * FROM people")).isEqualTo(expected);
    Cassandra.run(connection, "TRUNCATE people", "COPY people (id, name) FROM '" + file + "'");
    assertThat(Cassandra.rows(connection, "SELECT * FROM people")).isEqualTo(expected);
  }

  @Test
  void filesRollAtTheirMaximalSizeAndAppendAddsParts() throws Exception {
    Path dataset = folder.resolve("rolled");
    Cassandra.run(
        connection,
        "COPY series TO '"
            + dataset
            + "' WITH MAX_FILE_SIZE='64KB' AND CONCURRENCY=1 AND COMPRESSION='NONE'");
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "COPY series TO '" + dataset + "' WITH APPEND=TRUE AND CONCURRENCY=1")) {
      assertThat(result.next()).isTrue();
      assertThat(result.getLong("record_count")).isEqualTo(5_001);
      assertThat(Files.exists(Path.of(result.getString("object_name")))).isTrue();
    }
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      assertThat(Cassandra.rows(duckdb, "SELECT count(*) FROM '" + dataset + "/*.parquet'"))
          .isEqualTo(List.of(List.of("10002")));
    }
  }
}
