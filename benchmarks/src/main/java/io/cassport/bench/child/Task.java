package io.cassport.bench.child;

import java.sql.SQLException;

/** Something to be measured. Its methods are called in order, by one thread. */
public interface Task extends AutoCloseable {
  /** Connects and prepares what is not to be measured. */
  void prepare(Parameters parameters) throws Exception;

  /** Does a smaller piece of the same work, so that the JVM has compiled it. */
  void warmUp() throws Exception;

  /** Does the work, once. */
  Work run() throws Exception;

  @Override
  void close() throws SQLException;
}
