package io.cassport.jdbc;

import java.sql.SQLException;

/**
 * Runs work with this driver's class loader as the thread's: tools load a driver in a loader of its
 * own and leave the thread theirs, and formats are found by the thread's loader.
 */
final class DriverLoader {
  /** Work that gives something back. */
  interface Work<T> {
    T run() throws SQLException;
  }

  private DriverLoader() {}

  static <T> T run(Work<T> work) throws SQLException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(DriverLoader.class.getClassLoader());
    try {
      return work.run();
    } catch (RuntimeException e) {
      throw Errors.translate(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
