package io.cassport.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;

/**
 * A pooled connection as the program sees it, and all that comes from it: every failure that means
 * that the session is lost is told to the pool, and so is its close.
 */
final class PooledHandle implements InvocationHandler {
  /** The more special ones first. */
  private static final List<Class<?>> WRAPPED =
      List.of(
          Connection.class,
          PreparedStatement.class,
          Statement.class,
          ResultSet.class,
          DatabaseMetaData.class);

  private final Object target;
  private final PooledHandle parent;
  private final Object parentProxy;
  private final Runnable closed;
  private final Consumer<SQLException> lost;

  private PooledHandle(
      Object target,
      PooledHandle parent,
      Object parentProxy,
      Runnable closed,
      Consumer<SQLException> lost) {
    this.target = target;
    this.parent = parent;
    this.parentProxy = parentProxy;
    this.closed = closed;
    this.lost = lost;
  }

  /**
   * Wraps a connection.
   *
   * @param closed runs after the program closed it, each time it does
   * @param lost gets every failure of class 08
   */
  static Connection of(Connection target, Runnable closed, Consumer<SQLException> lost) {
    return proxy(Connection.class, new PooledHandle(target, null, null, closed, lost));
  }

  private static <T> T proxy(Class<T> type, PooledHandle handle) {
    return type.cast(
        Proxy.newProxyInstance(PooledHandle.class.getClassLoader(), new Class<?>[] {type}, handle));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, arguments);
    }
    if (method.getName().equals("unwrap")
        && arguments[0] instanceof Class<?> type
        && type.isInstance(proxy)) {
      return proxy;
    }
    try {
      Object result = method.invoke(target, arguments);
      return method.getName().equals("unwrap") ? result : wrapped(proxy, result);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause instanceof SQLException failure && isLoss(failure)) {
        lost.accept(failure);
      }
      throw cause;
    } finally {
      if (target instanceof Connection
          && (method.getName().equals("close") || method.getName().equals("abort"))) {
        closed.run();
      }
    }
  }

  /** A connection that the program closed is not lost. */
  private static boolean isLoss(SQLException failure) {
    String state = failure.getSQLState();
    return state != null
        && state.startsWith("08")
        && !(state.equals("08003") && failure instanceof SQLNonTransientConnectionException);
  }

  private Object ofObject(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> target.toString();
    };
  }

  /** A statement's connection is the handle it came from, not what the handle wraps. */
  private Object wrapped(Object proxy, Object result) {
    if (result == target) {
      return proxy;
    }
    PooledHandle at = this;
    while (at.parent != null) {
      if (at.parent.target == result) {
        return at.parentProxy;
      }
      at = at.parent;
    }
    for (Class<?> type : WRAPPED) {
      if (type.isInstance(result)) {
        return proxy(type, new PooledHandle(result, this, proxy, closed, lost));
      }
    }
    return result;
  }
}
