package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
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
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements that try to read or write outside of copyPaths, in every way that we know. */
@DisplayName("peers 8: nothing outside copyPaths is read or written")
final class CopyPathsIT {
  private static final String SECRET = "nobody-may-read-this";

  /** Refused, or not even a path or option; or a name that is not there, which it was taken for. */
  private static final Set<String> REFUSED = Set.of("42501");

  private static final Set<String> NOTHING = Set.of("42501", "42000", "58P01");

  @TempDir private Path folder;
  private Path root;
  private Path outside;
  private Snapshot before;
  private Connection connection;

  @BeforeAll
  static void makeTable() throws SQLException {
    Server.makeKeyspace("copy_paths");
    try (Connection connection = Server.connect("copy_paths")) {
      Server.run(
          connection,
          "CREATE TABLE t (id int PRIMARY KEY, v text)",
          "CREATE TABLE back (id int PRIMARY KEY, v text)",
          "CREATE TABLE many (id int PRIMARY KEY, v text)",
          "INSERT INTO t (id, v) VALUES (1, 'one')");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO many (id, v) VALUES (?, ?)")) {
        for (int i = 0; i < 600; i++) {
          insert.setInt(1, i);
          insert.setString(2, "value " + i);
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  @BeforeEach
  void makeFiles() throws IOException, SQLException {
    root = Files.createDirectories(folder.toRealPath().resolve("root"));
    outside = Files.createDirectories(folder.toRealPath().resolve("outside"));
    Files.createDirectories(root.resolve("sub"));
    Files.writeString(root.resolve("sub/good.csv"), "id,v\n5,five\n");
    Files.writeString(outside.resolve("secret.csv"), "id,v\n7," + SECRET + "\n");
    Files.writeString(outside.resolve("script.cql"), "INSERT INTO back (id, v) VALUES (9, 'x')");
    Files.createDirectories(root.resolve("links"));
    Files.createSymbolicLink(root.resolve("links/out"), outside);
    Files.createSymbolicLink(root.resolve("links/file.csv"), outside.resolve("secret.csv"));
    Files.createSymbolicLink(root.resolve("links/nowhere.csv"), outside.resolve("new.csv"));
    Files.createSymbolicLink(root.resolve("links/chain"), root.resolve("links/out"));
    before = Snapshot.of(outside);
    connection = connect("");
  }

  @AfterEach
  void nothingHasHappenedOutside() throws Exception {
    connection.close();
    assertThat(Snapshot.of(outside)).isEqualTo(before);
    try (Connection check = Server.connect("copy_paths");
        Statement statement = check.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM back")) {
      assertThat(rows.next()).as("a row was loaded").isFalse();
    }
  }

  private Connection connect(String more) throws SQLException {
    return DriverManager.getConnection(
        Server.url("copy_paths", "copyPaths=" + root + (more.isEmpty() ? "" : "&" + more)));
  }

  private void isRefused(Set<String> states, String statement) {
    assertThatThrownBy(() -> Server.run(connection, statement))
        .as(statement)
        .hasMessageNotContaining(SECRET)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).as(statement).isIn(states));
  }

  /** The same file outside, in spellings that are paths, of which each is understood. */
  private List<String> spellings(String name) {
    return List.of(
        outside + "/" + name,
        root + "/../outside/" + name,
        root + "/sub/../../outside/" + name,
        root + "/sub/./..//../outside/" + name,
        "/" + outside + "//" + name,
        root + "/links/out/" + name,
        root + "/links/chain/" + name,
        root + "/links/out/../outside/" + name,
        "file:" + outside + "/" + name,
        "file://" + outside + "/" + name,
        "FILE://" + root + "/../outside/" + name,
        "file://" + root + "/%2e%2e/outside/" + name,
        "file://" + root + "/%2E%2E%2Foutside/" + name,
        "file://" + root + "/links/%6Fut/" + name,
        "~/../" + name);
  }

  /** What leads nowhere, or is refused as no path, whatever it looks like. */
  private List<String> lookalikes(String name) {
    List<String> all = new ArrayList<>();
    for (String dots : List.of("%2e%2e", "．．", "‥", "..%00", "%252e%252e", "..\\", "..;")) {
      all.add(root + "/" + dots + "/outside/" + name);
    }
    all.addAll(
        List.of(
            root + "/..∕outside∕" + name,
            root + "/links/OUT/" + name,
            "file://localhost" + outside + "/" + name,
            "file://host" + outside + "/" + name,
            "file:" + name,
            "jar:file:" + outside + "/x.jar!/" + name,
            "zip:" + outside + "/" + name,
            "http://localhost:1/" + name,
            "ftp://localhost:1/" + name,
            "s3a://bucket/" + name,
            "hdfs://localhost:1/" + name,
            "\\\\localhost\\share\\" + name,
            root + "/sub/\0/../../../outside/" + name,
            outside + "/" + name + "\0.csv",
            root.toString().toUpperCase(Locale.ROOT) + "/../outside/" + name,
            root + "x/" + name,
            root + "/é/../../outside/" + name,
            root + "/e\u0301/../../outside/" + name));
    return all;
  }

  @Test
  void nothingIsReadOutside() {
    for (String path : spellings("secret.csv")) {
      isRefused(REFUSED, "COPY back FROM '" + path + "'");
      isRefused(REFUSED, "COPY back FROM '" + path + "/'");
    }
    for (String path : lookalikes("secret.csv")) {
      isRefused(NOTHING, "COPY back FROM '" + path + "' WITH FORMAT=CSV");
    }
    for (String path : spellings("script.cql")) {
      isRefused(REFUSED, "SOURCE '" + path + "'");
    }
    for (String path : lookalikes("script.cql")) {
      isRefused(NOTHING, "SOURCE '" + path + "'");
    }
  }

  @Test
  void whetherAFileIsThereOutsideIsNotTold() {
    for (String name : List.of("secret.csv", "no.csv")) {
      for (String path : spellings(name)) {
        isRefused(REFUSED, "COPY back FROM '" + path + "'");
      }
    }
  }

  @Test
  void globsDirectoriesFilesAndPatternsDoNotLeadOutside() {
    for (String source :
        List.of(
            "/links/*.csv", "/links/out/*.csv", "/links/*/*.csv", "/*/*/secret.csv", "/links")) {
      isRefused(REFUSED, "COPY back FROM '" + root + source + "' WITH FORMAT=CSV");
    }
    isRefused(REFUSED, "COPY back FROM '" + root + "/*/../../outside/*.csv'");
    isRefused(REFUSED, "COPY back FROM '" + root + "/links/' WITH PATTERN='.*secret.*'");
    isRefused(NOTHING, "COPY back FROM '" + root + "/{.,..}/outside/*.csv'");
    for (String name : List.of("file.csv", "out/secret.csv", "nowhere.csv", "chain/secret.csv")) {
      isRefused(REFUSED, "COPY back FROM '" + root + "/links/' WITH FILES='" + name + "'");
    }
    for (String name : List.of("../../outside/secret.csv", outside + "/secret.csv", "/", "..")) {
      isRefused(NOTHING, "COPY back FROM '" + root + "/links/' WITH FILES='" + name + "'");
    }
  }

  @Test
  void linksThatAPatternDoesNotMeanAreNoReasonToRefuse() throws Exception {
    Files.createSymbolicLink(root.resolve("sub/other"), outside);
    Server.run(connection, "COPY back FROM '" + root + "/sub/g*.csv' WITH DRYRUN=TRUE");
    Server.run(
        connection, "COPY back FROM '" + root + "/sub/' WITH FILES='good.csv' AND DRYRUN=TRUE");
  }

  @Test
  void aManifestNamesNothingOutsideAndDoesNotTellWhatIsThere() throws Exception {
    Path manifest = root.resolve("m.json");
    List<String> messages = new ArrayList<>();
    for (String[] entry :
        new String[][] {
          {".", "../outside/secret.csv"},
          {".", outside + "/secret.csv"},
          {"../outside", "secret.csv"},
          {outside.toString(), "secret.csv"},
          {"links", "out/secret.csv"},
          {"links", "file.csv"},
          {".", "../outside/no.csv"}
        }) {
      Files.writeString(
          manifest,
          """
          {"cassport_manifest": 1, "created": "2026-01-01T00:00:00Z", "statement": "x",
           "format": "CSV", "columns": [], "partition_columns": [], "location": "%s",
           "objects": [{"path": "%s", "size": 3, "rows": 1}]}
          """
              .formatted(entry[0], entry[1]));
      isRefused(REFUSED, "COPY back FROM '" + manifest + "'");
      assertThatThrownBy(() -> Server.run(connection, "COPY back FROM '" + manifest + "'"))
          .satisfies(e -> messages.add(e.getMessage().replaceAll("'[^']*'", "it")));
    }
    assertThat(messages).as("but for the path").containsOnly(messages.get(0));
  }

  @Test
  void nothingIsWrittenOutside() {
    List<String> statements = new ArrayList<>();
    for (String name : List.of("new.csv", "secret.csv", "new/")) {
      for (String path : spellings(name)) {
        statements.add("COPY t TO '" + path + "'");
        statements.add("COPY t TO '" + path + "' WITH OVERWRITE=TRUE");
        statements.add("COPY (SELECT * FROM t) TO '" + path + "' WITH FORMAT=JSON");
        statements.add("CAPTURE '" + path + "'");
        statements.add("COPY t TO '" + root + "/o.csv' WITH MANIFEST='" + path + "'");
        statements.add("COPY back FROM '" + root + "/sub/good.csv' WITH ERRFILE='" + path + "'");
      }
    }
    statements.add("COPY t TO '" + outside + "/d/' WITH PARTITION='v'");
    statements.add("COPY t TO '" + outside + "/d/' WITH RESUME=TRUE");
    statements.add("COPY t TO '" + outside + "/' WITH APPEND=TRUE");
    statements.add("COPY t TO '" + root + "/links/file.csv' WITH OVERWRITE=TRUE");
    statements.add("COPY t TO '" + root + "/links/nowhere.csv'");
    statements.add("COPY t TO '" + root + "/links/out' WITH OVERWRITE=TRUE");
    statements.add("COPY t TO '" + root + "/links/out/' WITH APPEND=TRUE AND FORMAT=CSV");
    statements.add("COPY t TO '" + root + "' WITH OVERWRITE=TRUE");
    for (String statement : statements) {
      isRefused(REFUSED, statement);
    }
    for (String path : lookalikes("new.csv")) {
      if (!path.contains("∕")) { // which is no separator, so that this is a name in the root
        isRefused(NOTHING, "COPY t TO '" + path + "'");
        isRefused(NOTHING, "CAPTURE '" + path + "'");
      }
    }
    isRefused(
        NOTHING, "COPY t TO '" + root + "/p.parquet' WITH METADATA='file://" + outside + "/x'");
  }

  @Test
  void valuesOfRowsMakeNoPaths() throws Exception {
    Server.run(connection, "CREATE TABLE IF NOT EXISTS paths (v text PRIMARY KEY, n int)");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO paths (v, n) VALUES (?, 1)")) {
      for (String value :
          List.of(
              "..", "../../outside/x", "/", ".", "a/../../b", "%2e%2e", "\\..\\", "a\0b", " ")) {
        insert.setString(1, value);
        insert.executeUpdate();
      }
    }
    Server.run(connection, "COPY paths TO '" + root + "/p/' WITH PARTITION='v' AND FORMAT=CSV");
    try (Stream<Path> all = Files.walk(root.resolve("p"))) {
      assertThat(all.filter(Files::isRegularFile))
          .hasSize(9)
          .allSatisfy(file -> assertThat(file.getParent().getParent()).hasFileName("p"));
    }
    Server.run(
        connection,
        "CREATE TABLE IF NOT EXISTS paths_back (v text PRIMARY KEY, n int)",
        "COPY paths_back FROM '" + root + "/p/' WITH LEDGER=FALSE");
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM paths_back")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(9);
    }
  }

  /** Runs a slow statement, and exchanges a directory for a link to outside when it is at work. */
  private Throwable whileExchanged(String statement, Path directory, Path sign) throws Exception {
    CompletableFuture<Throwable> ended =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                Server.run(connection, statement);
                return null;
              } catch (SQLException e) {
                return e;
              }
            });
    while (!ended.isDone() && !atWork(sign)) {
      Thread.sleep(10);
    }
    Files.move(directory, directory.resolveSibling("aside"), StandardCopyOption.ATOMIC_MOVE);
    Files.createSymbolicLink(directory, outside);
    return ended.get(30, TimeUnit.SECONDS);
  }

  private static boolean atWork(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(file -> file.toString().contains(".cassport-"));
    }
  }

  @Test
  void aDirectoryThatBecomesALinkWhileAnExportRunsTakesNothingOutside() throws Exception {
    for (String target : List.of("t.csv", "t/", "u/' WITH PARTITION='id' AND FORMAT='CSV")) {
      Path directory = Files.createDirectories(root.resolve("d"));
      String with = target.contains("WITH") ? " AND RATE=300" : " WITH RATE=300";
      Throwable failure =
          whileExchanged(
              "COPY many TO '" + directory + "/" + target + "'" + with, directory, directory);
      assertThat(failure).as(target).isInstanceOf(SQLException.class);
      assertThat(((SQLException) failure).getSQLState()).isIn("42501", "58P01", "58030");
      assertThat(Snapshot.of(outside)).isEqualTo(before);
      Files.delete(directory);
      Files.move(
          root.resolve("aside"), root.resolve("left-" + target.substring(0, 1) + target.length()));
    }
  }

  @Test
  void aDirectoryThatBecomesALinkAfterCaptureTakesNothingOutside() throws Exception {
    for (boolean begun : new boolean[] {false, true}) {
      Path directory = Files.createDirectories(root.resolve("d" + begun));
      Server.run(connection, "CAPTURE '" + directory + "/c.csv'");
      if (begun) {
        Server.run(connection, "SELECT * FROM t");
      }
      Files.move(directory, root.resolve("aside" + begun));
      Files.createSymbolicLink(directory, outside);
      assertThatThrownBy(() -> Server.run(connection, "SELECT * FROM t", "CAPTURE OFF"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isIn("42501", "58P01", "58030"));
      Files.delete(directory);
      Files.move(root.resolve("aside" + begun), directory);
      try {
        Server.run(connection, "CAPTURE OFF");
      } catch (SQLException e) {
        assertThat(e.getMessage()).contains("CAPTURE");
      }
    }
  }

  @Test
  void noStatementAndNoClientInfoWidensWhatTheUrlAllows() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("copy", "read");
    try (Connection narrow =
        DriverManager.getConnection(
            Server.url("copy_paths", "copyPaths=" + root + "&copy=readwrite"), properties)) {
      properties.setProperty("copy", "readwrite");
      properties.setProperty("copyPaths", "/");
      narrow.setClientInfo(properties);
      narrow.setClientInfo("cassport.copy", "readwrite");
      for (String statement :
          List.of(
              "SET copy = 'readwrite'",
              "SET copyPaths = '/'",
              "USE \"copy_paths?copy=readwrite\"",
              "COPY t TO '" + root + "/t.csv' WITH COPY='readwrite'",
              "COPY t TO '" + root + "/t.csv' WITH COPYPATHS='/'",
              "COPY t TO '" + root + "/t.csv?copy=readwrite'",
              "COPY t TO '" + root + "/t.csv'",
              "CAPTURE '" + root + "/t.csv'",
              "COPY back FROM '" + root + "/sub/good.csv' WITH ERRFILE='" + root + "/e.csv'",
              "COPY back FROM '" + outside + "/secret.csv'")) {
        assertThatThrownBy(() -> Server.run(narrow, statement))
            .as(statement)
            .isInstanceOf(SQLException.class);
      }
      assertThat(Files.exists(root.resolve("t.csv"))).isFalse();
      Server.run(narrow, "COPY back FROM '" + root + "/sub/good.csv' WITH DRYRUN=TRUE");
    }
  }

  @Test
  void systemPropertiesAreCeilings() throws Exception {
    String[][] ceilings = {
      {"cassport.copy", "off", "42501", "42501"},
      {"cassport.copy", "read", "42501", null},
      {"cassport.copy", "write", null, "42501"},
      {"cassport.copyPaths", root.resolve("sub").toString(), "42501", null},
      {"cassport.copyPaths", outside.toString(), "42501", "42501"},
      {"cassport.copyPaths", File.pathSeparator, "42501", "42501"},
    };
    for (String[] ceiling : ceilings) {
      System.setProperty(ceiling[0], ceiling[1]);
      try (Connection limited = connect("copy=readwrite")) {
        endsWith(ceiling[2], limited, "COPY t TO '" + root + "/c.csv' WITH OVERWRITE=TRUE");
        endsWith(
            ceiling[3], limited, "COPY back FROM '" + root + "/sub/good.csv' WITH DRYRUN=TRUE");
        endsWith("42501", limited, "COPY back FROM '" + outside + "/secret.csv'");
      } finally {
        System.clearProperty(ceiling[0]);
      }
    }
  }

  private static void endsWith(String state, Connection connection, String statement)
      throws SQLException {
    if (state == null) {
      Server.run(connection, statement);
      return;
    }
    assertThatThrownBy(() -> Server.run(connection, statement))
        .as(statement)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }
}
