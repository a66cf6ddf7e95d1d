package io.cassport.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** COPY to and from buckets of an S3 server on this host. */
final class S3CopyIT {
  private static final String BUCKET = S3Server.BUCKET;
  private static final String SECRET = "not-to-be-told";
  private static final int BIG_ROWS = 1_500;
  private static final int BIG_CELL = 8_000;

  /** In the names of objects: those that cannot be completed. */
  private static final String FAILING = "part-00002";

  private static S3Server server;
  private static S3Client client;
  private static Map<String, String> settings;
  private static Database database;
  private static List<String> all;
  private String prefix;
  private String directory;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start(new FailingStore(new TransientNio2BlobStore()), SECRET);
    client = server.client();
    settings = S3Server.settings(server.port(), SECRET);
    settings.put("hadoop.fs.s3a.attempts.maximum", "1");
    settings.put("hadoop.fs.s3a.retry.limit", "1");
    database = Database.make("s3_copies");
    try (Connection connection = database.connect(Map.of())) {
      all = Database.rows(connection, "t");
      makeBigTable(connection);
    }
  }

  /** A server that breaks when a certain export is nearly complete. */
  private static final class FailingStore extends ForwardingBlobStore {
    FailingStore(BlobStore store) {
      super(store);
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
        MultipartUpload upload, CompleteMultipartUploadRequest request) {
      if (request.key().startsWith("anExportThatFailsHalfWay") && request.key().contains(FAILING)) {
        throw new IllegalStateException("as the test wants it");
      }
      return super.completeMultipartUpload(upload, request);
    }
  }

  /** Rows that no compression makes small. */
  private static void makeBigTable(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE big (id int PRIMARY KEY, b blob)");
    }
    S3Server.fillBig(connection, BIG_ROWS, BIG_CELL);
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.stop();
    }
  }

  @BeforeEach
  void choosePrefix(TestInfo test) {
    prefix = test.getTestMethod().orElseThrow().getName() + "/";
    directory = "s3a://" + BUCKET + "/" + prefix.substring(0, prefix.length() - 1);
  }

  private List<S3Object> objects() {
    return client.listObjectsV2(request -> request.bucket(BUCKET).prefix(prefix)).contents();
  }

  private List<String> names() {
    return objects().stream().map(object -> object.key().substring(prefix.length())).toList();
  }

  private List<String> uploads() {
    return client.listMultipartUploads(request -> request.bucket(BUCKET)).uploads().stream()
        .map(upload -> upload.key())
        .filter(key -> key.startsWith(prefix))
        .toList();
  }

  @Test
  void oneFileGoesThereAndBack() throws Exception {
    String file = directory + "/a b.parquet";
    try (Connection connection = database.connect(settings)) {
      assertThat(Database.copy(connection, "COPY t TO '" + file + "'")).containsExactly(file);
      assertThat(names()).containsExactly("a b.parquet");
      assertThat(Database.load(connection, file, "")).isEqualTo(all);
      assertThat(Database.load(connection, file.replace("s3a:", "s3:"), "")).isEqualTo(all);
      assertThatThrownBy(() -> Database.copy(connection, "COPY t TO '" + file + "'"))
          .satisfies(e -> assertThat(Database.state(e)).isEqualTo("58P02"));
      List<String> again =
          Database.copy(connection, "COPY t TO '" + file + "' WITH OVERWRITE=TRUE");
      assertThat(again).containsExactly(file);
      assertThat(Database.load(connection, file, "")).isEqualTo(all);
      assertThat(names()).containsExactly("a b.parquet");
      assertThat(uploads()).isEmpty();
    }
  }

  @Test
  void aDatasetWithItsManifestGoesThereAndBack() throws Exception {
    String target = directory + "/t";
    try (Connection connection = database.connect(settings)) {
      List<String> written =
          Database.copy(
              connection, "COPY t TO '" + target + "' WITH PARTITION='city' AND MANIFEST=TRUE");
      assertThat(written).allMatch(name -> name.startsWith(target + "/city=Zürich%20"));
      assertThat(names()).hasSize(written.size() + 1).contains("t/_manifest.json");
      assertThat(Database.load(connection, target, "")).isEqualTo(all);
      assertThat(Database.load(connection, target + "/_manifest.json", "")).isEqualTo(all);
      assertThat(Database.load(connection, target + "/*/part-*.parquet", "")).isEqualTo(all);
      assertThat(Database.load(connection, target, " AND PARTITION_FILTER='city = ''Zürich 1'''"))
          .hasSize(Database.ROWS / Database.CITIES);
    }
  }

  @Test
  void appendAddsObjectsAndOverwriteReplacesThemAll() throws Exception {
    String target = directory + "/t/";
    try (Connection connection = database.connect(settings)) {
      int first = Database.copy(connection, "COPY t TO '" + target + "'").size();
      List<String> before = names();
      Database.copy(connection, "COPY t TO '" + target + "' WITH APPEND=TRUE");
      assertThat(names()).hasSize(2 * first).containsAll(before);
      Database.copy(connection, "COPY t TO '" + target + "' WITH OVERWRITE=TRUE AND MANIFEST=TRUE");
      assertThat(names()).hasSize(first + 1).doesNotContainAnyElementsOf(before);
      assertThat(Database.load(connection, target, "")).isEqualTo(all);
      Database.copy(connection, "COPY t TO '" + target + "' WITH OVERWRITE=TRUE AND MANIFEST=TRUE");
      assertThat(Database.load(connection, target + "_manifest.json", "")).isEqualTo(all);
      assertThat(names()).hasSize(first + 1);
    }
  }

  @Test
  void aLargeObjectIsSentInParts() throws Exception {
    String file = directory + "/big.parquet";
    try (Connection connection = database.connect(settings);
        Statement statement = connection.createStatement();
        ResultSet written = statement.executeQuery("COPY big TO '" + file + "'")) {
      assertThat(written.next()).isTrue();
      S3Object object = objects().get(0);
      assertThat(object.size()).isEqualTo(written.getLong("object_size")).isGreaterThan(10 << 20);
      assertThat(object.eTag()).matches("\"?[0-9a-f]+-3\"?");
      statement.execute("CREATE TABLE big_back (id int PRIMARY KEY, b blob)");
      statement.execute("COPY big_back FROM '" + file + "'");
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      try (ResultSet count = statement.executeQuery("SELECT count(*) FROM big_back")) {
        assertThat(count.next()).isTrue();
        assertThat(count.getLong(1)).isEqualTo(BIG_ROWS);
      }
    }
  }

  @Test
  void anExportIsNotSeenWhileItRunsAndLeavesNeitherObjectsNorUploadsWhenItIsCancelled()
      throws Exception {
    try (Connection connection = database.connect(settings);
        Statement statement = connection.createStatement()) {
      String copy = "COPY big TO '" + directory + "/x/' WITH MAX_FILE_SIZE='1MB' AND RATE=400";
      CompletableFuture<Throwable> ended =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  statement.execute(copy);
                  return null;
                } catch (SQLException e) {
                  return e;
                }
              });
      while (uploads().isEmpty() && !ended.isDone()) {
        Thread.sleep(20);
      }
      assertThat(uploads()).isNotEmpty();
      assertThat(names()).isEmpty();
      statement.cancel();
      Throwable failure = ended.get(60, TimeUnit.SECONDS);
      assertThat(failure).isNotNull();
      assertThat(Database.state(failure)).isEqualTo("57014");
      assertThat(names()).isEmpty();
      assertThat(uploads()).isEmpty();
    }
  }

  @Test
  void anExportThatFailsHalfWayThroughItsCommitTakesTheOtherObjectsBack() throws Exception {
    String target = directory + "/t/";
    client.putObject(
        request -> request.bucket(BUCKET).key(prefix + "t/old.parquet"),
        RequestBody.fromString("old"));
    try (Connection connection = database.connect(settings)) {
      for (String existing : List.of("APPEND", "OVERWRITE")) {
        String copy =
            "COPY big TO '" + target + "' WITH MAX_FILE_SIZE='1MB' AND CONCURRENCY=1 AND ";
        assertThatThrownBy(() -> Database.copy(connection, copy + existing + "=TRUE"))
            .hasMessageContaining("complete")
            .satisfies(e -> assertThat(Database.state(e)).isEqualTo("58030"));
        assertThat(names()).containsExactly("t/old.parquet");
        assertThat(uploads()).isEmpty();
      }
    }
  }

  @Test
  void aCaptureIsSeenWhenItEndsAndKeepsWhatWasCompleteWhenItFails() throws Exception {
    String target = directory + "/d/";
    try (Connection connection = database.connect(settings);
        Connection other = database.connect(settings);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE prices (id int PRIMARY KEY, price decimal)");
      statement.execute("INSERT INTO prices (id, price) VALUES (1, 1.25)");
      statement.execute("INSERT INTO prices (id, price) VALUES (2, 1234567.25)");
      statement.execute("CAPTURE '" + target + "' WITH DECIMAL_TYPE='5,2' AND CHUNKSIZE=1");
      assertThatThrownBy(() -> Database.copy(other, "CAPTURE '" + target + "'"))
          .satisfies(e -> assertThat(Database.state(e)).isEqualTo("58P02"));
      statement.execute("SELECT id, price FROM prices WHERE id = 1");
      assertThat(names()).isEmpty();
      assertThatThrownBy(() -> statement.execute("SELECT id, price FROM prices WHERE id = 2"))
          .hasMessageContaining("what was complete is kept: 1 of 1 rows");
      assertThat(names()).hasSize(1).allMatch(name -> name.startsWith("d/part-00000"));
      assertThat(statement.executeUpdate("CAPTURE OFF")).isEqualTo(1);

      String file = directory + "/x.parquet";
      statement.execute("CAPTURE '" + file + "'");
      statement.executeQuery("SELECT id, city, v FROM t").close();
      assertThat(names()).hasSize(1);
      assertThat(statement.executeUpdate("CAPTURE OFF")).isEqualTo(Database.ROWS);
      assertThat(Database.load(connection, file, "")).isEqualTo(all);
      assertThat(uploads()).isEmpty();
    }
  }

  @Test
  void anExportThatFindsItsTargetTakenAtTheEndLeavesItAsItIs() throws Exception {
    String file = directory + "/t.parquet";
    try (Connection connection = database.connect(settings)) {
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(
              () ->
                  client.putObject(
                      request -> request.bucket(BUCKET).key(prefix + "t.parquet"),
                      RequestBody.fromString("mine")),
              CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));
      assertThatThrownBy(() -> Database.copy(connection, "COPY t TO '" + file + "' WITH RATE=1000"))
          .satisfies(e -> assertThat(Database.state(e)).isEqualTo("58P02"));
      other.join();
      assertThat(objects()).singleElement().satisfies(o -> assertThat(o.size()).isEqualTo(4));
      assertThat(uploads()).isEmpty();
    }
  }

  @Test
  void failuresSayWhatIsWrongAndNoSecret() throws Exception {
    Map<String, String> wrong = new HashMap<>(settings);
    wrong.put("hadoop.fs.s3a.secret.key", "another-secret");
    try (Connection connection = database.connect(wrong)) {
      assertThatThrownBy(() -> Database.copy(connection, "COPY t TO '" + directory + "/t.parquet'"))
          .hasMessageContaining("reach")
          .hasMessageNotContaining("another-secret")
          .satisfies(e -> assertThat(Database.state(e)).isEqualTo("58030"));
    }
    try (Connection connection = database.connect(settings)) {
      assertThatThrownBy(
              () -> Database.copy(connection, "COPY t TO 's3a://key:secret@bucket/t.parquet'"))
          .hasMessageNotContaining("key:secret")
          .satisfies(e -> assertThat(Database.state(e)).isEqualTo("42000"));
      assertThatThrownBy(
              () -> Database.copy(connection, "COPY back FROM '" + directory + "/no.parquet'"))
          .satisfies(e -> assertThat(Database.state(e)).isEqualTo("58P01"));
    }
  }

  @Test
  void aStatementChoosesCredentialsByNameAndNeverHoldsThem() throws Exception {
    Map<String, String> named = new HashMap<>(settings);
    named.put("credentials.reports.fs.s3a.access.key", named.remove("hadoop.fs.s3a.access.key"));
    named.put("credentials.reports.fs.s3a.secret.key", named.remove("hadoop.fs.s3a.secret.key"));
    named.put("hadoop.fs.s3a.access.key", "stranger");
    named.put("hadoop.fs.s3a.secret.key", "stranger");
    named.put("strict", "true");
    String file = directory + "/t.parquet";
    try (Connection connection = database.connect(named);
        Statement statement = connection.createStatement()) {
      String copy = "COPY t TO '" + file + "'";
      assertThatThrownBy(() -> Database.copy(connection, copy))
          .satisfies(e -> assertThat(Database.state(e)).isEqualTo("58030"));
      assertThat(Database.copy(connection, copy + " WITH AUTHORIZATION=reports"))
          .containsExactly(file);
      assertThat(Database.load(connection, file, " AND AUTHORIZATION='reports'")).isEqualTo(all);
      statement.execute("CAPTURE '" + directory + "/c.parquet' WITH AUTHORIZATION='reports'");
      statement.execute("SELECT id FROM t WHERE id = 1");
      statement.execute("CAPTURE OFF");
      assertThat(names()).containsExactly("c.parquet", "t.parquet");
      assertThatThrownBy(
              () ->
                  Database.copy(connection, copy + " WITH OVERWRITE=TRUE AND AUTHORIZATION=report"))
          .hasMessageContaining("reports")
          .hasMessageNotContaining(SECRET)
          .satisfies(e -> assertThat(Database.state(e)).isEqualTo("42000"));
      assertThatThrownBy(
              () ->
                  Database.copy(
                      connection, "COPY t TO '/tmp/t.parquet' WITH AUTHORIZATION=reports"))
          .satisfies(e -> assertThat(Database.state(e)).isEqualTo("42000"));
    }
  }

  @Test
  void copyPathsHoldsThereToo() throws Exception {
    Map<String, String> narrow = new HashMap<>(settings);
    narrow.put("copyPaths", "s3a://" + BUCKET + "/" + prefix + "in");
    try (Connection connection = database.connect(narrow)) {
      assertThat(Database.copy(connection, "COPY t TO '" + directory + "/in/t/'")).isNotEmpty();
      for (String outside : List.of("/t.parquet", "/in/../t.parquet", "/in.parquet")) {
        assertThatThrownBy(
                () -> Database.copy(connection, "COPY t TO '" + directory + outside + "'"))
            .satisfies(e -> assertThat(Database.state(e)).isEqualTo("42501"));
      }
      assertThatThrownBy(() -> Database.copy(connection, "COPY t TO 's3a://other/in/t.parquet'"))
          .satisfies(e -> assertThat(Database.state(e)).isEqualTo("42501"));
    }
  }
}
