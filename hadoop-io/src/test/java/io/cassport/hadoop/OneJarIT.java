package io.cassport.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.embedded.TestServer;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The add-on beside the driver's one jar, in a class loader of its own, as tools load drivers. */
final class OneJarIT {
  @TempDir private Path local;

  private static List<URL> jars() throws Exception {
    List<URL> jars = new ArrayList<>();
    Path driver = Path.of(System.getProperty("shaded.jar"));
    assertThat(driver).exists();
    jars.add(driver.toUri().toURL());
    jars.add(HadoopFiles.class.getProtectionDomain().getCodeSource().getLocation());
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.contains("hadoop-client-api")
          || entry.contains("hadoop-client-runtime")
          || entry.contains("slf4j-api")) {
        jars.add(Path.of(entry).toUri().toURL());
      }
    }
    assertThat(jars).hasSize(5);
    return jars;
  }

  @Test
  void theOneJarAndTheAddOnAreEnough() throws Exception {
    Database database = Database.make("hadoop_one_jar");
    MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(new Configuration(), local.toFile()).numDataNodes(1).build();
    try (URLClassLoader loader =
        new URLClassLoader(jars().toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      cluster.waitActive();
      FileSystem hdfs = cluster.getFileSystem();
      URI root = hdfs.getUri();
      Driver driver =
          (Driver)
              loader
                  .loadClass("io.cassport.jdbc.CassportDriver")
                  .getDeclaredConstructor()
                  .newInstance();
      TestServer server = TestServer.get();
      String url =
          "jdbc:cassport://" + server.host() + ":" + server.port() + "/" + database.keyspace();
      try (Connection connection = driver.connect(url, new Properties())) {
        String file = root + "/t.parquet";
        assertThat(Database.copy(connection, "COPY t TO '" + file + "'")).containsExactly(file);
        assertThat(Database.load(connection, file, "")).hasSize(Database.ROWS);
        try (Statement statement = connection.createStatement()) {
          statement.execute("COPY t TO '" + local.resolve("t.parquet").toUri() + "'");
        }
        assertThat(Files.size(local.resolve("t.parquet"))).isPositive();
      }
    } finally {
      cluster.shutdown();
    }
  }
}
