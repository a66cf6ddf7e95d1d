package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cassport.copy.CopyControl;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export whose table is altered between two of its pages. */
final class AlteredExportIT {
  private static final int ROWS = 3_000;

  @TempDir private Path folder;

  private static void fill(Connection connection) throws SQLException {
    Server.run(connection, "CREATE TABLE t (id int PRIMARY KEY, v text)");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO t (id, v) VALUES (?, 'v')")) {
      for (int i = 0; i < ROWS; i++) {
        insert.setInt(1, i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  @Test
  void aColumnThatIsDroppedAndMadeAnewEndsItAlthoughNoPageFails() throws Exception {
    Server.makeKeyspace("altered_export");
    try (StallingProxy proxy = new StallingProxy();
        Connection other = Server.connect("altered_export");
        Connection connection = DriverManager.getConnection(proxy.url("altered_export", ""));
        Statement statement = connection.createStatement()) {
      fill(other);
      CountDownLatch begun = new CountDownLatch(1);
      statement
          .unwrap(CopyControl.class)
          .setCopyListener(
              progress -> {
                if (progress.rows() > 0 && begun.getCount() > 0) {
                  proxy.stall();
                  begun.countDown();
                }
              });
      Thread altering =
          new Thread(
              () -> {
                try {
                  begun.await();
                  Server.run(other, "ALTER TABLE t DROP v", "ALTER TABLE t ADD v text");
                  proxy.resume();
                } catch (SQLException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      altering.start();
      Path target = folder.resolve("t.parquet");
      assertThatThrownBy(
              () -> statement.execute("COPY t TO '" + target + "' WITH RATE=1000 AND PAGESIZE=100"))
          .hasMessageContaining("the column v was dropped while it was exported")
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42S22"));
      altering.join();
      assertThat(folder).isEmptyDirectory();
    }
  }
}
