package io.cassport.jdbc;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads that do what applications do, and what they do to each other, all at once: they read,
 * copy and capture, and cancel and close what others use. What they do follows from a seed; when
 * they do it does not.
 */
final class Turmoil {
  private static final long LONGEST_STEP = TimeUnit.SECONDS.toNanos(60);

  /** Gives threads their connections, and new ones for those that were closed. */
  interface Connections extends AutoCloseable {
    Connection of(int thread) throws SQLException;

    /** Takes a connection away from whoever uses it, and closes it. */
    void closeOf(int thread) throws SQLException;

    @Override
    void close() throws SQLException;
  }

  private final Connections connections;
  private final Path directory;
  private final long seed;
  private final Map<String, AtomicLong> tried = new ConcurrentSkipListMap<>();
  private final Map<String, AtomicLong> states = new ConcurrentSkipListMap<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Map<Path, Boolean> targets = new ConcurrentHashMap<>();
  private final Set<Integer> loaded = ConcurrentHashMap.newKeySet();
  private final Statement[] current;
  private final AtomicLong[] since;
  private final Thread[] threads;
  private volatile boolean over;

  Turmoil(Connections connections, Path directory, int threads, long seed) {
    this.connections = connections;
    this.directory = directory;
    this.seed = seed;
    this.threads = new Thread[threads];
    this.current = new Statement[threads];
    this.since = new AtomicLong[threads];
  }

  /** How often each step was tried. */
  Map<String, AtomicLong> tried() {
    return tried;
  }

  /** How often each SQLState came of a step, and "ok". */
  Map<String, AtomicLong> states() {
    return states;
  }

  /** What must not have happened, at most some of it. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Where exports went, and whether they said that all went well. */
  Map<Path, Boolean> targets() {
    return targets;
  }

  /** The tables that have all rows, because an import said so. */
  Set<Integer> loaded() {
    return loaded;
  }

  /** Goes on for a time; throws when a thread does not come to its end. */
  void run(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    for (int i = 0; i < threads.length; i++) {
      int number = i;
      since[i] = new AtomicLong(System.nanoTime());
      threads[i] = new Thread(() -> act(number), "turmoil-" + i);
      threads[i].start();
    }
    while (System.nanoTime() < end && failures.isEmpty()) {
      checkNobodyIsStuck();
      TimeUnit.MILLISECONDS.sleep(100);
    }
    over = true;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        checkNobodyIsStuck();
        thread.join(100);
      }
    }
  }

  private void checkNobodyIsStuck() {
    ThreadMXBean beans = ManagementFactory.getThreadMXBean();
    long[] locked = beans.findDeadlockedThreads();
    for (int i = 0; i < threads.length; i++) {
      boolean stuck = System.nanoTime() - since[i].get() > LONGEST_STEP && threads[i].isAlive();
      if (stuck || locked != null) {
        over = true;
        throw new AssertionError(
            (locked == null ? "thread turmoil-" + i + " does not come back" : "deadlock")
                + "\n"
                + dump(beans));
      }
    }
  }

  private static String dump(ThreadMXBean beans) {
    StringBuilder text = new StringBuilder();
    for (ThreadInfo info : beans.dumpAllThreads(true, true, 40)) {
      text.append(info); // eight frames, and the locks
      for (StackTraceElement frame : info.getStackTrace()) {
        if (frame.getClassName().startsWith("io.cassport")) {
          text.append("    … ").append(frame).append('\n');
        }
      }
    }
    return text.toString();
  }

  private void act(int thread) {
    Random random = new Random(seed * 1_000 + thread);
    TurmoilSteps steps = new TurmoilSteps(directory, thread, random, targets, loaded);
    while (!over) {
      since[thread].set(System.nanoTime());
      int choice = random.nextInt(100);
      String step = stepOf(choice);
      tried.computeIfAbsent(step, key -> new AtomicLong()).incrementAndGet();
      try {
        if (choice < 70) {
          work(step, thread, steps);
        } else {
          disturb(step, random.nextInt(threads.length));
        }
        count("ok");
      } catch (SQLException e) {
        count(String.valueOf(e.getSQLState()));
        if (!TurmoilSteps.isAllowed(e)) {
          failed(step, e);
        }
      } catch (RuntimeException | Error e) {
        failed(step, e);
      }
    }
    since[thread].set(Long.MAX_VALUE);
  }

  private static String stepOf(int choice) {
    int[] until = {25, 35, 50, 60, 68, 70, 84, 95, 98, 100};
    String[] names = {
      "SELECT",
      "prepared",
      "COPY TO",
      "COPY FROM",
      "CAPTURE",
      "metadata",
      "cancel",
      "close statement",
      "close connection",
      "CANCEL COPY"
    };
    int index = 0;
    while (choice >= until[index]) {
      index++;
    }
    return names[index];
  }

  private void work(String step, int thread, TurmoilSteps steps) throws SQLException {
    Connection connection = connections.of(thread);
    try (Statement statement = connection.createStatement()) {
      synchronized (current) {
        current[thread] = statement;
      }
      steps.run(step, connection, statement);
    }
  }

  private void disturb(String step, int victim) throws SQLException {
    Statement statement;
    synchronized (current) {
      statement = current[victim];
    }
    switch (step) {
      case "cancel" -> {
        if (statement != null) {
          statement.cancel();
        }
      }
      case "close statement" -> {
        if (statement != null) {
          statement.close();
        }
      }
      case "close connection" -> connections.closeOf(victim);
      default -> TurmoilSteps.cancelSomeCopy(connections.of(victim));
    }
    pause();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(20));
    } catch (InterruptedException e) {
      throw new IllegalStateException("an interrupt was left in the thread", e);
    }
  }

  private void count(String state) {
    states.computeIfAbsent(state, key -> new AtomicLong()).incrementAndGet();
  }

  private void failed(String step, Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    if (failures.size() < 5) {
      failures.add(step + ": " + text);
    }
  }

  /** One connection that all threads use. */
  static Connections shared(String url) {
    return new SharedConnection(url);
  }

  /** A connection for each thread, on three sessions. */
  static Connections own(String url, int threads) {
    return new OwnConnections(url, threads);
  }

  private static final class SharedConnection implements Connections {
    private final String url;
    private Connection connection;

    SharedConnection(String url) {
      this.url = url;
    }

    @Override
    public synchronized Connection of(int thread) throws SQLException {
      if (connection == null || connection.isClosed()) {
        connection = DriverManager.getConnection(url);
      }
      return connection;
    }

    @Override
    public void closeOf(int thread) throws SQLException {
      Connection closing;
      synchronized (this) {
        closing = connection;
        connection = null;
      }
      if (closing != null) {
        closing.close();
      }
    }

    @Override
    public void close() throws SQLException {
      closeOf(0);
    }
  }

  private static final class OwnConnections implements Connections {
    private final SharedConnection[] all;

    OwnConnections(String url, int threads) {
      all = new SharedConnection[threads];
      for (int i = 0; i < threads; i++) {
        all[i] = new SharedConnection(url + "?applicationName=turmoil" + i % 3);
      }
    }

    @Override
    public Connection of(int thread) throws SQLException {
      return all[thread].of(thread);
    }

    @Override
    public void closeOf(int thread) throws SQLException {
      all[thread].closeOf(thread);
    }

    @Override
    public void close() throws SQLException {
      Closing closing = new Closing();
      for (SharedConnection each : all) {
        closing.and(each::close);
      }
      closing.end();
    }
  }

  /** What of the directory nobody asked for. */
  List<Path> leftovers() throws IOException {
    return Holdings.hiddenBelow(directory);
  }

  /** The targets that are there, those first whose export said that it failed. */
  List<Path> present() {
    List<Path> there = new ArrayList<>();
    targets.forEach(
        (path, well) -> {
          if (Files.exists(path)) {
            there.add(well ? there.size() : 0, path);
          } else if (well) {
            throw new UncheckedIOException(new IOException(path + " is not there"));
          }
        });
    return there;
  }
}
