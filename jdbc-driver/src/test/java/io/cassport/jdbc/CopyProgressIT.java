package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What SHOW COPY JOBS says while jobs run: seen from another connection, every few milliseconds.
 */
final class CopyProgressIT {
  private static final int ROWS = 24_000;
  private static final String LEDGER = "progress_history";

  private static Connection connection;
  private static Connection other;
  @TempDir private Path folder;

  @BeforeAll
  static void fill() throws SQLException {
    Server.makeKeyspace("progress");
    connection = LedgerFiles.connect("progress", LEDGER);
    other = Server.connect("progress");
    String columns = " (id int PRIMARY KEY, bucket int, v text)";
    Server.run(
        connection,
        "DROP KEYSPACE IF EXISTS " + LEDGER,
        "CREATE TABLE t" + columns,
        "CREATE TABLE loaded" + columns,
        "CREATE TABLE resumed" + columns,
        "CREATE TABLE small" + columns,
        "CREATE TABLE one (p int, c int, v text, PRIMARY KEY (p, c))",
        "INSERT INTO one (p, c, v) VALUES (1, 1, 'x')");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO t (id, bucket, v) VALUES (?, ?, ?)")) {
      for (int i = 0; i < ROWS; i++) {
        insert.setInt(1, i);
        insert.setInt(2, i % 700);
        insert.setString(3, "value " + i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  @AfterAll
  static void disconnect() throws SQLException {
    other.close();
    connection.close();
  }

  private static JobWatch watch(String copy) throws Exception {
    return JobWatch.of(connection, other, copy, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY t TO 'DIR/t.parquet' WITH ",
        "COPY t (id, v) TO 'DIR/set/' WITH FORMAT=CSV AND "
      })
  void anExportsPercentageIsThatOfItsRows(String copy) throws Exception {
    watch(copy.replace("DIR", folder.toString()) + "RATE=16000 AND PAGESIZE=200")
        .isTrue()
        .followsRows(ROWS, 6)
        .knowsItsEnd();
  }

  @Test
  void withoutTheKeyAmongTheColumnsItGoesOnRangeByRange() throws Exception {
    watch("COPY t (v) TO '" + folder + "/v.parquet' WITH RATE=20000 AND PAGESIZE=200")
        .isTrue()
        .followsRows(ROWS, 12);
  }

  @Test
  void aPartOfTheRingIsAWholeJob() throws Exception {
    JobWatch watch =
        watch(
            "COPY t TO '"
                + folder
                + "/half.parquet' WITH BEGINTOKEN=0 AND RATE=12000 AND PAGESIZE=200");
    long rows = watch.isTrue().last().rows();
    assertThat(rows).isBetween(ROWS * 45L / 100, ROWS * 55L / 100);
    watch.followsRows(rows, 6);
  }

  @Test
  void rowsThatWaitForTheirPartitionsTurnAreNotDone() throws Exception {
    JobWatch watch =
        watch(
            "COPY t TO '"
                + folder
                + "/parts/' WITH PARTITION='bucket' AND RATE=40000 AND PAGESIZE=500");
    assertThat(watch.isTrue().last().rows()).isEqualTo(ROWS);
    // 444 of 700 directories have to wait until the others are written
    JobWatch.Sample read =
        watch.running().stream().filter(s -> s.rows() == ROWS).findFirst().orElseThrow();
    assertThat(read.percent()).isBetween(50.0, 90.0);
  }

  @Test
  void anExportThatGoesOnBeginsWithWhatIsThere() throws Exception {
    String copy = "COPY t TO '" + folder + "/resumed/' WITH RESUME=TRUE AND PAGESIZE=100 AND RATE=";
    JobWatch first = JobWatch.of(connection, other, copy + 3000, 6);
    assertThat(first.last().state()).isEqualTo("CANCELLED");
    assertThat(first.last().percent()).isLessThan(100);
    assertThat(first.last().error()).contains("goes on from its last checkpoint");

    // the same statement: what differs would be another export
    JobWatch second = JobWatch.of(connection, other, copy + 3000, 0).isTrue();

    JobWatch.Sample begun =
        second.running().stream().filter(s -> s.percent() > 0).findFirst().orElseThrow();
    assertThat(begun.percent()).isBetween(30.0, 90.0);
    assertThat(second.last().rows()).isEqualTo(ROWS);
    // the pace is that of this run
    assertThat(second.last().rowsPerSecond()).isLessThan(3_600);
    second.knowsItsEnd();
  }

  private Path fileOfManyRowGroups() throws SQLException {
    Path file = folder.resolve("many.parquet");
    Server.run(connection, "COPY t TO '" + file + "' WITH CHUNKSIZE=1000");
    return file;
  }

  @Test
  void anImportsPercentageIsThatOfItsRowsAndGoesOnWhereItWas() throws Exception {
    Path file = fileOfManyRowGroups();
    watch("COPY loaded FROM '" + file + "' WITH INGESTRATE=12000 AND CHUNKSIZE=250")
        .isTrue()
        .followsRows(ROWS, 3)
        .knowsItsEnd();

    String copy =
        "COPY resumed FROM '" + file + "' WITH RESUME=TRUE AND CHUNKSIZE=250 AND INGESTRATE=9000";
    JobWatch first = JobWatch.of(connection, other, copy, 2);
    assertThat(first.last().state()).isEqualTo("CANCELLED");
    assertThat(first.last().percent()).isBetween(10.0, 99.0);

    JobWatch second = JobWatch.of(connection, other, copy, 0).isTrue();

    JobWatch.Sample begun =
        second.running().stream().filter(s -> s.percent() > 0).findFirst().orElseThrow();
    assertThat(begun.percent()).isGreaterThan(3);
    assertThat(second.last().rows()).isEqualTo(ROWS);
    second.followsRowsOnceBegun(ROWS, 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY small TO 'DIR/empty.parquet'",
        "COPY small TO 'DIR/empty/'",
        "COPY one TO 'DIR/one.csv'",
        "COPY (SELECT * FROM t WHERE id = 1) TO 'DIR/query.parquet'",
        "COPY (SELECT * FROM t WHERE id = -1) TO 'DIR/nothing.parquet'",
      })
  void smallJobsEndWithAHundredToo(String copy) throws Exception {
    watch(copy.replace("DIR", folder.toString())).isTrue();
  }

  @Test
  void anImportOfNothingEndsWithAHundredToo() throws Exception {
    Server.run(connection, "COPY small TO '" + folder + "/empty.parquet'");
    watch("COPY small FROM '" + folder + "/empty.parquet'").isTrue();
  }
}
