package io.cassport.hadoop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** One file system of Hadoop, connected to when it is first used. Thread-safe. */
final class Connection {
  /** Hadoop and the SDK try again for minutes what somebody waits for, each of them in turn. */
  private static final Map<String, String> PATIENCE =
      Map.of(
          "fs.s3a.attempts.maximum", "3",
          "fs.s3a.retry.limit", "3",
          "fs.s3a.connection.establish.timeout", "5s",
          "fs.s3a.connection.timeout", "20s");

  private final URI uri;
  private final Map<String, String> settings;
  private FileSystem fileSystem;

  Connection(String scheme, String authority, Map<String, String> settings) {
    try {
      this.uri = new URI(scheme, authority, "/", null, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e.getReason(), e);
    }
    this.settings = settings;
  }

  /** Takes a file system that is connected already. */
  Connection(FileSystem fileSystem) {
    this.uri = fileSystem.getUri().resolve("/");
    this.settings = Map.of();
    this.fileSystem = fileSystem;
  }

  /** Scheme, authority and the root's slash. */
  URI uri() {
    return uri;
  }

  /** The file system, which this connects to when it is not. */
  synchronized FileSystem get() throws IOException {
    if (fileSystem == null) {
      fileSystem = connect();
    }
    return fileSystem;
  }

  /** The path of Hadoop for one of ours; nothing in a name has a meaning to it. */
  org.apache.hadoop.fs.Path path(HadoopPath path) {
    return new org.apache.hadoop.fs.Path(uri.getScheme(), uri.getAuthority(), path.plain());
  }

  /** Sets what neither a configuration file nor a property has set. */
  private static void setDefault(Configuration configuration, String name, String value) {
    String[] sources = configuration.getPropertySources(name);
    if (sources == null || Arrays.asList(sources).equals(List.of("core-default.xml"))) {
      configuration.set(name, value);
    }
  }

  private FileSystem connect() throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader ours = Connection.class.getClassLoader();
    // Hadoop looks for its parts by the thread's class loader, which in tools knows no add-on
    thread.setContextClassLoader(ours);
    try {
      Configuration configuration = new Configuration();
      configuration.setClassLoader(ours);
      configuration.set("fs.hdfs.impl", "org.apache.hadoop.hdfs.DistributedFileSystem");
      configuration.set("fs.s3a.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem");
      PATIENCE.forEach((name, value) -> setDefault(configuration, name, value));
      settings.forEach(configuration::set);
      return FileSystem.newInstance(uri, configuration);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (NoClassDefFoundError e) {
      throw new IOException("the class path has no " + e.getMessage().replace('/', '.'), e);
    } catch (RuntimeException e) {
      throw new IOException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
