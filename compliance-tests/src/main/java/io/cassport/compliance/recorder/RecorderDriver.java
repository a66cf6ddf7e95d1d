package io.cassport.compliance.recorder;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * Connects to what stands behind {@code jdbc:recorder:} in the URL and writes all calls to the file
 * that the property {@code recorderFile} or the system property {@code cassport.recorder.file}
 * names, {@code calls.seq} in the working directory when there is none. All connections of one file
 * are one sequence, in the order of the calls.
 */
public final class RecorderDriver implements Driver {
  /** The property, and the rest of the system property's name, for the file. */
  public static final String FILE = "recorderFile";

  private static final String PREFIX = "jdbc:recorder:";

  static {
    try {
      DriverManager.registerDriver(new RecorderDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** For tools, which make drivers by reflection. */
  public RecorderDriver() {}

  @Override
  public boolean acceptsURL(String url) {
    return url != null && url.startsWith(PREFIX);
  }

  @Override
  public Connection connect(String url, Properties properties) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    String realUrl = url.substring(PREFIX.length());
    Properties passedOn = new Properties();
    if (properties != null) {
      properties
          .stringPropertyNames()
          .forEach(name -> passedOn.setProperty(name, properties.getProperty(name)));
    }
    Object file = passedOn.remove(FILE);
    Recording recording = recording(file == null ? null : file.toString());
    Driver real = DriverManager.getDriver(realUrl);
    return recording.connect(real, realUrl, passedOn);
  }

  private static Recording recording(String file) throws SQLException {
    String name = file == null ? System.getProperty("cassport.recorder.file", "calls.seq") : file;
    try {
      return Recording.to(Path.of(name));
    } catch (IOException e) {
      throw new SQLException("Writing the recording " + name + ": " + e, "58030", e);
    }
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties)
      throws SQLException {
    if (!acceptsURL(url)) {
      return new DriverPropertyInfo[0];
    }
    String realUrl = url.substring(PREFIX.length());
    return DriverManager.getDriver(realUrl).getPropertyInfo(realUrl, properties);
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger(RecorderDriver.class.getPackageName());
  }
}
