package io.cassport.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.jdbc.faults.RunningCopy.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * COPY after COPY, so that whenever a harm is done, however long it takes, one is in its middle.
 * Each is examined when it has ended.
 */
final class CopyLoop {
  /** A harm is done after this part of the rows, in percent, and before that one. */
  private static final int EARLIEST = 10;

  private static final int LATEST = 80;

  private final Connection connection;
  private final Work work;
  private final FutureTask<Void> task;
  private final List<String> harms = new ArrayList<>();
  private volatile boolean ending;
  private volatile RunningCopy current;
  private int harmed;

  /** The statements of a loop. */
  interface Work {
    /** The statement with a number, after what it needs was made. */
    String begin(int number) throws Exception;

    /**
     * Looks at what came of it.
     *
     * @param harms that were done while it ran, or begun before and not ended
     */
    void examine(int number, Outcome outcome, List<String> harms) throws Exception;
  }

  CopyLoop(Connection connection, Work work) {
    this.connection = connection;
    this.work = work;
    this.task = new FutureTask<>((Callable<Void>) this::run);
    Thread thread = new Thread(task, "copy-loop");
    thread.setDaemon(true);
    thread.start();
  }

  private Void run() throws Exception {
    for (int number = 1; !ending; number++) {
      RunningCopy copy = RunningCopy.start(connection, work.begin(number));
      current = copy;
      Outcome outcome = copy.end();
      List<String> done;
      synchronized (harms) {
        done = List.copyOf(harms);
        harms.clear();
        harmed += done.isEmpty() ? 0 : 1;
      }
      work.examine(number, outcome, done);
    }
    return null;
  }

  /** Waits until a COPY of each loop is in its middle. */
  static List<RunningCopy> awaitMiddle(List<CopyLoop> loops) throws Exception {
    while (true) {
      List<RunningCopy> copies = new ArrayList<>();
      for (CopyLoop loop : loops) {
        loop.check();
        RunningCopy copy = loop.current;
        if (copy != null && copy.isRunning() && isMiddle(copy)) {
          copies.add(copy);
        }
      }
      if (copies.size() == loops.size()) {
        return copies;
      }
      ThreeNodes.pause(20);
    }
  }

  private static boolean isMiddle(RunningCopy copy) throws SQLException {
    long percent = 100 * copy.rows() / KnownRows.count();
    return percent >= EARLIEST && percent <= LATEST;
  }

  /** Notes a harm to a COPY, which must be running still. */
  void harm(RunningCopy copy, String harm) {
    synchronized (harms) {
      assertThat(copy.isRunning()).as("%s fell in the middle of %s", harm, copy.text()).isTrue();
      harms.add(harm);
    }
  }

  private void check() throws Exception {
    if (task.isDone()) {
      harmed();
      throw new IllegalStateException("the loop has ended");
    }
  }

  /** Lets the running COPY be the last. */
  void end() {
    ending = true;
  }

  /** Waits for the last; how many were harmed. Throws what was wrong with any. */
  int harmed() throws Exception {
    try {
      task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) e.getCause();
    }
    return harmed;
  }
}
