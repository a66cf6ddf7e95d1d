package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cassport.copy.CopyJobsMXBean;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The MBean of the jobs, also when the driver is loaded more than once. */
final class CopyJobsBeanIT {
  private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();
  @TempDir private static Path folder;

  @BeforeAll
  static void fill() throws SQLException {
    Server.makeKeyspace("jobsbean");
    try (Connection connection = Server.connect("jobsbean")) {
      Server.run(connection, "CREATE TABLE t (id int PRIMARY KEY, v text)");
      for (int i = 0; i < 50; i++) {
        Server.run(connection, "INSERT INTO t (id, v) VALUES (" + i + ", 'x')");
      }
    }
  }

  private static Set<ObjectName> names() throws Exception {
    return JMX.queryNames(new ObjectName(CopyJobsMXBean.NAME + ",*"), null);
  }

  /** What a connection has registered that was not there before. */
  private static ObjectName added(Set<ObjectName> before) throws Exception {
    Set<ObjectName> more = new HashSet<>(names());
    more.removeAll(before);
    assertThat(more).hasSize(1);
    return more.iterator().next();
  }

  private static List<CompositeData> jobs(ObjectName name) throws Exception {
    return List.of((CompositeData[]) JMX.getAttribute(name, "Jobs"));
  }

  /** The jar in a loader of its own, with nothing else but the class that uses it. */
  private static URLClassLoader loader() throws Exception {
    URL jar = new File(System.getProperty("shaded.jar")).toURI().toURL();
    String own = "io/cassport/jdbc/LoadedDriver.class";
    Path classes =
        Path.of(CopyJobsBeanIT.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path copied = folder.resolve("classes");
    Files.createDirectories(copied.resolve(own).getParent());
    Files.copy(classes.resolve(own), copied.resolve(own), StandardCopyOption.REPLACE_EXISTING);
    URL[] urls = {jar, copied.toUri().toURL()};
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  @SuppressWarnings("unchecked") // made by reflection: the loader's class is not ours
  private static Callable<Connection> driver(ClassLoader loader) throws Exception {
    return (Callable<Connection>)
        loader
            .loadClass(LoadedDriver.class.getName())
            .getConstructor(String.class)
            .newInstance(Server.url("jobsbean", ""));
  }

  @Test
  void showsWhatShowCopyJobsShowsAndCancels() throws Exception {
    try (URLClassLoader loader = loader()) {
      Set<ObjectName> before = names();
      Callable<Connection> driver = driver(loader);
      try (Connection connection = driver.call();
          Statement statement = connection.createStatement()) {
        ObjectName name = added(before);
        assertThat(jobs(name)).isEmpty();
        statement.execute("COPY t TO '" + folder + "/bean.parquet'");
        String slow = "COPY t TO '" + folder + "/slow.parquet' WITH RATE=10 AND PAGESIZE=1";
        CompletableFuture<String> cancelled =
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    statement.execute(slow);
                    return "not cancelled";
                  } catch (SQLException e) {
                    return e.getSQLState();
                  }
                });
        while (jobs(name).size() < 2) {
          TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(JMX.getAttribute(name, "Running")).isEqualTo(1);
        CompositeData running = jobs(name).get(1);
        assertThat(running.get("statement")).isEqualTo(slow);
        assertThat(running.get("state")).isEqualTo("RUNNING");
        assertThat(running.get("ended")).isNull();
        JMX.invoke(name, "cancel", new Object[] {running.get("jobId")}, new String[] {"long"});
        assertThat(cancelled.get(10, TimeUnit.SECONDS)).isEqualTo("57014");

        assertThat(JMX.getAttribute(name, "Running")).isEqualTo(0);
        sameAsTheStatementSays(statement, jobs(name));
        assertThatThrownBy(
                () -> JMX.invoke(name, "cancel", new Object[] {77L}, new String[] {"long"}))
            .hasRootCauseInstanceOf(IllegalArgumentException.class)
            .hasRootCauseMessage("there is no COPY job '77'; SHOW COPY JOBS lists them");
      }
      assertThat(names()).isEqualTo(before);
      ((AutoCloseable) driver).close();
    }
  }

  private static void sameAsTheStatementSays(Statement statement, List<CompositeData> jobs)
      throws SQLException {
    List<List<Object>> shown = new ArrayList<>();
    List<List<Object>> said = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery("SHOW COPY JOBS")) {
      while (rows.next()) {
        said.add(
            Arrays.asList(
                rows.getLong("job_id"),
                rows.getString("state"),
                rows.getLong("rows"),
                rows.getLong("bytes"),
                rows.getLong("retries"),
                rows.getTimestamp("started").toInstant().toEpochMilli(),
                rows.getTimestamp("ended").toInstant().toEpochMilli(),
                rows.getString("error")));
      }
    }
    for (CompositeData job : jobs) {
      shown.add(
          Arrays.asList(
              job.get("jobId"),
              job.get("state"),
              job.get("rows"),
              job.get("bytes"),
              job.get("retries"),
              ((Date) job.get("started")).toInstant().toEpochMilli(),
              ((Date) job.get("ended")).toInstant().toEpochMilli(),
              job.get("error")));
    }
    assertThat(shown).isEqualTo(said).hasSize(2);
  }

  @Test
  void eachLoaderHasItsOwnNameAndTakesItAway() throws Exception {
    Set<ObjectName> before = names();
    try (URLClassLoader one = loader();
        URLClassLoader two = loader()) {
      Callable<Connection> first = driver(one);
      Callable<Connection> second = driver(two);
      assertThat(names()).as("loaded, not used").isEqualTo(before);
      try (Connection ofFirst = first.call()) {
        ObjectName nameOfFirst = added(before);
        try (Connection ofSecond = second.call();
            Connection another = second.call()) {
          Set<ObjectName> both = new HashSet<>(before);
          both.add(nameOfFirst);
          ObjectName nameOfSecond = added(both);
          try (Statement statement = another.createStatement()) {
            statement.execute("COPY t TO '" + folder + "/second.parquet'");
          }
          assertThat(jobs(nameOfFirst)).isEmpty();
          assertThat(jobs(nameOfSecond)).hasSize(1);
          assertThat(ofSecond.isValid(1)).isTrue();
        }
        assertThat(names()).hasSize(before.size() + 1).contains(nameOfFirst);
        assertThat(ofFirst.isValid(1)).isTrue();
      }
      assertThat(names()).isEqualTo(before);
      ((AutoCloseable) first).close();
      ((AutoCloseable) second).close();
    }
  }
}
