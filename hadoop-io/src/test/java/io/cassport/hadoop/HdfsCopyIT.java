package io.cassport.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** COPY to and from an HDFS of one name node and one data node. */
final class HdfsCopyIT {
  @TempDir private static Path local;
  private static MiniDFSCluster cluster;
  private static FileSystem hdfs;
  private static Database database;
  private static List<String> all;
  private String directory;

  @BeforeAll
  static void start() throws IOException, SQLException {
    cluster =
        new MiniDFSCluster.Builder(new Configuration(), local.toFile()).numDataNodes(1).build();
    cluster.waitActive();
    hdfs = cluster.getFileSystem();
    database = Database.make("hdfs_copies");
    try (Connection connection = database.connect(Map.of())) {
      all = Database.rows(connection, "t");
    }
    assertThat(all).hasSize(Database.ROWS);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.shutdown();
    }
  }

  @BeforeEach
  void makeDirectory(TestInfo test) throws IOException {
    String name = "/" + test.getTestMethod().orElseThrow().getName();
    hdfs.mkdirs(new org.apache.hadoop.fs.Path(name));
    directory = root() + name;
  }

  private static String root() {
    URI uri = hdfs.getUri();
    return uri.getScheme() + "://" + uri.getAuthority();
  }

  /** Everything below the test's directory, hidden or not. */
  private List<String> files() throws IOException {
    List<String> found = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> files =
        hdfs.listFiles(new org.apache.hadoop.fs.Path(directory), true);
    while (files.hasNext()) {
      found.add(files.next().getPath().toString().substring(directory.length() + 1));
    }
    found.sort(null);
    return found;
  }

  @Test
  void oneFileGoesThereAndBack() throws Exception {
    String file = directory + "/a b.parquet";
    try (Connection connection = database.connect(Map.of())) {
      assertThat(Database.copy(connection, "COPY t TO '" + file + "'")).containsExactly(file);
      assertThat(files()).containsExactly("a b.parquet");
      assertThat(Database.load(connection, file, "")).isEqualTo(all);
      assertThatThrownBy(() -> Database.copy(connection, "COPY t TO '" + file + "'"))
          .satisfies(e -> assertThat(Database.state(e)).isEqualTo("58P02"));
      List<String> again =
          Database.copy(connection, "COPY t TO '" + file + "' WITH OVERWRITE=TRUE");
      assertThat(again).containsExactly(file);
      assertThat(Database.load(connection, file, "")).isEqualTo(all);
      assertThat(files()).containsExactly("a b.parquet");
    }
  }

  @Test
  void aDatasetWithItsManifestGoesThereAndBack() throws Exception {
    String target = directory + "/t";
    try (Connection connection = database.connect(Map.of())) {
      List<String> objects =
          Database.copy(
              connection, "COPY t TO '" + target + "' WITH PARTITION='city' AND MANIFEST=TRUE");
      assertThat(objects).allMatch(name -> name.startsWith(target + "/city=Zürich%20"));
      assertThat(files()).hasSize(objects.size() + 1).contains("t/_manifest.json");
      assertThat(Database.load(connection, target, "")).isEqualTo(all);
      assertThat(Database.load(connection, target + "/_manifest.json", "")).isEqualTo(all);
      assertThat(Database.load(connection, target + "/*/part-*.parquet", "")).isEqualTo(all);
      assertThat(Database.load(connection, target, " AND PARTITION_FILTER='city = ''Zürich 1'''"))
          .hasSize(Database.ROWS / Database.CITIES);
    }
  }

  @Test
  void appendAddsFilesAndOverwriteReplacesThemAll() throws Exception {
    String target = directory + "/t/";
    try (Connection connection = database.connect(Map.of())) {
      int first = Database.copy(connection, "COPY t TO '" + target + "'").size();
      Database.copy(connection, "COPY t TO '" + target + "' WITH APPEND=TRUE");
      assertThat(files()).hasSize(2 * first);
      Database.copy(connection, "COPY t TO '" + target + "' WITH OVERWRITE=TRUE");
      assertThat(files()).hasSize(first).allMatch(name -> name.startsWith("t/part-"));
      assertThat(Database.load(connection, target, "")).isEqualTo(all);
    }
  }

  @Test
  void anAbortedExportLeavesNothing() throws Exception {
    try (Connection connection = database.connect(Map.of());
        Statement statement = connection.createStatement()) {
      for (String options : List.of("", " AND PARTITION='city'")) {
        statement.setQueryTimeout(1);
        assertThatThrownBy(
                () -> statement.execute("COPY t TO '" + directory + "/x' WITH RATE=200" + options))
            .satisfies(e -> assertThat(Database.state(e)).isEqualTo("57014"));
        assertThat(files()).isEmpty();
        assertThat(hdfs.listStatus(new org.apache.hadoop.fs.Path(directory))).isEmpty();
      }
    }
  }

  @Test
  void theLedgerKnowsAFileByItsUri() throws Exception {
    String file = directory + "/t.parquet";
    try (Connection connection = database.connect(Map.of());
        Statement statement = connection.createStatement()) {
      Database.copy(connection, "COPY t TO '" + file + "'");
      statement.execute("TRUNCATE back");
      String load = "COPY back FROM '" + file + "' WITH LEDGER=TRUE";
      assertThat(loaded(connection, load)).isEqualTo("LOADED " + Database.ROWS);
      assertThat(loaded(connection, load)).isEqualTo("SKIPPED 0");
    }
  }

  /** Status and number of rows of the one file. */
  private static String loaded(Connection connection, String copy) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(copy)) {
      assertThat(rows.next()).isTrue();
      return rows.getString("status") + " " + rows.getLong("rows_loaded");
    }
  }

  @Test
  void rejectedRowsAreKeptThere() throws Exception {
    String file = directory + "/t.parquet";
    String errors = directory + "/errors.parquet";
    try (Connection connection = database.connect(Map.of());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS narrow (id int PRIMARY KEY, v int)");
      statement.execute("CREATE TABLE IF NOT EXISTS wide (id int PRIMARY KEY, v bigint)");
      statement.execute("INSERT INTO wide (id, v) VALUES (1, 1)");
      statement.execute("INSERT INTO wide (id, v) VALUES (2, 10000000000)");
      Database.copy(connection, "COPY wide TO '" + file + "'");
      statement.execute(
          "COPY narrow FROM '" + file + "' WITH MAXERRORS=5 AND ERRFILE='" + errors + "'");
      assertThat(files()).containsExactly("errors.parquet", "t.parquet");
      statement.execute("TRUNCATE wide");
      assertThat(Database.copy(connection, "COPY wide FROM '" + errors + "'")).hasSize(1);
    }
  }

  /** A port that nobody listens at. */
  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void failuresSayWhatIsWrong() throws Exception {
    String nowhere = "hdfs://localhost:" + closedPort() + "/t.parquet";
    try (Connection connection =
        database.connect(
            Map.of(
                "hadoop.ipc.client.connect.max.retries",
                "0",
                "hadoop.ipc.client.connect.retry.interval",
                "1"))) {
      assertThatThrownBy(() -> Database.copy(connection, "COPY t TO '" + nowhere + "'"))
          .hasMessageContaining("reach")
          .satisfies(e -> assertThat(Database.state(e)).isEqualTo("58030"));
      assertThatThrownBy(
              () -> Database.copy(connection, "COPY t TO '" + directory + "/no/t.parquet'"))
          .hasMessageContaining("no directory")
          .satisfies(e -> assertThat(Database.state(e)).isEqualTo("58P01"));
      assertThatThrownBy(
              () -> Database.copy(connection, "COPY back FROM '" + directory + "/no.parquet'"))
          .satisfies(e -> assertThat(Database.state(e)).isEqualTo("58P01"));
    }
  }

  @Test
  void copyPathsHoldsThereToo() throws Exception {
    String roots = directory + "/in" + File.pathSeparator + local;
    hdfs.mkdirs(new org.apache.hadoop.fs.Path(directory + "/in"));
    try (Connection connection = database.connect(Map.of("copyPaths", roots))) {
      assertThat(Database.copy(connection, "COPY t TO '" + directory + "/in/t/'")).isNotEmpty();
      for (String outside : List.of("/t.parquet", "/in/../t.parquet", "/in.parquet")) {
        assertThatThrownBy(
                () -> Database.copy(connection, "COPY t TO '" + directory + outside + "'"))
            .satisfies(e -> assertThat(Database.state(e)).isEqualTo("42501"));
      }
    }
  }

  @Test
  void anotherExportsTargetIsNotReplacedWhenItAppearsMeanwhile() throws Exception {
    String file = directory + "/t.parquet";
    org.apache.hadoop.fs.Path appeared = new org.apache.hadoop.fs.Path(file);
    try (Connection connection = database.connect(Map.of())) {
      Thread other =
          new Thread(
              () -> {
                try {
                  Thread.sleep(500);
                  try (FSDataOutputStream out = hdfs.create(appeared)) {
                    out.write(1);
                  }
                } catch (IOException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      other.start();
      assertThatThrownBy(() -> Database.copy(connection, "COPY t TO '" + file + "' WITH RATE=1000"))
          .satisfies(e -> assertThat(Database.state(e)).isEqualTo("58P02"));
      other.join();
      assertThat(hdfs.getFileStatus(appeared).getLen()).isEqualTo(1);
      assertThat(files()).containsExactly("t.parquet");
    }
  }
}
