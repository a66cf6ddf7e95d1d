package io.cassport.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON, out and in: lines, arrays, what others write and read, and what the engine does around. */
class JsonIT {
  private static Connection connection;
  private static Connection duck;

  @TempDir Path folder;

  /** What COPY FROM answered. */
  private record Loaded(List<List<String>> rows, List<String> warnings) {}

  @BeforeAll
  static void makeTables() throws SQLException {
    connection = Cassandra.connectToNew("json_files");
    duck = DriverManager.getConnection("jdbc:duckdb:");
    String types =
        " (id int PRIMARY KEY, a ascii, b bigint, bl blob, bo boolean, d date, de decimal,"
            + " \"do\" double, du duration, f float, i inet, t text, ti time, ts timestamp, u uuid,"
            + " v varint, li list<int>, se set<text>, ma map<int, frozen<list<int>>>,"
            + " tp tuple<int, text>, ud frozen<\"Address\">, ve vector<float, 2>, \"Big\" text)";
    Cassandra.run(
        connection,
        "CREATE TYPE \"Address\" (street text, \"Zip\" int)",
        "CREATE TABLE every" + types,
        "CREATE TABLE every_again" + types,
        "INSERT INTO every (id) VALUES (0)",
        "INSERT INTO every (id, a, b, bl, bo, d, de, \"do\", du, f, i, t, ti, ts, u, v, li, se, ma,"
            + " tp, ud, ve, \"Big\") VALUES (1, 'asc', -9223372036854775808, 0x00ff, true,"
            + " '2024-02-29', 1.10, 0.1, 1mo2d3ns, -0.5, '10.0.0.1', 'Grüße \"😀\"\n',"
            + " '12:34:56.789000000', '2024-02-29T12:34:56.789Z',"
            + " 123e4567-e89b-42d3-a456-426614174000, 123456789012345678901234567890, [3, 1],"
            + " {'b', 'a'}, {7: [1, 2], 8: []}, (1, null), {street: 's', \"Zip\": 12345},"
            + " [1.5, -2], 'big')",
        "CREATE TABLE t (id int PRIMARY KEY, n int, s text)",
        "CREATE TABLE parts (year int, id int, v text, PRIMARY KEY (year, id))",
        "CREATE TABLE parts_again (year int, id int, v text, PRIMARY KEY (year, id))",
        "CREATE TABLE empty (id int PRIMARY KEY, v text)");
    for (int i = 0; i < 4_000; i++) {
      Cassandra.run(
          connection,
          "INSERT INTO parts (year, id, v) VALUES ("
              + (2020 + i % 4)
              + ", "
              + i
              + ", 'value "
              + Integer.toHexString(i * 0x9e3779b9).repeat(5)
              + "')");
    }
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
    duck.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    Cassandra.run(connection, "TRUNCATE t", "TRUNCATE every_again", "TRUNCATE parts_again");
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  private Loaded copy(String table, Path source, String options) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("COPY " + table + " FROM '" + source + "'" + options)) {
      while (result.next()) {
        rows.add(
            List.of(
                result.getString("status"),
                result.getString("rows_read"),
                result.getString("rows_loaded"),
                result.getString("rows_rejected"),
                String.valueOf(result.getString("first_error"))));
      }
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        warnings.add(w.getMessage());
      }
    }
    return new Loaded(rows, warnings);
  }

  private static String state(Throwable thrown) {
    return ((SQLException) thrown).getSQLState();
  }

  private static List<List<String>> all(String table) throws SQLException {
    return Cassandra.rows(connection, "SELECT * FROM " + table);
  }

  @Test
  void aLineIsAnObjectWithEveryValueAsJsonHasIt() throws Exception {
    Path file = folder.resolve("e.json");
    Cassandra.run(connection, "COPY every TO '" + file + "' WHERE id = 1");
    assertThat(Files.readString(file))
        .startsWith("{\"id\":1,")
        .endsWith("}\n")
        .contains("\"b\":-9223372036854775808,", "\"bl\":\"0x00ff\",", "\"de\":1.10,")
        .contains("\"du\":\"1mo2d3ns\"", "\"ts\":\"2024-02-29T12:34:56.789Z\"")
        .contains("\"t\":\"Grüße \\\"😀\\\"\\n\"", "\"ma\":{\"7\":[1,2],\"8\":[]}")
        .contains("\"ud\":{\"street\":\"s\",\"Zip\":12345}", "\"tp\":[1,null]", "\"Big\":\"big\"")
        .contains("\"v\":123456789012345678901234567890");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JSON_STYLE='LINES'",
        "JSON_STYLE='ARRAY'",
        "JSON_STYLE='ARRAY' AND STRIP_NULL_VALUES=TRUE"
      })
  void duckdbReadsWhatIsWritten(String options) throws Exception {
    Path file = folder.resolve("e.json");
    Cassandra.run(connection, "COPY every TO '" + file + "' WITH " + options);
    assertThat(
            Cassandra.rows(
                duck,
                "SELECT id, a, b, bo, d, \"do\", f, t, ti, ts, u, li, list_sort(se), ud.Zip, tp[1],"
                    + " ve, Big FROM read_json('"
                    + file
                    + "', columns={id: 'INT', a: 'VARCHAR', b: 'BIGINT', bo: 'BOOLEAN', d: 'DATE',"
                    + " \"do\": 'DOUBLE', f: 'FLOAT', t: 'VARCHAR', ti: 'TIME', ts: 'TIMESTAMP',"
                    + " u: 'UUID', li: 'INT[]', se: 'VARCHAR[]',"
                    + " ud: 'STRUCT(street VARCHAR, Zip INT)', tp: 'JSON[]', ve: 'FLOAT[]',"
                    + " Big: 'VARCHAR'}) WHERE id = 1"))
        .containsExactly(
            List.of(
                "1",
                "asc",
                "-9223372036854775808",
                "true",
                "2024-02-29",
                "0.1",
                "-0.5",
                "Grüße \"😀\"\n",
                "12:34:56.789",
                "2024-02-29 12:34:56.789",
                "123e4567-e89b-42d3-a456-426614174000",
                "[3, 1]",
                "[a, b]",
                "12345",
                "1",
                "[1.5, -2.0]",
                "big"));
    assertThat(Cassandra.rows(duck, "SELECT count(*) FROM read_json_auto('" + file + "')"))
        .containsExactly(List.of("2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", ARRAY true", ", COMPRESSION gzip"})
  void whatDuckdbWritesIsLoaded(String options) throws Exception {
    Path file = folder.resolve("duck.json");
    Cassandra.run(
        duck,
        "COPY (SELECT 7 AS id, 'a' AS a, 9223372036854775807 AS b, true AS bo, DATE '2024-02-29'"
            + " AS d, 1.10::DECIMAL(9, 2) AS de, 'NaN'::DOUBLE AS \"do\", 1.5::FLOAT AS f, 'ü' AS"
            + " t, TIME '12:34:56.789' AS ti, TIMESTAMPTZ '2024-02-29 12:34:56.789+00' AS ts,"
            + " '123e4567-e89b-42d3-a456-426614174000'::UUID AS u, 12345678901234567890::HUGEINT AS"
            + " v, [1, 2] AS li, ['x'] AS se, MAP {7: [1]} AS ma, {'street': 's', 'Zip': 5} AS ud,"
            + " [1.5, 2] AS ve) TO '"
            + file
            + "' (FORMAT json"
            + options
            + ")");
    copy("every_again", file, " WITH ALLOW_MISSING_COLUMNS=TRUE");
    assertThat(
            Cassandra.rows(
                connection,
                "SELECT id, a, b, bo, d, \"do\", f, t, ti, ts, u, v, li, se, ma, ve FROM"
                    + " every_again"))
        .singleElement()
        .asString()
        .contains("[7, a, 9223372036854775807, true, 2024-02-29, NaN, 1.5, ü, 12:34:56.789")
        .contains("123e4567-e89b-42d3-a456-426614174000, 12345678901234567890, [1, 2]");
    assertThat(
            Cassandra.rows(connection, "SELECT toUnixTimestamp(ts), ud.\"Zip\" FROM every_again"))
        .containsExactly(List.of("1709210096789", "5"));
  }

  @Test
  void theOutputOfSelectJsonLoads() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (List<String> row : Cassandra.rows(connection, "SELECT JSON * FROM every")) {
      lines.append(row.get(0)).append('\n');
    }
    assertThat(lines.toString()).contains("\"\\\"Big\\\"\": \"big\"", "\"\\\"Zip\\\"\": 12345");
    Path file = file("select.json", lines.toString());
    copy("every_again", file, "");
    assertThat(all("every_again")).isEqualTo(all("every"));
  }

  @Test
  void theColumnOfSelectJsonIsReadAsTheRowsThatItHolds() throws Exception {
    Path file = folder.resolve("column.json");
    Cassandra.run(connection, "COPY (SELECT JSON * FROM every) TO '" + file + "'");
    assertThat(Files.readString(file)).startsWith("{\"[json]\":\"{\\\"id\\\": ");
    copy("every_again", file, "");
    assertThat(all("every_again")).isEqualTo(all("every"));
  }

  @Test
  void aCaptureIsWrittenAndLoads() throws Exception {
    Path file = folder.resolve("captured.json");
    Cassandra.run(
        connection,
        "CAPTURE JSON '" + file + "' WITH JSON_STYLE='ARRAY'",
        "SELECT * FROM every",
        "CAPTURE OFF");
    assertThat(Files.readString(file)).startsWith("[\n{\"id\":").endsWith("}\n]\n");
    copy("every_again", file, "");
    assertThat(all("every_again")).isEqualTo(all("every"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LINES", "ARRAY"})
  void aCaptureGoesOnWithOtherColumns(String style) throws Exception {
    Path file = folder.resolve("captured.json");
    Cassandra.run(
        connection,
        "INSERT INTO t (id, n, s) VALUES (1, 2, 'a')",
        "CAPTURE JSON '" + file + "' WITH JSON_STYLE=" + style,
        "SELECT id, n FROM t",
        "SELECT s FROM t",
        "CAPTURE OFF");
    assertThat(Files.readString(file))
        .contains("{\"id\":1,\"n\":2}")
        .contains("\n{\"s\":\"a\"}\n")
        .startsWith(style.equals("ARRAY") ? "[\n" : "{")
        .endsWith(style.equals("ARRAY") ? "\n]\n" : "}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"JSON_STYLE='LINES'", "JSON_STYLE='ARRAY'", "COMPRESSION='GZIP'"})
  void anEmptyTableComesBackEmpty(String options) throws Exception {
    Path file = folder.resolve("empty.json");
    Cassandra.run(connection, "COPY empty TO '" + file + "' WITH " + options);
    assertThat(copy("empty", file, "").rows()).hasSize(1);
    assertThat(all("empty")).isEmpty();
  }

  @Test
  void partitionsPartsManifestAndLedgerWorkAsForEveryFormat() throws Exception {
    Path dataset = folder.resolve("set");
    String export = "COPY parts TO '" + dataset + "/' WITH FORMAT='JSON' AND ";
    assertThat(
            Cassandra.update(
                connection, export + "PARTITION='year' AND COMPRESSION='GZIP' AND MANIFEST=TRUE"))
        .isEqualTo(4_000);
    Path part = dataset.resolve("year=2021").resolve("part-00000.json.gz");
    assertThat(dataset.resolve("_manifest.json")).exists();
    byte[] unpacked =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(part))).readAllBytes();
    assertThat(new String(unpacked, StandardCharsets.UTF_8).lines())
        .hasSize(1_000)
        .allMatch(line -> line.startsWith("{\"id\":") && !line.contains("year"));
    assertThatThrownBy(() -> Cassandra.update(connection, export + "PARTITION='year'"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("58P02"));
    assertThat(copy("parts_again", dataset, "").rows()).hasSize(4);
    assertThat(all("parts_again")).isEqualTo(all("parts"));
    assertThat(copy("parts_again", dataset, "").rows())
        .allMatch(row -> row.get(0).equals("SKIPPED"));
    Cassandra.run(connection, "TRUNCATE parts_again");
    copy("parts_again", dataset.resolve("_manifest.json"), " WITH FORCE=TRUE");
    assertThat(all("parts_again")).hasSize(4_000);
    Cassandra.update(
        connection,
        export
            + "MAX_FILE_SIZE='64KB' AND OVERWRITE=TRUE AND JSON_STYLE='ARRAY' AND CONCURRENCY=1");
    try (Stream<Path> files = Files.list(dataset)) {
      assertThat(files.filter(f -> f.toString().endsWith(".json")))
          .hasSizeGreaterThan(3)
          .allSatisfy(f -> assertThat(Files.size(f)).isLessThan(80_000))
          .allSatisfy(f -> assertThat(Files.readString(f)).startsWith("[\n{").endsWith("}\n]\n"));
    }
    Cassandra.update(connection, export + "APPEND=TRUE");
    assertThat(
            Cassandra.rows(
                duck,
                "SELECT count(*), count(DISTINCT id) FROM read_json_auto('"
                    + dataset
                    + "/*.json')"))
        .containsExactly(List.of("8000", "4000"));
  }

  @Test
  void badRowsAreNamedByLineAndKeptAndLoadAgain() throws Exception {
    Path source =
        file(
            "bad.json",
            """
            {"id": 1, "n": 1, "s": "a"}
            {"id": 2, "n": 3000000000, "s": "b"}

            {"id": 3, "n": 3, "s"
            {"id": 4, "n": [1], "s": "d"}
            {"n": 5, "s": "e"}
            {"id": 6, "n": 6, "s": "f"}
            """);
    Path errors = folder.resolve("errors.json");
    assertThatThrownBy(() -> copy("t", source, " WITH MAXERRORS=1 AND LEDGER=FALSE"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("22018"))
        .hasMessageContaining("row 3")
        .hasMessageContaining("(line 4, column");
    Loaded loaded = copy("t", source, " WITH MAXERRORS=-1 AND ERRFILE='" + errors + "'");
    assertThat(loaded.rows().get(0).subList(0, 4)).containsExactly("PARTIAL", "6", "2", "4");
    assertThat(loaded.rows().get(0).get(4)).contains("row 2, column n").contains("(line 2)");
    assertThat(Cassandra.rows(duck, "SELECT _error_row, _error_column FROM '" + errors + "'"))
        .extracting(row -> row.get(0) + " " + row.get(1))
        .contains("2 n", "4 n", "5 id");
    String kept = Files.readString(errors);
    assertThat(kept).contains("\"n\": 3000000000").contains("\"_error_text\":\"{\\\"id\\\": 3");
    Path mended =
        file(
            "mended.json",
            kept.replace("3000000000", "2")
                .replace("\\\"s\\\"\"", "\\\"s\\\": null}\"")
                .replace("[1]", "4")
                .replace("\"n\": 5", "\"id\": \"5\", \"n\": 5"));
    assertThat(copy("t", mended, "").rows().get(0).subList(0, 4))
        .containsExactly("LOADED", "4", "4", "0");
    assertThat(Cassandra.rows(connection, "SELECT id, n FROM t"))
        .extracting(row -> row.get(0) + row.get(1))
        .containsExactlyInAnyOrder("11", "22", "33", "44", "55", "66");
  }

  @Test
  void aManifestBesideItsFileIsNoneOfTheData() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Cassandra.run(connection, "COPY every TO '" + data.resolve("e.json") + "' WITH MANIFEST=TRUE");
    assertThat(data.resolve("e.json.manifest.json")).exists();
    copy("every_again", data, "");
    assertThat(all("every_again")).isEqualTo(all("every"));
  }

  @Test
  void filesWithoutRowsLackNothingAndDifferInNothing() throws Exception {
    Path parts = Files.createDirectory(folder.resolve("parts"));
    Files.writeString(parts.resolve("1.json"), "");
    Files.writeString(parts.resolve("2.json"), "{\"id\": 1, \"n\": 1, \"s\": \"a\"}\n");
    Files.writeString(parts.resolve("3.json"), "[]");
    Loaded loaded = copy("t", parts, "");
    assertThat(loaded.rows()).hasSize(3).allMatch(row -> row.get(0).equals("LOADED"));
    assertThat(loaded.warnings()).isEmpty();
    assertThat(all("t")).containsExactly(List.of("1", "1", "a"));
  }

  @Test
  void aFileWithoutAnExtensionIsKnownByItsFirstBytes() throws Exception {
    copy("t", file("data", "[{\"id\": 1, \"n\": 2, \"s\": \"a\"}]"), "");
    assertThat(all("t")).containsExactly(List.of("1", "2", "a"));
  }

  @Test
  void documentsThatStopInTheMiddleLoadNothing() throws Exception {
    Path source = file("half.json", "[{\"id\": 1, \"n\": 1, \"s\": \"a\"},\n{\"id\": 2, \"n\"");
    assertThatThrownBy(() -> copy("t", source, " WITH MAXERRORS=-1"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("22018"))
        .hasMessageContaining("half.json")
        .hasMessageContaining("stops in its middle (line 2, column 14, byte");
    assertThat(all("t")).isEmpty();
  }

  @Test
  void otherFilesAndOptionsOfOtherFormatsAreRefused() throws Exception {
    Path parquet = folder.resolve("e.parquet");
    Cassandra.run(connection, "COPY every TO '" + parquet + "'");
    Path renamed = Files.copy(parquet, folder.resolve("e.json"));
    assertThatThrownBy(() -> copy("every_again", renamed, ""))
        .satisfies(e -> assertThat(state(e)).isEqualTo("22018"))
        .hasMessageContaining("there is 'P' where an object or an array should begin");
    assertThatThrownBy(
            () ->
                Cassandra.run(connection, "COPY every TO '" + parquet + "2' WITH JSON_STYLE=ARRAY"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("42000"))
        .hasMessageContaining("JSON_STYLE belongs to FORMAT JSON");
    assertThatThrownBy(
            () ->
                Cassandra.run(
                    connection, "COPY every TO '" + folder + "/x.json' WITH UUID_TYPE='STRING'"))
        .hasMessageContaining("UUID_TYPE belongs to FORMAT PARQUET");
    assertThatThrownBy(
            () ->
                Cassandra.run(
                    connection, "COPY every TO '" + folder + "/x.json.gz' WITH COMPRESSION='ZSTD'"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("42000"))
        .hasMessageContaining("contradicts");
    assertThatThrownBy(
            () ->
                Cassandra.run(
                    connection, "COPY (SELECT id, n AS id FROM t) TO '" + folder + "/x.json'"))
        .satisfies(e -> assertThat(state(e)).startsWith("42"));
    assertThat(folder.resolve("x.json")).doesNotExist();
  }

  @Test
  void aKeyThatNoColumnHasIsAnErrorWithAHint() throws Exception {
    Path source = file("key.json", "{\"id\": 1, \"S\": \"a\", \"n\": 1}\n");
    assertThatThrownBy(() -> copy("t", source, ""))
        .satisfies(e -> assertThat(state(e)).isEqualTo("42S22"))
        .hasMessageContaining("has a column S");
    copy("t", source, " WITH CASE_INSENSITIVE=TRUE");
    assertThat(all("t")).containsExactly(List.of("1", "1", "a"));
  }

  @Test
  void aNullDeletesOnlyWhereNullsAreWrittenAndAMissingKeyNever() throws Exception {
    Cassandra.run(
        connection,
        "INSERT INTO t (id, n, s) VALUES (1, 1, 'a')",
        "INSERT INTO t (id, n, s) VALUES (2, 2, 'b')");
    Path source = file("nulls.json", "{\"id\": 1, \"n\": null}\n{\"id\": 2, \"s\": null}\n");
    copy("t", source, " WITH LEDGER=FALSE");
    assertThat(all("t")).containsExactlyInAnyOrder(List.of("1", "1", "a"), List.of("2", "2", "b"));
    copy("t", source, " WITH LEDGER=FALSE AND NULLS=NULL AND STRIP_NULL_VALUES=TRUE");
    assertThat(all("t")).containsExactlyInAnyOrder(List.of("1", "1", "a"), List.of("2", "2", "b"));
    copy("t", source, " WITH LEDGER=FALSE AND NULLS=NULL");
    assertThat(Cassandra.rows(connection, "SELECT n, s FROM t WHERE id = 1").toString())
        .isEqualTo("[[null, a]]");
    assertThat(Cassandra.rows(connection, "SELECT n, s FROM t WHERE id = 2").toString())
        .isEqualTo("[[2, null]]");
  }

  @Test
  void aTableIsMadeOfWhatTheWholeFileHolds() throws Exception {
    Path source =
        file(
            "new.json",
            """
            [{"id": 1, "Name": "a", "score": 1, "tags": ["x"], "by": {"k": 1.5}},
             {"id": 2, "score": 2.25, "big": 12345678901234567890, "ok": true}]
            """);
    Cassandra.run(connection, "DROP TABLE IF EXISTS made");
    copy("made", source, " WITH CREATE_TABLE=TRUE AND PRIMARY_KEY='id'");
    assertThat(
            Cassandra.rows(
                connection,
                "SELECT column_name, type FROM system_schema.columns WHERE keyspace_name ="
                    + " 'json_files' AND table_name = 'made'"))
        .extracting(row -> row.get(0) + " " + row.get(1))
        .containsExactlyInAnyOrder(
            "id bigint",
            "Name text",
            "score double",
            "tags list<text>",
            "by map<text, double>",
            "big varint",
            "ok boolean");
    assertThat(all("made")).hasSize(2);
  }
}
