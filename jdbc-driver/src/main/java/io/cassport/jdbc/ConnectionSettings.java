package io.cassport.jdbc;

import io.cassport.jdbc.dialect.Dialect;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.ClientInfoStatus;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;

/**
 * The settings of a connection that Cassandra has no counterpart for: they are remembered and given
 * back, because pools and tools set them and give up when that fails. And what does not exist here.
 */
abstract class ConnectionSettings implements Connection {
  private boolean autoCommit = true;
  private boolean warnedOfTransactions;
  private boolean readOnly;
  private int isolation = TRANSACTION_NONE;
  private int holdability = ResultSet.HOLD_CURSORS_OVER_COMMIT;
  private int networkTimeout;
  private String catalog;
  private Map<String, Class<?>> typeMap = new HashMap<>();
  private final Properties clientInfo = new Properties();

  /** Throws 08003 when the connection is closed. */
  abstract void open() throws SQLException;

  /** Adds a warning. */
  abstract void warn(String message);

  /** Says once what the end of a transaction would be; in auto-commit nobody expects one. */
  private void noTransaction() {
    if (!autoCommit && !warnedOfTransactions) {
      warnedOfTransactions = true;
      warn(
          "Cassandra has no transactions: each change is kept when it is made, and rollback undoes"
              + " none");
    }
  }

  @Override
  public void setAutoCommit(boolean value) throws SQLException {
    open();
    autoCommit = value;
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    open();
    return autoCommit;
  }

  /** Each change is committed when it is made. */
  @Override
  public void commit() throws SQLException {
    open();
    noTransaction();
  }

  /** Undoes nothing: each change is committed when it is made. */
  @Override
  public void rollback() throws SQLException {
    open();
    noTransaction();
  }

  /**
   * A read-only connection refuses COPY FROM; other changes only if the property readOnly says so,
   * because pools and frameworks set this for reasons of their own.
   */
  @Override
  public void setReadOnly(boolean value) throws SQLException {
    open();
    readOnly = value;
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    open();
    return readOnly;
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    open();
    isolation = level;
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    open();
    return isolation;
  }

  @Override
  public void setHoldability(int value) throws SQLException {
    open();
    holdability = value;
  }

  @Override
  public int getHoldability() throws SQLException {
    open();
    return holdability;
  }

  /** Remembered only; Cassandra has no catalogs. */
  @Override
  public void setCatalog(String name) throws SQLException {
    open();
    catalog = name;
  }

  @Override
  public String getCatalog() throws SQLException {
    open();
    return catalog == null || catalog.isEmpty() ? null : catalog;
  }

  /** Remembered only; requestTimeout and setQueryTimeout limit requests. */
  @Override
  public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
    open();
    networkTimeout = milliseconds;
  }

  @Override
  public int getNetworkTimeout() throws SQLException {
    open();
    return networkTimeout;
  }

  @Override
  public Map<String, Class<?>> getTypeMap() throws SQLException {
    open();
    return typeMap;
  }

  @Override
  public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
    open();
    typeMap = map == null ? new HashMap<>() : map;
  }

  /** Remembered only: nothing that protects anything can be set here. */
  @Override
  public void setClientInfo(String name, String value) throws SQLClientInfoException {
    checkClientInfo();
    if (name == null) {
      return;
    }
    if (value == null) {
      clientInfo.remove(name);
    } else {
      clientInfo.setProperty(name, value);
    }
  }

  @Override
  public void setClientInfo(Properties properties) throws SQLClientInfoException {
    checkClientInfo();
    clientInfo.clear();
    if (properties != null) {
      for (String name : properties.stringPropertyNames()) {
        clientInfo.setProperty(name, properties.getProperty(name));
      }
    }
  }

  private void checkClientInfo() throws SQLClientInfoException {
    try {
      open();
    } catch (SQLException e) {
      throw new SQLClientInfoException(
          e.getMessage(), e.getSQLState(), Map.<String, ClientInfoStatus>of(), e);
    }
  }

  @Override
  public String getClientInfo(String name) throws SQLException {
    open();
    return name == null ? null : clientInfo.getProperty(name);
  }

  @Override
  public Properties getClientInfo() throws SQLException {
    open();
    Properties copy = new Properties();
    copy.putAll(clientInfo);
    return copy;
  }

  /** The text with its JDBC escapes translated. */
  @Override
  public String nativeSQL(String sql) throws SQLException {
    open();
    return sql == null ? null : Dialect.translateEscapes(sql);
  }

  @Override
  public Clob createClob() throws SQLException {
    return createNClob();
  }

  @Override
  public Blob createBlob() throws SQLException {
    open();
    return new MemoryBlob(new byte[0]);
  }

  @Override
  public NClob createNClob() throws SQLException {
    open();
    return new MemoryClob("");
  }

  // What does not exist

  @Override
  public CallableStatement prepareCall(String sql) throws SQLException {
    throw Errors.unsupported("a stored procedure");
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
    throw Errors.unsupported("a stored procedure");
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency, int holding)
      throws SQLException {
    throw Errors.unsupported("a stored procedure");
  }

  @Override
  public Savepoint setSavepoint() throws SQLException {
    throw Errors.unsupported("a savepoint");
  }

  @Override
  public Savepoint setSavepoint(String name) throws SQLException {
    throw Errors.unsupported("a savepoint");
  }

  @Override
  public void rollback(Savepoint savepoint) throws SQLException {
    throw Errors.unsupported("a savepoint");
  }

  @Override
  public void releaseSavepoint(Savepoint savepoint) throws SQLException {
    throw Errors.unsupported("a savepoint");
  }

  @Override
  public SQLXML createSQLXML() throws SQLException {
    throw Errors.unsupported("SQLXML");
  }

  @Override
  public boolean setShardingKeyIfValid(ShardingKey key, int seconds) throws SQLException {
    throw Errors.unsupported("a sharding key");
  }

  @Override
  public boolean setShardingKeyIfValid(ShardingKey key, ShardingKey superKey, int seconds)
      throws SQLException {
    throw Errors.unsupported("a sharding key");
  }

  @Override
  public void setShardingKey(ShardingKey key) throws SQLException {
    throw Errors.unsupported("a sharding key");
  }

  @Override
  public void setShardingKey(ShardingKey key, ShardingKey superKey) throws SQLException {
    throw Errors.unsupported("a sharding key");
  }
}
