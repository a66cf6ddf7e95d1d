package io.cassport.embedded;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
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
 * A binding of slf4j for tests that look into logs: silent, until a watch begins; then every logger
 * is on at every level, and each watch keeps the lines that it asked for.
 */
public final class LogWatch implements SLF4JServiceProvider {
  private static final List<Watch> WATCHES = new CopyOnWriteArrayList<>();

  private final ILoggerFactory loggers = new Loggers();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter diagnostics = new NOPMDCAdapter();

  /** For ServiceLoader. */
  public LogWatch() {}

  /** What one call has logged; the text ends with the stack trace, if there is one. */
  public record Line(Level level, String logger, String text) {}

  /** Begins to look at all that is logged in this JVM, and keeps what is wanted. */
  public static Watch begin(Predicate<Line> wanted) {
    Watch watch = new Watch(wanted);
    WATCHES.add(watch);
    return watch;
  }

  /** Begins to look for secrets in the texts. */
  public static Watch begin(List<String> secrets) {
    return begin(line -> secrets.stream().anyMatch(line.text()::contains));
  }

  /** One look at the logs, until it is closed. Thread-safe. */
  public static final class Watch implements AutoCloseable {
    private final Predicate<Line> wanted;
    private final AtomicLong lines = new AtomicLong();
    private final ConcurrentLinkedQueue<Line> found = new ConcurrentLinkedQueue<>();

    private Watch(Predicate<Line> wanted) {
      this.wanted = wanted;
    }

    /** How much was logged. */
    public long lines() {
      return lines.get();
    }

    /** What was wanted, in the order in which it was logged. */
    public List<Line> found() {
      return List.copyOf(found);
    }

    private void take(Line line) {
      lines.incrementAndGet();
      if (wanted.test(line)) {
        found.add(line);
      }
    }

    @Override
    public void close() {
      WATCHES.remove(this);
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
      if (WATCHES.isEmpty()) {
        return;
      }
      StringWriter text = new StringWriter();
      text.append(MessageFormatter.basicArrayFormat(pattern, arguments));
      if (thrown != null) {
        thrown.printStackTrace(new PrintWriter(text));
      }
      Line line = new Line(level, name, text.toString());
      WATCHES.forEach(watch -> watch.take(line));
    }

    @Override
    public boolean isTraceEnabled() {
      return !WATCHES.isEmpty();
    }

    @Override
    public boolean isDebugEnabled() {
      return !WATCHES.isEmpty();
    }

    @Override
    public boolean isInfoEnabled() {
      return !WATCHES.isEmpty();
    }

    @Override
    public boolean isWarnEnabled() {
      return !WATCHES.isEmpty();
    }

    @Override
    public boolean isErrorEnabled() {
      return !WATCHES.isEmpty();
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
