package io.cassport.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this JVM holds at one moment that has to be given back.
 *
 * @param threads by name, without numbers
 * @param handles by kind; empty where the system does not tell
 * @param sessions of the driver
 * @param clients that the server knows
 * @param jobs of COPY that run
 */
record Holdings(
    Map<String, Long> threads, Map<String, Long> handles, int sessions, long clients, int jobs) {
  private static final Path HANDLES = Path.of("/proc/self/fd");

  /** Threads that the JVM and its libraries make and end as they like. */
  private static final List<String> OF_THE_JVM =
      List.of(
          "ForkJoinPool",
          "process reaper",
          "Attach Listener",
          "Common-Cleaner",
          "globalEventExecutor",
          "RMI ",
          "JMX ",
          "surefire",
          "Java2D");

  static Holdings of(Connection monitor) throws SQLException, IOException {
    return new Holdings(
        threadsNow(),
        handlesNow(),
        SessionRegistry.SHARED.size(),
        clients(monitor),
        runningJobs(monitor));
  }

  /** Looks until nothing is held that was not before, or the time is over. */
  static Holdings settled(Connection monitor, Holdings before) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    Holdings now = of(monitor);
    while (!now.moreThan(before).isEmpty() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(200);
      now = of(monitor);
    }
    return now;
  }

  private static Map<String, Long> threadsNow() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(thread -> thread.getName().replaceAll("\\d+", "#"))
        .filter(name -> OF_THE_JVM.stream().noneMatch(name::startsWith))
        .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
  }

  private static Map<String, Long> handlesNow() throws IOException {
    if (!Files.isDirectory(HANDLES)) {
      return Map.of();
    }
    Map<String, Long> found = new TreeMap<>();
    try (Stream<Path> entries = Files.list(HANDLES)) {
      for (Path entry : entries.toList()) {
        try {
          String target = Files.readSymbolicLink(entry).toString();
          if (!isLoaded(target)) {
            found.merge(target.replaceAll("\\[\\d+\\]", ""), 1L, Long::sum);
          }
        } catch (IOException e) {
          // closed since it was listed, as that of the listing itself
        }
      }
    }
    return found;
  }

  /** What class loading opens when a class is first used. */
  private static boolean isLoaded(String target) {
    return target.endsWith(".jar") || target.endsWith("/modules") || target.startsWith("/proc/");
  }

  private static long clients(Connection monitor) throws SQLException {
    try (Statement statement = monitor.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM system_views.clients")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static int runningJobs(Connection monitor) throws SQLException {
    int running = 0;
    try (Statement statement = monitor.createStatement();
        ResultSet rows = statement.executeQuery("SHOW COPY JOBS")) {
      while (rows.next()) {
        running += rows.getString("state").equals("RUNNING") ? 1 : 0;
      }
    }
    return running;
  }

  /** What is held now and was not before, by name; empty when nothing is. */
  Map<String, Long> moreThan(Holdings before) {
    Map<String, Long> more = new TreeMap<>();
    threads.forEach((name, count) -> add(more, "thread " + name, count, before.threads.get(name)));
    handles.forEach((name, count) -> add(more, "handle " + name, count, before.handles.get(name)));
    add(more, "sessions", (long) sessions, (long) before.sessions);
    add(more, "clients of the server", clients, before.clients);
    add(more, "running jobs", (long) jobs, (long) before.jobs);
    return more;
  }

  private static void add(Map<String, Long> more, String what, Long now, Long before) {
    long added = now - (before == null ? 0 : before);
    if (added > 0) {
      more.put(what, added);
    }
  }

  /** Files below a directory that are not what somebody asked for: hidden ones. */
  static List<Path> hiddenBelow(Path directory) throws IOException {
    BiPredicate<Path, BasicFileAttributes> hidden =
        (path, attributes) ->
            !path.equals(directory) && path.getFileName().toString().startsWith(".");
    try (Stream<Path> found = Files.find(directory, Integer.MAX_VALUE, hidden)) {
      return found.toList();
    }
  }
}
