package io.cassport.jdbc.faults;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An application that goes on writing: new rows in old partitions and in new ones, and known rows
 * once more as they are.
 */
final class LaterWrites implements AutoCloseable {
  private static final int KEYS = 1_000;

  private final Thread thread = new Thread(this::write, "later-writes");
  private final Connection connection;
  private final String table;
  private volatile boolean ending;
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong written = new AtomicLong();

  LaterWrites(String keyspace, String table) throws SQLException {
    this.connection = ThreeNodes.connect(keyspace);
    this.table = table;
    thread.setDaemon(true);
    thread.start();
  }

  private void write() {
    Random random = new Random(7);
    int partitions = KnownRows.partitions();
    while (!ending) {
      int p = random.nextInt(partitions + partitions / 10);
      int c = KnownRows.CLUSTERINGS + random.nextInt(KEYS);
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO " + table + " (p, c, n, v) VALUES (?, ?, ?, ?)")) {
        insert(insert, p, c);
        insert(insert, p % partitions, c % KnownRows.CLUSTERINGS);
        written.incrementAndGet();
        ThreeNodes.pause(5);
      } catch (SQLException e) {
        failed.incrementAndGet(); // with a node down; nobody says that these rows are there
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void insert(PreparedStatement insert, int p, int c) throws SQLException {
    insert.setInt(1, p);
    insert.setInt(2, c);
    insert.setLong(3, KnownRows.number(p, c));
    insert.setString(4, KnownRows.text(p, c));
    insert.executeUpdate();
  }

  long written() {
    return written.get();
  }

  @Override
  public void close() throws SQLException {
    ending = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
