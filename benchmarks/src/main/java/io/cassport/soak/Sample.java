package io.cassport.soak;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/**
 * What this JVM holds while nothing runs in it.
 *
 * @param minute since the beginning
 * @param heap bytes after collections
 * @param direct bytes of direct buffers
 * @param resident bytes of the process in memory, or 0 where the system does not tell
 * @param handles open files and sockets, or 0 where the system does not tell
 * @param threads alive
 * @param sessions connections that the server knows
 * @param files left in the directories of exports
 * @param rounds steps done since the beginning
 */
record Sample(
    double minute,
    long heap,
    long direct,
    long resident,
    long handles,
    long threads,
    long sessions,
    long files,
    long rounds) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path HANDLES = Path.of("/proc/self/fd");
  private static final int COLLECTIONS = 3;
  private static final long PAUSE_MILLIS = 300;

  /** Takes one; netty ends some of its threads a second after their last work. */
  static Sample take(double minute, Connection monitor, Path directory, long rounds)
      throws IOException, SQLException, InterruptedException {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      Thread.sleep(PAUSE_MILLIS);
    }
    return new Sample(
        minute,
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum(),
        residentNow(),
        count(HANDLES, 1),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        clients(monitor),
        count(directory, Integer.MAX_VALUE),
        rounds);
  }

  private static long residentNow() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .sum();
    }
  }

  private static long count(Path directory, int depth) throws IOException {
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    try (Stream<Path> found = Files.walk(directory, depth)) {
      return found.filter(path -> !path.equals(directory)).count();
    }
  }

  private static long clients(Connection monitor) throws SQLException {
    try (Statement statement = monitor.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM system_views.clients")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** The names of {@link #line()}'s columns. */
  static String heading() {
    return "%7s %9s %9s %9s %8s %8s %9s %6s %8s"
        .formatted(
            "minute",
            "heap MB",
            "direct MB",
            "RSS MB",
            "handles",
            "threads",
            "sessions",
            "files",
            "rounds");
  }

  /** One line of a table. */
  String line() {
    return "%7.1f %9.1f %9.1f %9.1f %8d %8d %9d %6d %8d"
        .formatted(
            minute,
            heap / 1e6,
            direct / 1e6,
            resident / 1e6,
            handles,
            threads,
            sessions,
            files,
            rounds);
  }
}
