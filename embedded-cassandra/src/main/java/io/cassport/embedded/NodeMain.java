package io.cassport.embedded;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;

/**
 * The main class of a child JVM: runs Cassandra's daemon for as long as the parent holds the other
 * end of standard input. However the parent ends, {@code kill -9} included, the pipe ends with it.
 */
final class NodeMain {

  /** When set, the cluster's data is here and temporary: it goes away with its nodes. */
  static final String TEMPORARY_DIRECTORY = "cassport.embedded.temporaryDirectory";

  private NodeMain() {}

  public static void main(String[] arguments) throws Throwable {
    Thread watch = new Thread(NodeMain::endWithParent, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    try {
      // By name, since Cassandra's classes are on the child's class path only.
      Class.forName("org.apache.cassandra.service.CassandraDaemon")
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // The parent never writes; only the end of the stream means something.
      }
    } catch (IOException e) {
      // A broken pipe is an end as well.
    }
    String temporary = System.getProperty(TEMPORARY_DIRECTORY);
    if (temporary == null) {
      // Runs Cassandra's own shutdown hook, which writes everything down.
      System.exit(0);
    }
    Directories.deleteQuietly(Path.of(temporary));
    Runtime.getRuntime().halt(0);
  }
}
