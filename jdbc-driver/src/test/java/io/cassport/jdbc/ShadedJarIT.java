package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.embedded.TestServer;
import java.io.File;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar alone, in a class loader of its own, as tools load drivers. */
final class ShadedJarIT {
  private static final File JAR = new File(System.getProperty("shaded.jar"));
  @TempDir private Path directory;

  @BeforeAll
  static void makeKeyspace() throws SQLException {
    Server.makeKeyspace("shaded");
  }

  @Test
  void connectsSelectsAndCopiesWithoutAnyOtherClass() throws Exception {
    Path file = directory.resolve("t.parquet");
    ClassLoader parent = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {JAR.toURI().toURL()}, parent)) {
      List<Driver> drivers = new ArrayList<>();
      ServiceLoader.load(Driver.class, loader).forEach(drivers::add);
      drivers.removeIf(driver -> driver.getClass().getClassLoader() != loader);
      assertThat(drivers).hasSize(1);
      for (String compression : List.of("SNAPPY", "ZSTD", "GZIP", "LZ4", "NONE")) {
        try (Connection connection =
                drivers.get(0).connect(Server.url("shaded", ""), new Properties());
            Statement statement = connection.createStatement()) {
          statement.execute("CREATE TABLE IF NOT EXISTS t (id int PRIMARY KEY, v text)");
          statement.execute("TRUNCATE t");
          statement.execute("INSERT INTO t (id, v) VALUES (1, 'one')");
          String copy =
              "COPY t TO '" + file + "' WITH OVERWRITE=TRUE AND COMPRESSION=" + compression;
          assertThat(statement.executeUpdate(copy)).as(compression).isEqualTo(1);
          statement.execute("TRUNCATE t");
          assertThat(statement.executeUpdate("COPY t FROM '" + file + "'")).isEqualTo(1);
          try (ResultSet rows = statement.executeQuery("SELECT v FROM t")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("one");
          }
          assertThat(connection.getMetaData().getTables(null, "shaded", "t", null).next()).isTrue();
        }
      }
    }
    assertThat(Files.size(file)).isPositive();
  }

  @Test
  @DisplayName("L-02: one public driver with a public constructor, found by name, service and URL")
  void l02_hasOneDriver() throws Exception {
    ClassLoader parent = ClassLoader.getPlatformClassLoader();
    List<String> drivers = new ArrayList<>();
    try (JarFile jar = new JarFile(JAR);
        URLClassLoader loader = new URLClassLoader(new URL[] {JAR.toURI().toURL()}, parent)) {
      List<String> names =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.startsWith("io/cassport/") && name.endsWith(".class"))
              .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
              .toList();
      for (String name : names) {
        if (isDriver(loader, name)) {
          drivers.add(name);
        }
      }
      assertThat(drivers).containsExactly("io.cassport.jdbc.CassportDriver");
      Class<?> driver = loader.loadClass(drivers.get(0));
      assertThat(Modifier.isPublic(driver.getModifiers())).isTrue();
      assertThat(driver.getEnclosingClass()).isNull();
      assertThat(driver.getConstructor().newInstance()).isInstanceOf(Driver.class);
      try (InputStream service =
          jar.getInputStream(jar.getEntry("META-INF/services/java.sql.Driver"))) {
        assertThat(new String(service.readAllBytes(), StandardCharsets.UTF_8).strip())
            .isEqualTo(drivers.get(0));
      }
      assertThat(DriverManager.getDriver("jdbc:cassport://h")).isInstanceOf(CassportDriver.class);
    }
  }

  /** Classes that cannot be loaded want what is optional: no drivers. */
  private static boolean isDriver(ClassLoader loader, String name) throws ClassNotFoundException {
    try {
      Class<?> type = loader.loadClass(name);
      return Driver.class.isAssignableFrom(type) && !type.isInterface();
    } catch (LinkageError e) {
      return false;
    }
  }

  @Test
  void readsTheApplicationConfOfTheClassPath() throws Exception {
    TestServer server = TestServer.get();
    Files.writeString(
        directory.resolve("application.conf"),
        """
        datastax-java-driver.basic {
          contact-points = [ "%s:%d" ]
          load-balancing-policy.local-datacenter = %s
        }
        """
            .formatted(server.host(), server.port(), server.datacenter()));
    URL[] urls = {JAR.toURI().toURL(), directory.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Driver driver =
          (Driver) loader.loadClass(CassportDriver.class.getName()).getConstructor().newInstance();
      try (Connection connection = driver.connect("jdbc:cassport://", new Properties());
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT key FROM system.local")) {
        assertThat(rows.next()).isTrue();
      }
    }
  }

  @Test
  void compressesWithNothingButItself() throws Exception {
    ClassLoader parent = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {JAR.toURI().toURL()}, parent)) {
      Driver driver =
          (Driver) loader.loadClass(CassportDriver.class.getName()).getConstructor().newInstance();
      for (String parameters :
          List.of("compression=LZ4", "compression=SNAPPY&protocolVersion=V4")) {
        try (Connection connection =
                driver.connect(Server.url("shaded", parameters), new Properties());
            Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("SELECT key FROM system.local")) {
          assertThat(rows.next()).as(parameters).isTrue();
        }
      }
    }
  }

  @Test
  @DisplayName("peers 13: every class is the driver's own, moved, or bound to native code")
  void peers13_holdsNoClassThatCouldMeetAnother() throws Exception {
    try (JarFile jar = new JarFile(JAR)) {
      List<String> strangers =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.endsWith(".class"))
              .filter(name -> !name.startsWith("io/cassport/"))
              .filter(name -> !name.startsWith("com/github/luben/zstd/"))
              .filter(name -> !name.startsWith("org/xerial/snappy/"))
              .toList();
      assertThat(strangers).isEmpty();
      assertThat(jar.stream().map(entry -> entry.getName()))
          .filteredOn(name -> name.endsWith("/api/core/CqlSession.class"))
          .containsExactly("io/cassport/shaded/com/datastax/oss/driver/api/core/CqlSession.class");
      assertThat(jar.getEntry("reference.conf")).isNotNull();
    }
  }
}
