package io.cassport.jdbc;

import java.sql.Connection;

/**
 * Finds out that a pool takes a connection back, which JDBC has no call for that all pools make:
 * HikariCP and DBCP only clear the warnings, inside the close of the connection that the
 * application has.
 */
final class PoolReturn {
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private PoolReturn() {}

  /** True when this thread is in the close of a connection that wraps one of ours. */
  static boolean isUnderWay() {
    return STACK.walk(frames -> frames.anyMatch(PoolReturn::closesWrapper));
  }

  private static boolean closesWrapper(StackWalker.StackFrame frame) {
    return frame.getMethodName().equals("close")
        && Connection.class.isAssignableFrom(frame.getDeclaringClass())
        && frame.getDeclaringClass() != CassportConnection.class;
  }
}
