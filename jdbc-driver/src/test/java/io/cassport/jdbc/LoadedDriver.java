package io.cassport.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Properties;
import java.util.concurrent.Callable;

/** Uses a driver of its own class loader, and takes it out of the DriverManager, as tools do. */
public final class LoadedDriver implements Callable<Connection>, AutoCloseable {
  private final Driver driver;
  private final String url;

  /** For reflection from outside of the loader. */
  public LoadedDriver(String url) throws ReflectiveOperationException {
    this.url = url;
    // the same name as that of the class path's, from this class's loader
    this.driver =
        Class.forName("io.cassport.jdbc.CassportDriver", true, LoadedDriver.class.getClassLoader())
            .asSubclass(Driver.class)
            .getConstructor()
            .newInstance();
  }

  @Override
  public Connection call() throws SQLException {
    Connection connection = driver.connect(url, new Properties());
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT key FROM system.local");
    }
    return connection;
  }

  @Override
  public void close() throws SQLException {
    for (Driver registered : Collections.list(DriverManager.getDrivers())) {
      if (registered.getClass().getClassLoader() == LoadedDriver.class.getClassLoader()) {
        DriverManager.deregisterDriver(registered);
      }
    }
  }
}
