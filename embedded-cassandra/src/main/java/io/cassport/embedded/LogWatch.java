package io.cassport.embedded;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * A binding of slf4j for tests that look for secrets in logs: silent, until a watch begins; then
 * every logger is on at every level, and lines that hold a secret are kept.
 */
public final class LogWatch implements SLF4JServiceProvider {
  private static volatile Watch current;

  private final ILoggerFactory loggers = new Loggers();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter diagnostics = new NOPMDCAdapter();

  /** For ServiceLoader. */
  public LogWatch() {}

  /** Begins to look for secrets in all that is logged in this JVM. */
  public static Watch begin(List<String> secrets) {
    Watch watch = new Watch(List.copyOf(secrets));
    current = watch;
    return watch;
  }

  /** One look at the logs, until it is closed. */
  public static final class Watch implements AutoCloseable {
    private final List<String> secrets;
    private final AtomicLong lines = new AtomicLong();
    private final ConcurrentLinkedQueue<String> found = new ConcurrentLinkedQueue<>();

    private Watch(List<String> secrets) {
      this.secrets = secrets;
    }

    /** How much was logged. */
    public long lines() {
      return lines.get();
    }

    /** What was logged and holds a secret. */
    public List<String> found() {
      return List.copyOf(found);
    }

    private void take(String line) {
      lines.incrementAndGet();
      if (secrets.stream().anyMatch(line::contains)) {
        found.add(line);
      }
    }

    @Override
    public void close() {
      current = null;
    }
  }

  private static final class Loggers implements ILoggerFactory {
    private final Map<String, org.slf4j.Logger> all = new ConcurrentHashMap<>();

    @Override
    public org.slf4j.Logger getLogger(String name) {
      return all.computeIfAbsent(name, WatchedLogger::new);
    }
  }

  private static final class WatchedLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;

    WatchedLogger(String name) {
      this.name = name;
    }

    @Override
    protected String getFullyQualifiedCallerName() {
      return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level, Marker marker, String pattern, Object[] arguments, Throwable thrown) {
      Watch watch = current;
      if (watch == null) {
        return;
      }
      StringWriter text = new StringWriter();
      text.append(level + " " + name + " ");
      text.append(MessageFormatter.basicArrayFormat(pattern, arguments));
      if (thrown != null) {
        thrown.printStackTrace(new PrintWriter(text));
      }
      watch.take(text.toString());
    }

    @Override
    public boolean isTraceEnabled() {
      return current != null;
    }

    @Override
    public boolean isDebugEnabled() {
      return current != null;
    }

    @Override
    public boolean isInfoEnabled() {
      return current != null;
    }

    @Override
    public boolean isWarnEnabled() {
      return current != null;
    }

    @Override
    public boolean isErrorEnabled() {
      return current != null;
    }
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return loggers;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return diagnostics;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {
    // nothing to prepare
  }
}
