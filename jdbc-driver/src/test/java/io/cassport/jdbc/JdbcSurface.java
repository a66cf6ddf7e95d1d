package io.cassport.jdbc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;

/** Calls every method of a java.sql interface, and says which failed other than by SQLException. */
final class JdbcSurface {
  /** What a method's arguments are like. */
  enum Arguments {
    /** Null, zero, false. */
    EMPTY,
    /** What a program would give. */
    TYPICAL,
    /** Negative and huge numbers, and text that means nothing. */
    HOSTILE
  }

  /** Makes an object to call one method of. */
  interface Target {
    Object make(Method method) throws Exception;
  }

  /** One object with the method to call of it. */
  private record Call(Class<?> type, Method method, Arguments arguments, Object target) {}

  private final List<Call> calls = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private final String text;
  private final boolean mayThrow;
  private int done;

  /**
   * A run.
   *
   * @param text what TYPICAL gives for a String
   * @param mayThrow whether an SQLException is fine
   */
  JdbcSurface(String text, boolean mayThrow) {
    this.text = text;
    this.mayThrow = mayThrow;
  }

  /** Prepares calls of all of an interface's methods, each of an object of its own. */
  JdbcSurface of(Class<?> type, Target target, Arguments... kinds) throws Exception {
    for (Method method : type.getMethods()) {
      if (!Modifier.isStatic(method.getModifiers())) {
        for (Arguments kind : kinds.length == 0 ? Arguments.values() : kinds) {
          calls.add(new Call(type, method, kind, target.make(method)));
        }
      }
    }
    return this;
  }

  /** Makes the calls; what should not have happened, one text for each. */
  List<String> run() throws Exception {
    for (Call call : calls) {
      Object[] values =
          Arrays.stream(call.method().getParameterTypes())
              .map(parameter -> value(parameter, call.arguments()))
              .toArray();
      done++;
      try {
        call.method().invoke(call.target(), values);
      } catch (InvocationTargetException e) {
        judge(call, values, e.getCause());
      }
    }
    return wrong;
  }

  int done() {
    return done;
  }

  private void judge(Call call, Object[] values, Throwable thrown) {
    boolean isWrapper = call.method().getName().equals("unwrap");
    boolean fine =
        thrown instanceof SQLException sql
            && (mayThrow || isWrapper)
            && sql.getSQLState() != null
            && sql.getSQLState().length() == 5
            && sql.getMessage() != null;
    if (!fine) {
      String state = thrown instanceof SQLException sql ? " with " + sql.getSQLState() : "";
      StackTraceElement[] trace = thrown.getStackTrace();
      wrong.add(
          call.type().getSimpleName()
              + "."
              + call.method().getName()
              + Arrays.toString(values)
              + " threw "
              + thrown
              + state
              + (trace.length == 0 ? "" : " at " + trace[0]));
    }
  }

  private Object value(Class<?> type, Arguments kind) {
    return switch (kind) {
      case EMPTY -> empty(type);
      case TYPICAL -> typical(type);
      case HOSTILE -> hostile(type);
    };
  }

  private static Object empty(Class<?> type) {
    return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
  }

  private Object typical(Class<?> type) {
    if (type == String.class) {
      return text;
    }
    if (type == Class.class) {
      return String.class;
    }
    Map<Class<?>, Object> values = new HashMap<>();
    values.put(int.class, 1);
    values.put(long.class, 1L);
    values.put(short.class, (short) 1);
    values.put(byte.class, (byte) 1);
    values.put(float.class, 1f);
    values.put(double.class, 1d);
    values.put(boolean.class, true);
    values.put(byte[].class, new byte[] {1});
    values.put(int[].class, new int[] {1});
    values.put(String[].class, new String[] {"TABLE"});
    values.put(Object[].class, new Object[] {1});
    values.put(Object.class, 1);
    values.put(BigDecimal.class, BigDecimal.ONE);
    values.put(Date.class, new Date(0));
    values.put(Time.class, new Time(0));
    values.put(Timestamp.class, new Timestamp(0));
    values.put(Calendar.class, new GregorianCalendar());
    values.put(Map.class, Map.of());
    values.put(Properties.class, new Properties());
    values.put(Executor.class, (Executor) Runnable::run);
    values.put(SQLType.class, JDBCType.INTEGER);
    values.put(InputStream.class, new ByteArrayInputStream(new byte[] {'1'}));
    values.put(Reader.class, new StringReader("1"));
    values.put(PrintWriter.class, new PrintWriter(new StringWriter()));
    values.put(java.net.URL.class, url());
    values.put(Blob.class, new MemoryBlob(new byte[] {1}));
    values.put(Clob.class, new MemoryClob("1"));
    values.put(NClob.class, new MemoryClob("1"));
    values.put(java.sql.Array.class, new CassportArray("int", new Object[] {1}));
    return values.get(type);
  }

  private static Object url() {
    try {
      return URI.create("http://localhost/").toURL();
    } catch (java.net.MalformedURLException e) {
      throw new AssertionError(e);
    }
  }

  private Object hostile(Class<?> type) {
    Map<Class<?>, Object> values = new HashMap<>();
    values.put(int.class, Integer.MIN_VALUE);
    values.put(long.class, Long.MAX_VALUE);
    values.put(short.class, Short.MIN_VALUE);
    values.put(byte.class, Byte.MIN_VALUE);
    values.put(float.class, Float.NaN);
    values.put(double.class, Double.NEGATIVE_INFINITY);
    values.put(String.class, "no '\" such $$ {thing");
    values.put(Class.class, Thread.class);
    values.put(Object.class, new Object());
    values.put(Object[].class, new Object[] {null, new Object()});
    values.put(String[].class, new String[] {null, ""});
    values.put(int[].class, new int[] {-1});
    values.put(byte[].class, new byte[0]);
    values.put(Date.class, new Date(Long.MIN_VALUE));
    values.put(Time.class, new Time(Long.MAX_VALUE));
    values.put(Timestamp.class, new Timestamp(Long.MIN_VALUE));
    values.put(BigDecimal.class, new BigDecimal("1e999999999"));
    values.put(InputStream.class, broken());
    Object value = values.get(type);
    return value == null ? typical(type) : value;
  }

  /** Fails when it is read, as a stream may. */
  private static InputStream broken() {
    InputStream stream = InputStream.nullInputStream();
    try {
      stream.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return stream;
  }
}
