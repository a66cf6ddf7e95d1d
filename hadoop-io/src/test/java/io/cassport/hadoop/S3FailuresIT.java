package io.cassport.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.embedded.LogWatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;

/**
 * The way to an S3 server is cut in the middle. The short form has the settings that
 * docs/remote-files.md gives for an error within seconds, the long one the driver's own, too.
 */
@Tag("soak")
final class S3FailuresIT {
  private static final String BUCKET = S3Server.BUCKET;
  private static final String SECRET = "s3cr3t-of-s3";
  private static final int ROWS = 1_000;
  private static final int CELL = 8_000;

  /** How often Hadoop and the SDK try again, and how long a COPY may last after the cut. */
  private enum Patience {
    /** What somebody sets who wants to know at once. */
    SHORT(20),
    /** Nothing is set. */
    USUAL(180);

    private final int seconds;

    Patience(int seconds) {
      this.seconds = seconds;
    }

    private Map<String, String> with(Map<String, String> others) {
      Map<String, String> all = new HashMap<>(others);
      if (this == SHORT) {
        all.put("hadoop.fs.s3a.attempts.maximum", "1");
        all.put("hadoop.fs.s3a.retry.limit", "1");
      }
      return all;
    }

    private String prefix(String name) {
      return name + "-" + toString().toLowerCase(Locale.ROOT) + "/";
    }
  }

  private static List<Patience> patiences() {
    return Boolean.getBoolean("cassport.soak")
        ? List.of(Patience.values())
        : List.of(Patience.SHORT);
  }

  private static volatile long cutAt;

  private static S3Server server;
  private static CuttableWay way;
  private static S3Client client;
  private static Database database;
  private static Map<String, String> settings;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start(new CuttingStore(new TransientNio2BlobStore()), SECRET);
    client = server.client();
    way = new CuttableWay(server.port());
    settings = S3Server.settings(way.port(), SECRET);
    database = Database.make("s3_failures");
    try (Connection connection = database.connect(Map.of())) {
      makeBigTable(connection);
    }
  }

  /** Cuts the way when an export begins to complete its second object. */
  private static final class CuttingStore extends ForwardingBlobStore {
    CuttingStore(BlobStore store) {
      super(store);
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
        MultipartUpload upload, CompleteMultipartUploadRequest request) {
      if (request.key().startsWith("commit") && request.key().contains("part-00001")) {
        try {
          cut();
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
      }
      return super.completeMultipartUpload(upload, request);
    }
  }

  private static void makeBigTable(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE big (id int PRIMARY KEY, b blob)");
      statement.execute("CREATE TABLE big_back (id int PRIMARY KEY, b blob)");
    }
    S3Server.fillBig(connection, ROWS, CELL);
  }

  @AfterAll
  static void stop() throws Exception {
    if (way != null) {
      way.close();
    }
    if (server != null) {
      server.stop();
    }
  }

  @AfterEach
  void restore() {
    way.restore();
  }

  private static void cut() throws IOException {
    cutAt = System.nanoTime();
    way.cut();
  }

  /** In time, and with a message that tells no secret. */
  private static void failed(String what, Patience patience, Throwable failure) {
    long millis = (System.nanoTime() - cutAt) / 1_000_000;
    System.out.printf("%s, %s: after %d ms %s%n", what, patience, millis, failure);
    isIoFailure(failure);
    assertThat(millis).as(what).isLessThan(patience.seconds * 1_000L);
  }

  private static List<String> names(String prefix) {
    return client
        .listObjectsV2(request -> request.bucket(BUCKET).prefix(prefix))
        .contents()
        .stream()
        .map(object -> object.key())
        .toList();
  }

  private static boolean isUploading(String prefix) {
    return client.listMultipartUploads(request -> request.bucket(BUCKET)).uploads().stream()
        .anyMatch(upload -> upload.key().startsWith(prefix));
  }

  /** What of ours lies in the directory for temporary files. */
  private static List<String> spooled() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("cassport-") && name.matches(".*\\.(part|spill)"))
          .toList();
    }
  }

  private interface Harm {
    void happen() throws Exception;
  }

  private interface Sign {
    boolean isThere() throws Exception;
  }

  private static Throwable outcome(Connection connection, String text, Sign sign, Harm harm)
      throws Exception {
    CompletableFuture<Throwable> ended =
        CompletableFuture.supplyAsync(
            () -> {
              try (Statement statement = connection.createStatement()) {
                statement.execute(text);
                return null;
              } catch (SQLException e) {
                return e;
              }
            });
    while (!ended.isDone() && !sign.isThere()) {
      Thread.sleep(20);
    }
    assertThat(ended).as("at work").isNotDone();
    harm.happen();
    return ended.get(300, TimeUnit.SECONDS); // the caller looks how long it took
  }

  private static void isIoFailure(Throwable failure) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("58030"))
        .hasMessageNotContaining(SECRET);
  }

  @ParameterizedTest
  @MethodSource("patiences")
  void anExportWhoseWayIsCutFailsWithinSecondsAndShowsNothing(Patience patience) throws Exception {
    List<String> before = spooled();
    try (Connection connection = database.connect(patience.with(settings))) {
      for (String target :
          List.of("t/' WITH MAX_FILE_SIZE='500KB' AND", "t.parquet' WITH CHUNKSIZE=50 AND")) {
        String prefix = patience.prefix(target.startsWith("t/") ? "dataset" : "object");
        Throwable failure =
            outcome(
                connection,
                "COPY big TO 's3a://bucket/" + prefix + target + " RATE=400 AND PAGESIZE=50",
                () -> isUploading(prefix),
                S3FailuresIT::cut);
        failed("export of " + prefix, patience, failure);
        assertThat(names(prefix)).isEmpty();
        assertThat(spooled()).isEqualTo(before);
        way.restore();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("patiences")
  void anExportWhoseWayIsCutWhileItsObjectsAreCompletedSaysSo(Patience patience) throws Exception {
    String prefix = patience.prefix("commit");
    try (Connection connection = database.connect(patience.with(settings));
        Statement statement = connection.createStatement()) {
      Throwable failure = null;
      try {
        statement.execute(
            "COPY big TO 's3a://bucket/"
                + prefix
                + "t/' WITH MAX_FILE_SIZE='500KB' AND CONCURRENCY=1");
      } catch (SQLException e) {
        failure = e;
      }
      failed("commit", patience, failure);
      assertThat(failure).hasMessageContaining("complete");
      // the cut takes away the way to take them back, too; what is there is whole
      way.restore();
      List<String> left = names(prefix);
      System.out.println("objects left, each whole: " + left.size());
      assertThat(left.size()).isLessThanOrEqualTo(2);
      for (String name : left) {
        statement.execute("COPY big_back FROM 's3a://bucket/" + name + "' WITH LEDGER=FALSE");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("patiences")
  void anImportWhoseWayIsCutFailsOrHasLoadedEverything(Patience patience) throws Exception {
    try (Connection connection = database.connect(patience.with(settings));
        Statement statement = connection.createStatement()) {
      String object = "'s3a://bucket/" + patience.prefix("import") + "t.parquet'";
      statement.execute("COPY big TO " + object + " WITH CHUNKSIZE=50");
      statement.execute("TRUNCATE big_back");
      Throwable failure =
          outcome(
              connection,
              "COPY big_back FROM " + object + " WITH LEDGER=FALSE AND INGESTRATE=300",
              () -> count(connection) > 0,
              S3FailuresIT::cut);
      if (failure == null) {
        assertThat(count(connection)).isEqualTo(ROWS);
      } else {
        failed("import", patience, failure);
        assertThat(count(connection)).isLessThan(ROWS);
      }
    }
  }

  private static int count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM big_back")) {
      return rows.next() ? rows.getInt(1) : -1;
    }
  }

  @Test
  void noKeyIsToldOrLoggedWhateverFails() throws Exception {
    StringWriter told = new StringWriter();
    List<String> secrets = List.of(SECRET, "another-s3cr3t", "s3cr3t-in-a-path");
    try (LogWatch.Watch watch = LogWatch.begin(secrets)) {
      Map<String, String> right = Patience.SHORT.with(settings);
      Map<String, String> wrong = new HashMap<>(right);
      wrong.put("hadoop.fs.s3a.secret.key", "another-s3cr3t");
      Map<String, String> named = new HashMap<>(right);
      named.put("credentials.reports.fs.s3a.secret.key", "another-s3cr3t");
      Map<String, String> nowhere = new HashMap<>(right);
      nowhere.put("hadoop.fs.s3a.endpoint", "http://127.0.0.1:1");
      for (Map<String, String> each : List.of(right, wrong, named, nowhere)) {
        try (Connection connection = database.connect(each)) {
          for (String text :
              List.of(
                  "COPY t TO 's3a://bucket/secret/t.csv' WITH OVERWRITE=TRUE AND MANIFEST=TRUE",
                  "COPY t TO 's3a://no-such-bucket/secret/t.csv'",
                  "COPY t TO 's3a://bucket/secret/t.csv' WITH OVERWRITE=TRUE AND AUTHORIZATION='reports'",
                  "COPY back FROM 's3a://bucket/secret/no.csv'",
                  "COPY back FROM 's3a://key:s3cr3t-in-a-path@bucket/t.csv'",
                  "COPY back FROM 's3a://bucket/secret/t.csv'",
                  "SHOW COPY JOBS",
                  "SHOW COPY HISTORY")) {
            tell(connection, text, told);
          }
        }
      }
      assertThat(watch.lines()).isGreaterThan(1_000);
      assertThat(watch.found()).isEmpty();
    }
    for (String secret : secrets) {
      assertThat(told.toString()).doesNotContain(secret);
    }
    assertThat(told.toString()).contains("no-such-bucket").contains("AUTHORIZATION");
  }

  private static void tell(Connection connection, String text, StringWriter told) {
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(text)) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              told.append(rows.getString(i) + "\n");
            }
          }
        }
      }
    } catch (SQLException e) {
      e.printStackTrace(new PrintWriter(told));
    }
  }
}
