package io.cassport.compliance.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar behind a parent-first loader that has other versions of what the driver is built on. */
class LoaderIT {
  /** Where the build puts the libraries of the parents, one directory for each. */
  private static final Path PARENTS = Path.of("target", "parent-loaders");

  @TempDir private Path directory;

  /** What runs while the thread's context class loader is another one. */
  @FunctionalInterface
  private interface Action {
    void run() throws Exception;
  }

  @ParameterizedTest
  @ValueSource(strings = {"old", "dbeaver"})
  void l01_worksUnderAParentWithOtherVersionsOfItsLibraries(String parentName) throws Exception {
    try (URLClassLoader parent = new URLClassLoader(jars(PARENTS.resolve(parentName)), platform());
        URLClassLoader loader = new URLClassLoader(new URL[] {driverJar()}, parent)) {
      for (String name :
          List.of(
              "com.google.common.collect.ImmutableList",
              "com.google.gson.Gson",
              "org.slf4j.LoggerFactory",
              "org.apache.commons.codec.binary.Hex")) {
        assertThat(loader.loadClass(name).getClassLoader()).as(name).isSameAs(parent);
      }
      selectAndCopy(driver(loader));
    }
  }

  @Test
  void l07_copyWorksWhateverTheContextClassLoaderIs() throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {driverJar()}, platform())) {
      Driver driver = driver(loader);
      withContextLoader(null, () -> selectAndCopy(driver));
      withContextLoader(ClassLoader.getSystemClassLoader(), () -> selectAndCopy(driver));
    }
  }

  @Test
  void l07_copyWorksWhenTheLoaderChangesAfterConnecting() throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {driverJar()}, platform())) {
      Driver driver = driver(loader);
      List<Connection> opened = new ArrayList<>();
      withContextLoader(loader, () -> opened.add(driver.connect(Database.url(), new Properties())));
      try (Connection connection = opened.get(0)) {
        withContextLoader(null, () -> copy(connection));
        withContextLoader(new URLClassLoader(new URL[0], null), () -> copy(connection));
      }
    }
  }

  private void selectAndCopy(Driver driver) throws Exception {
    try (Connection connection = driver.connect(Database.url(), new Properties());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT v FROM numbers WHERE id = 7")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("v7");
      copy(connection);
    }
  }

  /**
   * Out and in, with each codec, because codecs bring classes and native libraries of their own.
   */
  private void copy(Connection connection) throws Exception {
    Path file = directory.resolve("numbers.parquet");
    try (Statement statement = connection.createStatement()) {
      for (String codec : List.of("SNAPPY", "ZSTD", "GZIP", "LZ4_RAW")) {
        String options = " WITH OVERWRITE=TRUE AND COMPRESSION='" + codec + "'";
        assertThat(statement.executeLargeUpdate("COPY numbers TO '" + file + "'" + options))
            .as(codec)
            .isEqualTo(Database.NUMBERS);
      }
      assertThat(statement.executeLargeUpdate("COPY copied FROM '" + file + "'"))
          .isEqualTo(Database.NUMBERS);
    }
  }

  private static void withContextLoader(ClassLoader loader, Action action) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      action.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Driver driver(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> type = Class.forName("io.cassport.jdbc.CassportDriver", true, loader);
    assertThat(type.getClassLoader()).isSameAs(loader);
    return type.asSubclass(Driver.class).getConstructor().newInstance();
  }

  private static ClassLoader platform() {
    return ClassLoader.getPlatformClassLoader();
  }

  private static URL driverJar() throws ReflectiveOperationException {
    return Class.forName("io.cassport.jdbc.CassportDriver")
        .getProtectionDomain()
        .getCodeSource()
        .getLocation();
  }

  private static URL[] jars(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(LoaderIT::url).toArray(URL[]::new);
    }
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(file.toString(), e);
    }
  }
}
