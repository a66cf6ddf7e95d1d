package io.cassport.hadoop;

import io.cassport.copy.files.RemoteFiles;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Paths of {@code hdfs://host:port/…}, {@code s3a://bucket/…} and {@code s3://bucket/…}, which is
 * the same. File systems are shared by all connections with equal settings and stay open: Hadoop's
 * clients are costly to make, and there are as many as there are settings.
 */
public final class HadoopFiles implements RemoteFiles {
  private static final Map<Key, HadoopFileSystem> OPEN = new ConcurrentHashMap<>();

  private record Key(String scheme, String authority, Map<String, String> settings) {}

  /** For the service loader. */
  public HadoopFiles() {}

  @Override
  public Set<String> schemes() {
    return Set.of("hdfs", "s3a", "s3");
  }

  @Override
  public Path path(String written, Map<String, String> settings) throws IOException {
    int colon = written.indexOf("://");
    String scheme = written.substring(0, colon).toLowerCase(Locale.ROOT);
    int slash = written.indexOf('/', colon + 3);
    String authority = written.substring(colon + 3, slash < 0 ? written.length() : slash);
    boolean store = !scheme.equals("hdfs");
    if (authority.isEmpty()) {
      throw new InvalidPathException(
          written,
          store ? "it names no bucket" : "it names no host, such as hdfs://host:8020/path");
    }
    if (authority.indexOf('@') >= 0) {
      // and is not repeated, because it may be a secret
      throw new InvalidPathException(
          scheme + "://…@…", "credentials are connection properties and no part of a path");
    }
    require(store);
    Key key = new Key(store ? "s3a" : "hdfs", authority, Map.copyOf(settings));
    HadoopFileSystem files =
        OPEN.computeIfAbsent(
            key,
            asked -> {
              Connection connection =
                  new Connection(asked.scheme(), asked.authority(), asked.settings());
              return store
                  ? new ObjectStoreFileSystem(connection)
                  : new HadoopFileSystem(connection);
            });
    return files.getPath(slash < 0 ? "/" : written.substring(slash)).normalize();
  }

  private static void require(boolean store) throws IOException {
    require("org.apache.hadoop.fs.FileSystem", "hadoop-client-api and hadoop-client-runtime");
    if (store) {
      require("org.apache.hadoop.fs.s3a.S3AFileSystem", "hadoop-aws");
      require("org.apache.commons.lang3.StringUtils", "commons-lang3, which hadoop-aws needs,");
      require("software.amazon.awssdk.services.s3.S3Client", "the AWS SDK (bundle)");
    }
  }

  private static void require(String className, String jars) throws IOException {
    try {
      Class.forName(className, false, HadoopFiles.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IOException(
          "cassport-hadoop finds no " + className + "; add " + jars + " to the class path", e);
    }
  }
}
