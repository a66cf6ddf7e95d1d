package io.cassport.bench.task;

import io.cassport.bench.child.Child;
import io.cassport.bench.child.Parameters;
import io.cassport.bench.child.Sizes;
import io.cassport.bench.child.Task;
import io.cassport.bench.child.Work;
import io.cassport.copy.CopyControl;
import io.cassport.copy.CopyProgress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * The time from {@code execute("COPY … TO …")} to the moment when the job counts its first rows. It
 * counts a page when the page is encoded, so this is somewhat later than the first row read. The
 * COPY is then cancelled.
 */
public final class FirstRow implements Task {
  private static final int WARM_UPS = 10;
  private static final int TRIES = 21;
  private static final long LOOK_EVERY_NANOS = 100_000;

  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private Connection connection;
  private String copy;
  private Path written;

  /** The child JVM. */
  public static void main(String[] arguments) {
    Child.run(arguments, new FirstRow());
  }

  @Override
  public void prepare(Parameters parameters) throws SQLException {
    connection = DriverManager.getConnection(parameters.text("url"));
    copy = parameters.text("copy");
    written = parameters.path("written");
  }

  @Override
  public void warmUp() throws Exception {
    for (int i = 0; i < WARM_UPS; i++) {
      firstRows();
    }
  }

  @Override
  public Work run() throws Exception {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < TRIES; i++) {
      millis.add(firstRows());
    }
    Collections.sort(millis);
    return new Work(
        0, 0, 0, Map.of("millis", millis.get(TRIES / 2), "worstMillis", millis.get(TRIES - 1)));
  }

  private double firstRows() throws Exception {
    Sizes.delete(written);
    try (Statement statement = connection.createStatement()) {
      CopyControl control = statement.unwrap(CopyControl.class);
      long start = System.nanoTime();
      Future<SQLException> end = executor.submit(() -> execute(statement));
      while (rows(control) == 0 && !end.isDone()) {
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
      }
      double millis = (System.nanoTime() - start) / 1e6;
      boolean tooSmall = rows(control) == 0;
      statement.cancel();
      SQLException failed = end.get();
      if (tooSmall || (failed != null && !"57014".equals(failed.getSQLState()))) {
        throw new IllegalStateException("No first row of " + copy, failed);
      }
      return millis;
    }
  }

  private static long rows(CopyControl control) {
    CopyProgress progress = control.copyProgress();
    return progress == null ? 0 : progress.rows();
  }

  private SQLException execute(Statement statement) {
    try {
      statement.execute(copy);
      return null;
    } catch (SQLException e) {
      return e;
    }
  }

  @Override
  public void close() throws SQLException {
    executor.shutdownNow();
    connection.close();
  }
}
