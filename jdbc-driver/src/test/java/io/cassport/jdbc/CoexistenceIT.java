package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.embedded.TestServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The one jar beside another driver that takes {@code jdbc:cassandra:} too. */
final class CoexistenceIT {
  private static final String OURS = "io.cassport.jdbc.CassportDriver";
  private static final String OTHER = "com.ing.data.cassandra.jdbc.CassandraDriver";

  /** Our jar and the other driver's, in the order of a class path. */
  private static URL[] classPath() throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(new File(System.getProperty("shaded.jar")).toURI().toURL());
    try (InputStream in = CoexistenceIT.class.getResourceAsStream("/other-driver.classpath")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String jar : text.lines().toList()) {
        urls.add(Path.of(jar).toUri().toURL());
      }
    }
    return urls.toArray(new URL[0]);
  }

  private static Map<String, Driver> drivers(ClassLoader loader) {
    Map<String, Driver> drivers = new HashMap<>();
    for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
      if (driver.getClass().getClassLoader() == loader) {
        drivers.put(driver.getClass().getName(), driver);
      }
    }
    return drivers;
  }

  private static String version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT release_version FROM system.local")) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  @Test
  @DisplayName("peers 15: both drivers work on one class path, each by its own prefix")
  void peers15_besideAnotherDriver() throws Exception {
    TestServer server = TestServer.get();
    String address = "//" + server.host() + ":" + server.port() + "/system";
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      Map<String, Driver> drivers = drivers(loader);
      assertThat(drivers).containsOnlyKeys(OURS, OTHER);
      Driver ours = drivers.get(OURS);
      Driver other = drivers.get(OTHER);
      assertThat(other.connect("jdbc:cassport:" + address, new Properties())).isNull();
      assertThat(ours.connect("jdbc:cassandra:Server=h;Port=9042", new Properties())).isNull();
      String otherUrl = "jdbc:cassandra:" + address + "?localdatacenter=datacenter1";
      try (Connection one = ours.connect("jdbc:cassport:" + address, new Properties());
          Connection two = other.connect(otherUrl, new Properties());
          Connection same = ours.connect(otherUrl, new Properties())) {
        assertThat(version(one)).isEqualTo(version(two)).isEqualTo(version(same));
        assertThat(one.getMetaData().getDriverName()).isEqualTo("Cassport");
        assertThat(two.getMetaData().getDriverName()).isNotEqualTo("Cassport");
      }
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }
}
