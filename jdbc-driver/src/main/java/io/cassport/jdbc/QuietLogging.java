package io.cassport.jdbc;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPLoggerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The slf4j binding of the one-jar build, where slf4j itself is moved to another package and nobody
 * else's binding could be found. It logs nothing; with the system property {@code
 * cassport.log=system} what our own loggers say goes to {@link System.Logger}. In the plain jar it
 * is registered nowhere.
 */
public final class QuietLogging implements SLF4JServiceProvider {
  private static final String PROPERTY = "cassport.log";

  private final ILoggerFactory quiet = new NOPLoggerFactory();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter diagnostics = new NOPMDCAdapter();

  /** For ServiceLoader. */
  public QuietLogging() {}

  @Override
  public ILoggerFactory getLoggerFactory() {
    return "system".equals(System.getProperty(PROPERTY)) ? this::ours : quiet;
  }

  private Logger ours(String name) {
    boolean own = name.startsWith("io.cassport.") && !name.startsWith("io.cassport.shaded.");
    return own ? new SystemLog(name) : quiet.getLogger(name);
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
