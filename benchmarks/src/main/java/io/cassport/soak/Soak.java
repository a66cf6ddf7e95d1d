package io.cassport.soak;

import io.cassport.embedded.EmbeddedCassandra;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line: {@code ./soak} starts it. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Exports, loads, captures, reads and cancels for a long time, and looks each minute, while",
      "nothing runs, at memory, handles, threads and sessions. Ends with 0 when all results were",
      "right and nothing has grown."
    })
public final class Soak implements Callable<Integer> {
  private static final int SAMPLES_AT_LEAST = 12;

  @Option(
      names = "--minutes",
      defaultValue = "60",
      description = "How long it takes; ${DEFAULT-VALUE}.")
  private int minutes;

  @Option(
      names = "--rows",
      defaultValue = "50000",
      description = "Rows of the table; ${DEFAULT-VALUE}.")
  private int rows;

  @Option(
      names = "--workers",
      defaultValue = "3",
      description = "Connections at work at once; ${DEFAULT-VALUE}.")
  private int workers;

  @Option(
      names = "--work",
      defaultValue = "target/soak",
      description = "The directory of files; ${DEFAULT-VALUE}.")
  private Path work;

  @Option(
      names = "--server-heap",
      defaultValue = "1g",
      description = "-Xmx of Cassandra; ${DEFAULT-VALUE}.")
  private String serverHeap;

  private final ReadWriteLock atWork = new ReentrantReadWriteLock(true);
  private final AtomicLong rounds = new AtomicLong();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean over;

  /** Ends with 0 when nothing has grown. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Soak()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path directory = Files.createDirectories(work.toAbsolutePath());
    try (EmbeddedCassandra server = EmbeddedCassandra.builder().heap(serverHeap).start()) {
      InetSocketAddress address = server.contactPoint();
      String url =
          "jdbc:cassport://" + address.getAddress().getHostAddress() + ":" + address.getPort();
      fill(url);
      return soak(url + "/soak", directory);
    }
  }

  private void fill(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE KEYSPACE soak WITH replication ="
              + " {'class': 'SimpleStrategy', 'replication_factor': 1}");
      List<String> tables = new ArrayList<>(List.of("t"));
      for (int i = 0; i < workers; i++) {
        tables.add(Steps.table(i));
      }
      for (String table : tables) {
        statement.execute(
            "CREATE TABLE soak."
                + table
                + " (id bigint PRIMARY KEY, bucket int, at timestamp, v text, l list<int>)");
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO soak.t (id, bucket, at, v, l)"
                  + " VALUES (?, ?, '2026-01-01', ?, [1, 2, 3])")) {
        for (int i = 0; i < rows; i++) {
          insert.setLong(1, i);
          insert.setInt(2, i % 20);
          insert.setString(3, "a text of some length, number " + i);
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  private int soak(String url, Path directory) throws Exception {
    Path source = directory.resolve("source");
    Path targets = Files.createDirectories(directory.resolve("targets"));
    List<Sample> samples = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    try (Connection monitor = DriverManager.getConnection(url);
        Statement statement = monitor.createStatement()) {
      statement.execute(
          "COPY t TO '" + source + "/' WITH OVERWRITE=TRUE AND MAX_FILE_SIZE='500KB'");
      for (int i = 0; i < workers; i++) {
        Path own = Files.createDirectories(targets.resolve("worker" + i));
        Steps steps = new Steps(url, own, source, rows, i);
        Thread thread = new Thread(() -> work(url, steps), "soak-worker-" + i);
        thread.start();
        threads.add(thread);
      }
      sample(monitor, targets, samples);
      over = true;
      for (Thread thread : threads) {
        thread.join();
      }
    } finally {
      over = true;
    }
    return judge(samples);
  }

  /** One step after the other; between two of them the samples are taken. */
  private void work(String url, Steps steps) {
    try (Connection connection = DriverManager.getConnection(url)) {
      while (!over && failure.get() == null) {
        atWork.readLock().lock();
        try {
          steps.step(connection);
          rounds.incrementAndGet();
        } finally {
          atWork.readLock().unlock();
        }
      }
    } catch (SQLException | IOException | RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    }
  }

  private void sample(Connection monitor, Path targets, List<Sample> samples)
      throws IOException, SQLException, InterruptedException {
    System.out.println(Sample.heading());
    long start = System.nanoTime();
    long whole = Duration.ofMinutes(minutes).toNanos();
    long pause = Math.min(Duration.ofMinutes(1).toNanos(), whole / SAMPLES_AT_LEAST);
    for (long due = pause; due <= whole && failure.get() == null; due += pause) {
      while (System.nanoTime() - start < due && failure.get() == null) {
        Thread.sleep(200);
      }
      atWork.writeLock().lock();
      try {
        double minute = (System.nanoTime() - start) / 60e9;
        Sample sample = Sample.take(minute, monitor, targets, rounds.get());
        samples.add(sample);
        System.out.println(sample.line());
      } finally {
        atWork.writeLock().unlock();
      }
    }
  }

  private int judge(List<Sample> samples) {
    if (failure.get() != null) {
      System.out.println("A step went wrong:");
      failure.get().printStackTrace(System.out);
      return 1;
    }
    Verdict verdict = Verdict.of(samples);
    verdict.growths().forEach(System.out::println);
    System.out.println(
        verdict.isFlat()
            ? "Flat: " + rounds.get() + " steps, all of them right"
            : "Not flat after " + rounds.get() + " steps");
    return verdict.isFlat() ? 0 : 1;
  }
}
