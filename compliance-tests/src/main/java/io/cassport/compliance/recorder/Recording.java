package io.cassport.compliance.recorder;

import io.cassport.compliance.sequence.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The calls of all connections that write to one file. */
final class Recording {
  private static final Map<Path, Recording> ALL = new ConcurrentHashMap<>();

  /** The first letters of the names that results get. */
  private static final Map<String, String> PREFIXES =
      Map.of(
          "Connection", "c",
          "Statement", "s",
          "PreparedStatement", "p",
          "CallableStatement", "p",
          "ResultSet", "r",
          "DatabaseMetaData", "md",
          "ResultSetMetaData", "rm",
          "ParameterMetaData", "pm");

  private final Path file;
  private final IdentityHashMap<Object, Recorded> known = new IdentityHashMap<>();
  private final Map<String, Integer> counters = new HashMap<>();
  private String url;

  private Recording(Path file) {
    this.file = file;
  }

  /** What stands for a real object: the proxy that the tool sees and its name in the sequence. */
  private record Recorded(Object proxy, String name) {}

  static Recording to(Path file) throws IOException {
    Path absolute = file.toAbsolutePath().normalize();
    if (!ALL.containsKey(absolute)) {
      Files.writeString(absolute, "# Recorded calls\n");
    }
    return ALL.computeIfAbsent(absolute, Recording::new);
  }

  /** Connects, and writes that down without the password. */
  synchronized Connection connect(Driver real, String realUrl, Properties properties)
      throws SQLException {
    url = realUrl;
    StringBuilder call = new StringBuilder("driver.connect(\"${url}\", properties(");
    properties
        .stringPropertyNames()
        .forEach(
            name -> {
              boolean secret = name.toLowerCase(java.util.Locale.ROOT).contains("password");
              String value = secret ? "${" + name + "}" : properties.getProperty(name);
              call.append(call.charAt(call.length() - 1) == '(' ? "" : ", ");
              call.append(Values.quoted(name)).append(", ").append(Values.quoted(value));
            });
    call.append("))");
    try {
      Connection connection = real.connect(realUrl, properties);
      Recorded recorded = recorded(connection);
      write(recorded.name() + " = " + call);
      return (Connection) recorded.proxy();
    } catch (SQLException e) {
      write(call + " -> throws " + e.getSQLState());
      throw e;
    }
  }

  private Recorded recorded(Object real) {
    return known.computeIfAbsent(
        real,
        object -> {
          Set<Class<?>> types = new LinkedHashSet<>();
          jdbcInterfaces(object.getClass(), types);
          String type = types.iterator().next().getSimpleName();
          String prefix = PREFIXES.getOrDefault(type, "o");
          String name = prefix + counters.merge(prefix, 1, Integer::sum);
          Object proxy =
              Proxy.newProxyInstance(
                  Recording.class.getClassLoader(),
                  types.toArray(new Class<?>[0]),
                  new Handler(object, name));
          return new Recorded(proxy, name);
        });
  }

  /** The interfaces of java.sql and javax.sql that a class has, the most special ones first. */
  private static void jdbcInterfaces(Class<?> type, Set<Class<?>> found) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Class<?> implemented : c.getInterfaces()) {
        String name = implemented.getName();
        if (name.startsWith("java.sql.") || name.startsWith("javax.sql.")) {
          found.add(implemented);
        }
        jdbcInterfaces(implemented, found);
      }
    }
  }

  private static boolean isJdbc(Object object) {
    Set<Class<?>> types = new LinkedHashSet<>();
    if (object != null) {
      jdbcInterfaces(object.getClass(), types);
    }
    return !types.isEmpty();
  }

  private synchronized void write(String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing the recording " + file, e);
    }
  }

  /** Passes the calls on one object on, and writes them down. */
  private final class Handler implements InvocationHandler {
    private final Object real;
    private final String name;

    Handler(Object real, String name) {
      this.real = real;
      this.name = name;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] given) throws Throwable {
      Object[] arguments = given == null ? new Object[0] : given;
      if (method.getDeclaringClass() == Object.class) {
        return switch (method.getName()) {
          case "equals" -> proxy == arguments[0];
          case "hashCode" -> System.identityHashCode(proxy);
          default -> name + " of " + file;
        };
      }
      Object[] passedOn = new Object[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        passedOn[i] = real(arguments[i]);
      }
      String call = name + "." + method.getName() + "(" + texts(method, arguments) + ")";
      try {
        return returned(method, call, method.invoke(real, passedOn));
      } catch (InvocationTargetException e) {
        boolean sql = e.getCause() instanceof SQLException;
        write(
            sql
                ? call + " -> throws " + ((SQLException) e.getCause()).getSQLState()
                : "# threw " + e.getCause() + ": " + call);
        throw e.getCause();
      }
    }

    private Object returned(Method method, String call, Object result) {
      synchronized (Recording.this) {
        if (isJdbc(result) && !method.getName().equals("unwrap")) {
          boolean known = Recording.this.known.containsKey(result);
          Recorded recorded = recorded(result);
          write((known ? "" : recorded.name() + " = ") + call + " -> not null");
          return recorded.proxy();
        }
        String expected = Values.write(withoutUrl(result));
        boolean nothing = method.getReturnType() == void.class;
        write(nothing ? call : call + " -> " + (expected == null ? "not null" : expected));
        return result;
      }
    }

    private Object real(Object argument) {
      boolean ours =
          argument != null
              && Proxy.isProxyClass(argument.getClass())
              && Proxy.getInvocationHandler(argument) instanceof Handler;
      return ours ? ((Handler) Proxy.getInvocationHandler(argument)).real : argument;
    }

    private String texts(Method method, Object[] arguments) {
      StringBuilder texts = new StringBuilder();
      for (int i = 0; i < arguments.length; i++) {
        texts.append(i == 0 ? "" : ", ").append(text(method, i, arguments[i]));
      }
      return texts.toString();
    }

    private String text(Method method, int index, Object argument) {
      if (argument == null) {
        return "null:" + method.getParameterTypes()[index].getSimpleName();
      }
      Object realArgument = real(argument);
      synchronized (Recording.this) {
        Recorded recorded = known.get(realArgument);
        if (recorded != null) {
          return recorded.name();
        }
      }
      String written = Values.write(argument);
      // No sequence can make such a value, so its replay says so at this line.
      return written == null ? "unwritable_" + argument.getClass().getSimpleName() : written;
    }

    private Object withoutUrl(Object result) {
      return result instanceof String text && text.equals(url) ? "${url}" : result;
    }
  }
}
