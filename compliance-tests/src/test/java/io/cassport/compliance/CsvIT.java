package io.cassport.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cassport.compliance.ReaderTables.Table;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV through the whole driver: out of tables and into them, from others and to others. */
class CsvIT {
  private static Connection connection;
  private static Connection duckdb;

  @TempDir Path folder;

  @BeforeAll
  static void makeTables() throws SQLException {
    duckdb = DriverManager.getConnection("jdbc:duckdb:");
    connection = Cassandra.connectToNew("csv");
    Cassandra.run(
        connection,
        "CREATE TABLE series (sensor text, at int, z_unit text static, a_note text static,"
            + " value double, b blob, PRIMARY KEY (sensor, at)) WITH CLUSTERING ORDER BY (at DESC)",
        "CREATE TABLE people (id int PRIMARY KEY, name text, tags set<text>, born timestamp)");
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO series (sensor, at, z_unit, a_note, value, b) VALUES (?, ?, ?, ?, ?, ?)")) {
      for (int i = 0; i < 6_000; i++) {
        insert.setString(1, "s" + i % 12 + (i % 12 == 7 ? ",\"ü\\=%\n" : ""));
        insert.setInt(2, i);
        insert.setString(3, "unit, " + i % 12);
        insert.setString(4, i % 12 == 3 ? "" : "note\r\n");
        insert.setDouble(5, i / 3.0);
        insert.setBytes(6, new byte[] {(byte) i, -1});
        insert.addBatch();
      }
      insert.executeBatch();
    }
    Cassandra.run(connection, "INSERT INTO series (sensor, z_unit) VALUES ('static only', 'V')");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
    duckdb.close();
  }

  private static void copyOf(String table) throws SQLException {
    Cassandra.run(
        connection,
        "DROP TABLE IF EXISTS " + table,
        "CREATE TABLE "
            + table
            + " (sensor text, at int, z_unit text static, a_note text static,"
            + " value double, b blob, PRIMARY KEY (sensor, at)) WITH CLUSTERING ORDER BY (at DESC)");
  }

  private static void assertSame(String table) throws SQLException {
    assertThat(Cassandra.rows(connection, "SELECT * FROM " + table))
        .isEqualTo(Cassandra.rows(connection, "SELECT * FROM series"));
  }

  private Path write(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HEADER=TRUE AND NULL='null' AND ESCAPE='\"' AND COMPRESSION='ZSTD'",
        "DELIMITER='||' AND QUOTE='0x27' AND ENCODING='UTF-16' AND COMPRESSION='GZIP'",
        "DECIMALSEP=',' AND THOUSANDSSEP=' ' AND BOOLSTYLE='ja,nein' AND BINARY='BASE64' AND"
            + " DATETIMEFORMAT='%d.%m.%Y %H:%M:%S.%f%z' AND NULL='\\N'"
      })
  void everyTypeAndNestingComesBack(String options) throws SQLException {
    Connection readers = Exports.connection();
    for (Table table : ReaderTables.ALL) {
      Path file = Exports.newPath(table.name() + options.hashCode() + ".csv");
      String with = options.isEmpty() ? "" : " WITH " + options;
      long rows = table.rows().size();
      assertThat(Cassandra.update(readers, "COPY " + table.name() + " TO '" + file + "'" + with))
          .isEqualTo(rows);
      String again = table.name() + "_csv";
      Cassandra.run(
          readers,
          "DROP TABLE IF EXISTS " + again,
          table.createStatement().replace("CREATE TABLE " + table.name(), "CREATE TABLE " + again));
      String written =
          Stream.of(options.split(" AND "))
              .filter(option -> !option.startsWith("COMPRESSION") && !option.isEmpty())
              .reduce((a, b) -> a + " AND " + b)
              .map(text -> " WITH " + text)
              .orElse("");
      assertThat(Cassandra.update(readers, "COPY " + again + " FROM '" + file + "'" + written))
          .isEqualTo(rows);
      assertThat(Cassandra.rows(readers, "SELECT * FROM " + again))
          .as(table.name())
          .isEqualTo(Cassandra.rows(readers, "SELECT * FROM " + table.name()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "out.csv",
        "out.csv.gz",
        "out.csv.zst",
        "out.tsv",
        "parts/",
        "named/|HEADER=TRUE AND COMPRESSION='ZSTD'",
        "rolled/|MAX_FILE_SIZE='64KB' AND HEADER=TRUE AND CONCURRENCY=2"
      })
  void rowsWithStaticColumnsComeBackWithAndWithoutNames(String target) throws SQLException {
    String[] parts = target.split("\\|", -1);
    String path = folder.resolve(parts[0]) + (parts[0].endsWith("/") ? "/" : "");
    String options = parts.length > 1 ? " AND " + parts[1] : "";
    copyOf("series_again");
    assertThat(
            Cassandra.update(
                connection, "COPY series TO '" + path + "' WITH FORMAT='CSV'" + options))
        .isEqualTo(6_001);
    assertThat(
            Cassandra.update(connection, "COPY series_again FROM '" + path + "' WITH FORMAT='CSV'"))
        .isEqualTo(6_001);
    assertSame("series_again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRUE", "FALSE"})
  void partitionsBecomeDirectoriesAndColumnsAgain(String header) throws Exception {
    Path dataset = folder.resolve("by-sensor");
    Cassandra.run(
        connection,
        "COPY series TO '"
            + dataset
            + "/' WITH FORMAT='CSV' AND PARTITION='sensor' AND MANIFEST=TRUE AND HEADER="
            + header);
    assertThat(dataset.resolve("sensor=s1").resolve("part-00000.csv")).exists();
    copyOf("series_parts");
    String load = " FROM '" + dataset + "' WITH FORMAT='CSV'";
    assertThat(Cassandra.update(connection, "COPY series_parts" + load)).isEqualTo(6_001);
    assertSame("series_parts");
    assertThat(Cassandra.update(connection, "COPY series_parts" + load)).isZero();
    copyOf("series_listed");
    assertThat(
            Cassandra.update(
                connection, "COPY series_listed (sensor, at, a_note, b, value, z_unit)" + load))
        .isEqualTo(6_001);
    assertSame("series_listed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NONE", "GZIP", "ZSTD"})
  void filesEndNearTheSizeThatWasAskedFor(String compression) throws Exception {
    Cassandra.run(connection, "CREATE TABLE IF NOT EXISTS noise (id int PRIMARY KEY, b blob)");
    Random random = new Random(1);
    try (var insert = connection.prepareStatement("INSERT INTO noise (id, b) VALUES (?, ?)")) {
      for (int i = 0; i < 3_000; i++) {
        byte[] bytes = new byte[300];
        random.nextBytes(bytes);
        insert.setInt(1, i);
        insert.setBytes(2, bytes);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    Path dataset = folder.resolve("sized-" + compression);
    int size = 64 << 10;
    Cassandra.run(
        connection,
        "COPY noise TO '"
            + dataset
            + "/' WITH FORMAT='CSV' AND CONCURRENCY=1 AND MAX_FILE_SIZE='64KB' AND COMPRESSION='"
            + compression
            + "'");
    List<Long> sizes = new ArrayList<>();
    try (Stream<Path> files = Files.list(dataset)) {
      for (Path file : files.sorted().toList()) {
        sizes.add(Files.size(file));
      }
    }
    assertThat(sizes).hasSizeGreaterThan(10);
    assertThat(sizes.subList(0, sizes.size() - 1))
        .allMatch(bytes -> bytes > size * 0.9 && bytes < size * 1.1);
  }

  @Test
  void duckdbReadsTheValues() throws Exception {
    Path file = folder.resolve("series.csv.gz");
    Cassandra.run(connection, "COPY series TO '" + file + "' WITH HEADER=TRUE AND ESCAPE='\"'");
    String select =
        "SELECT sensor, \"at\", z_unit, a_note, value, upper(b[3:]) FROM read_csv('"
            + file
            + "', header=true, quote='\"', escape='\"', allow_quoted_nulls=false, types={'b': 'VARCHAR'})"
            + " WHERE \"at\" IS NOT NULL ORDER BY \"at\"";
    List<List<String>> rows = Cassandra.rows(duckdb, select);
    assertThat(rows).hasSize(6_000);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i))
          .containsExactly(
              "s" + i % 12 + (i % 12 == 7 ? ",\"ü\\=%\n" : ""),
              Integer.toString(i),
              "unit, " + i % 12,
              i % 12 == 3 ? "" : "note\r\n",
              Double.toString(i / 3.0),
              String.format("%02XFF", i & 0xff));
    }
  }

  @Test
  void whatDuckdbWritesLoads() throws Exception {
    Path file = folder.resolve("people.csv");
    Cassandra.run(
        duckdb,
        "COPY (SELECT i AS id, 'n\"' || i || E',\\n' AS name, ['a', 'b' || i] AS tags, TIMESTAMP"
            + " '2024-02-29 12:34:56.789' + INTERVAL (i) DAY AS born FROM range(20000) r(i)) TO '"
            + file
            + "' (FORMAT csv, HEADER true)");
    Cassandra.run(
        connection,
        "TRUNCATE people",
        "CREATE TABLE IF NOT EXISTS people_lists (id int PRIMARY KEY, name text, tags list<text>,"
            + " born timestamp)");
    assertThat(
            Cassandra.update(connection, "COPY people_lists FROM '" + file + "' WITH ESCAPE='\"'"))
        .isEqualTo(20_000);
    assertThat(
            Cassandra.rows(connection, "SELECT name, tags, born FROM people_lists WHERE id = 366"))
        .isEqualTo(List.of(List.of("n\"366,\n", "['a', 'b366']", "2025-03-01T12:34:56.789Z")));
  }

  @Test
  void aTableIsMadeOfTextColumns() throws Exception {
    Path named = write("made.csv", "id,who\n1,Ann\n");
    Cassandra.run(
        connection,
        "DROP TABLE IF EXISTS made",
        "COPY made FROM '" + named + "' WITH CREATE_TABLE=TRUE AND PRIMARY_KEY='id'");
    assertThat(Cassandra.rows(connection, "SELECT id, who FROM made"))
        .isEqualTo(List.of(List.of("1", "Ann")));
    Path unnamed = write("unnamed.csv", "Ann,1,x,x,x,x,x,x,x,10\n");
    Cassandra.run(
        connection,
        "DROP TABLE IF EXISTS made_by_order",
        "COPY made_by_order FROM '"
            + unnamed
            + "' WITH CREATE_TABLE=TRUE AND PRIMARY_KEY='column_2' AND HEADER=FALSE");
    assertThat(
            Cassandra.rows(connection, "SELECT column_1, column_2, column_10 FROM made_by_order"))
        .isEqualTo(List.of(List.of("Ann", "1", "10")));
  }

  @Test
  void badRowsAreLeftOutKeptAndLoadedLater() throws Exception {
    Path file =
        write(
            "bad.csv",
            "id,name,tags,born\n1,ok,{'a'},2024-01-01\nx,\"multi\nline\",,\n3,short\n4,a,b,c,d\n5,ok,,\n");
    Path errors = folder.resolve("errors.csv");
    Cassandra.run(connection, "TRUNCATE people");
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "COPY people FROM '" + file + "' WITH MAXERRORS=3 AND ERRFILE='" + errors + "'")) {
      assertThat(result.next()).isTrue();
      assertThat(result.getString("status")).isEqualTo("PARTIAL");
      assertThat(result.getLong("rows_rejected")).isEqualTo(3);
      assertThat(result.getString("first_error"))
          .contains("row 2, column id")
          .contains("'x' is no int (line 3)");
    }
    assertThat(Cassandra.rows(connection, "SELECT id FROM people"))
        .containsExactlyInAnyOrder(List.of("1"), List.of("5"));
    String kept = Files.readString(errors);
    assertThat(kept)
        .startsWith("_error_file,_error_row,_error_column,_error_cause,id,name,tags,born\n")
        .contains("the row has 2 cells and the file 4 columns (line 5)")
        .endsWith(",4,a,b,c,d\n");
    Files.writeString(
        errors,
        kept.replace(",x,\"multi", ",2,\"multi")
            .replace(",3,short\n", ",3,short,,\n")
            .replace(",4,a,b,c,d\n", ",4,a,{'b'},\n"));
    assertThat(Cassandra.update(connection, "COPY people FROM '" + errors + "'")).isEqualTo(3);
    assertThat(Cassandra.rows(connection, "SELECT name FROM people WHERE id = 2"))
        .isEqualTo(List.of(List.of("multi\nline")));
    assertThatThrownBy(
            () -> Cassandra.update(connection, "COPY people FROM '" + file + "' WITH FORCE=TRUE"))
        .hasMessageContaining("row 2, column id: 'x' is no int (line 3)");
  }

  @Test
  void badRowsWithoutNamesAreKeptWithTheColumnsOfTheirDirectories() throws Exception {
    write("dirs/sensor=a/x.csv", "1,U,N,0xff,1.5\n");
    write("dirs/sensor=b/x.csv", "2,U,N,0xff,oops\n");
    Path errors = folder.resolve("dir-errors.csv");
    copyOf("series_dirs");
    String list = "COPY series_dirs (sensor, at, z_unit, a_note, b, value) FROM '";
    Cassandra.run(
        connection,
        list
            + folder.resolve("dirs")
            + "' WITH FORMAT='CSV' AND MAXERRORS=1 AND ERRFILE='"
            + errors
            + "'");
    String kept = Files.readString(errors);
    assertThat(kept)
        .contains("_error_cause,sensor,column_1,column_2,column_3,column_4,column_5\n")
        .endsWith(",b,2,U,N,0xff,oops\n");
    Files.writeString(errors, kept.replace("0xff,oops", "0xff,2.5"));
    Cassandra.run(connection, list + errors + "'");
    assertThat(Cassandra.rows(connection, "SELECT sensor, at, value FROM series_dirs"))
        .containsExactlyInAnyOrder(List.of("a", "1", "1.5"), List.of("b", "2", "2.5"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id;name;tags;born\n1;x;;\n|42S22|is DELIMITER right?",
        "1;x;;\n|42S22|is DELIMITER right?",
        "id,name,tags,born,more\n1,x,,,y\n|42S22|has a column more",
        "id,name,tags,born\n1,x,,,y\n|22018|the row has 5 cells and the file 4 columns (line 2)",
        "id,name,tags,born\n1,\"x,,\n2,y,,\n|22018|ends inside quotes that line 2 opens",
        "id,1,2,3\n|42000|HEADER=TRUE or HEADER=FALSE"
      })
  void whatCannotBeReadIsSaidBeforeAnythingIsWritten(String input) throws Exception {
    String[] parts = input.split("\\|", -1);
    Path file = write("input.csv", parts[0]);
    Cassandra.run(connection, "TRUNCATE people");
    assertThatThrownBy(() -> Cassandra.update(connection, "COPY people FROM '" + file + "'"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(parts[1]))
        .hasMessageContaining(parts[2]);
    assertThat(Cassandra.rows(connection, "SELECT * FROM people")).isEmpty();
  }

  @Test
  void aWrongEncodingIsSaidWithItsPlace() throws Exception {
    Path file = folder.resolve("latin.csv");
    Files.write(file, "id,name,tags,born\n1,Grün,,\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Cassandra.update(connection, "COPY people FROM '" + file + "'"))
        .hasMessageContaining("is no UTF-8 text: byte 22, in line 2");
    assertThat(
            Cassandra.update(
                connection, "COPY people FROM '" + file + "' WITH ENCODING='ISO-8859-1'"))
        .isEqualTo(1);
    assertThat(Cassandra.rows(connection, "SELECT name FROM people WHERE id = 1"))
        .isEqualTo(List.of(List.of("Grün")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY people TO 'x.csv' WITH PARQUET_VERSION='V1'|option PARQUET_VERSION belongs to FORMAT",
        "COPY people TO 'x.parquet' WITH DELIMITER=';'|option DELIMITER belongs to FORMAT CSV",
        "COPY people TO 'x.csv' WITH TRIM_SPACE=TRUE|option TRIM_SPACE does not belong to COPY TO",
        "COPY people TO 'x.csv' WITH HEADR=TRUE|HEADER",
        "COPY people TO 'x.csv.gz' WITH COMPRESSION='ZSTD'|contradicts the name",
        "COPY people TO 'x.csv' WITH QUOTE=','|cannot have the same character ,"
      })
  void optionsThatDoNotFitAreErrors(String input) {
    String[] parts = input.split("\\|", -1);
    assertThatThrownBy(
            () -> Cassandra.run(connection, parts[0].replace("'x", "'" + folder.resolve("x"))))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42000"))
        .hasMessageContaining(parts[1]);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void skippedAndMaximalRowsCountRecordsAndNoHeaders() throws Exception {
    for (int file = 0; file < 3; file++) {
      write(
          "rows/" + file + ".csv",
          "id,name,tags,born\n" + file + "1,\"a\nb\",,\n" + file + "2,c,,\n");
    }
    Cassandra.run(connection, "TRUNCATE people");
    assertThat(
            Cassandra.update(
                connection,
                "COPY people FROM '"
                    + folder.resolve("rows")
                    + "' WITH FORMAT='CSV' AND SKIPROWS=1 AND MAXROWS=3 AND SKIPCOLS='tags'"))
        .isEqualTo(3);
    assertThat(Cassandra.rows(connection, "SELECT id FROM people"))
        .containsExactlyInAnyOrder(List.of("2"), List.of("11"), List.of("12"));
  }
}
