package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.cassport.copy.CopyContext;
import io.cassport.copy.CopyPolicy;
import io.cassport.copy.files.Locations;
import io.cassport.grammar.Cql;
import io.cassport.jdbc.dialect.Dialect;
import io.cassport.jdbc.dialect.Rewritten;
import java.sql.Array;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Struct;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A connection: a share of a session, and what is its own: current keyspace, capture, warnings,
 * settings.
 */
final class CassportConnection extends ConnectionSettings {
  /** The first protocol version that has a keyspace for each request. */
  private static final int KEYSPACE_PER_REQUEST = 5;

  /** How long a cluster may take to answer before rows for a capture are not waited for. */
  private static final int PATIENCE_SECONDS = 3;

  private final Settings settings;
  private final CopyPolicy policy;
  private final CqlIdentifier copyKeyspace;
  private final TypeOptions typeOptions;
  private final RequestSettings requests;
  private final TextRules texts;
  private final Warnings warnings = new Warnings();
  private final ConnectionCapture capture = new ConnectionCapture();
  private final Set<CassportStatement> statements = ConcurrentHashMap.newKeySet();
  private volatile SessionRegistry.Lease lease;
  private volatile CqlIdentifier keyspace;
  private volatile boolean closed;

  private CassportConnection(
      Settings settings,
      CopyPolicy policy,
      int pageSize,
      TextRules texts,
      SessionRegistry.Lease lease)
      throws SQLException {
    this.settings = settings;
    this.policy = policy;
    this.copyKeyspace = settings.copyKeyspace();
    this.typeOptions = settings.typeOptions();
    this.requests = new RequestSettings(settings, pageSize);
    this.texts = texts;
    this.lease = lease;
  }

  /** Connects. */
  static CassportConnection open(Settings settings) throws SQLException {
    CopyPolicy policy =
        CopyPolicy.of(
            settings.get(ConnectionProperties.COPY),
            settings.get(ConnectionProperties.COPY_PATHS),
            new Locations(settings.hadoop(), settings.credentials()));
    int pageSize = settings.count(ConnectionProperties.FETCH_SIZE);
    TextRules texts = TextRules.of(settings);
    SessionRegistry.Lease lease = SessionRegistry.SHARED.acquire(settings, null);
    try {
      CassportConnection connection =
          new CassportConnection(settings, policy, pageSize, texts, lease);
      if (settings.warning() != null) {
        connection.warnings.add(settings.warning());
      }
      String choice = Datacenters.choice(lease.session(), settings);
      if (choice != null) {
        connection.warnings.add(choice);
      }
      if (settings.keyspace() != null) {
        connection.use(connection.keyspaceAsWritten(settings.keyspace()));
      }
      return connection;
    } catch (SQLException | RuntimeException e) {
      lease.close();
      throw Errors.translate(e);
    }
  }

  /**
   * A keyspace in a URL: quoted as in CQL; else as it stands if there is one, else in lower case.
   */
  private String keyspaceAsWritten(String written) {
    if (written.length() > 2 && written.startsWith("\"") && written.endsWith("\"")) {
      return CqlIdentifier.fromCql(written).asInternal();
    }
    return exists(CqlIdentifier.fromInternal(written)) ? written : written.toLowerCase(Locale.ROOT);
  }

  // For the rest of the package

  @Override
  void open() throws SQLException {
    if (closed) {
      throw Errors.connectionClosed();
    }
  }

  CqlSession session() {
    return lease.session();
  }

  TypeOptions typeOptions() {
    return typeOptions;
  }

  Settings settings() {
    return settings;
  }

  CopyPolicy policy() {
    return policy;
  }

  @Override
  void warn(String message) {
    warnings.add(message);
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    return super.isReadOnly() || texts.readOnly();
  }

  /** Throws 25006 for a change where the property readOnly forbids all. */
  void checkMayRun(io.cassport.grammar.Statement parsed) throws SQLException {
    if (texts.readOnly() && CqlKinds.changes(parsed)) {
      throw Errors.readOnly();
    }
  }

  /** What CONSISTENCY and its like set. */
  RequestSettings requests() {
    return requests;
  }

  BatchRunner.Mode batchMode() {
    return texts.batchMode();
  }

  long scrollBytes() {
    return texts.scrollBytes();
  }

  // CQL

  Rewritten rewrite(Cql cql, boolean escapes) throws SQLException {
    return Dialect.rewrite(cql, escapes, texts.sqlCompat(), columnTypes());
  }

  /** The columns of tables as the session knows them now. */
  KnownColumns columnTypes() {
    return new KnownColumns(session().getMetadata(), keyspace);
  }

  /** The current keyspace, or null. */
  CqlIdentifier keyspace() {
    return keyspace;
  }

  /** A request in this connection's keyspace. */
  SimpleStatement simple(String text) {
    SimpleStatement request = SimpleStatement.newInstance(text);
    CqlIdentifier own = perRequest(lease.session()) ? keyspace : null;
    return own == null ? request : request.setKeyspace(own);
  }

  com.datastax.oss.driver.api.core.cql.PreparedStatement prepareCql(
      String text, Execution execution) throws SQLException {
    return execution.await(session().prepareAsync(simple(text)));
  }

  private static boolean perRequest(CqlSession session) {
    return session.getContext().getProtocolVersion().getCode() >= KEYSPACE_PER_REQUEST;
  }

  CopyContext copyContext() throws SQLException {
    ConsistencyLevel level = requests.consistencyGiven();
    return new CopyContext(
        session(),
        getSchema(),
        policy,
        isReadOnly(),
        level,
        level,
        copyKeyspace,
        settings.given(ConnectionProperties.USER));
  }

  /**
   * Makes a keyspace the current one of this connection alone.
   *
   * @param name as Cassandra stores it
   * @throws SQLException 42000 when there is none of that name
   */
  void use(String name) throws SQLException {
    CqlIdentifier wanted = CqlIdentifier.fromInternal(name);
    if (!exists(wanted)) {
      // Another client may have made it a moment ago.
      try {
        session().refreshSchema();
      } catch (RuntimeException e) {
        throw Errors.translate(e);
      }
      if (!exists(wanted)) {
        throw Errors.syntax("the keyspace '" + name + "' does not exist");
      }
    }
    if (!perRequest(session())) {
      SessionRegistry.Lease own = SessionRegistry.SHARED.acquire(settings, name);
      exchange(own);
    }
    keyspace = wanted;
  }

  private void exchange(SessionRegistry.Lease own) throws SQLException {
    SessionRegistry.Lease before = own;
    synchronized (this) {
      if (!closed) {
        before = lease;
        lease = own;
      }
    }
    before.close();
    open();
  }

  private boolean exists(CqlIdentifier name) {
    return session().getMetadata().getKeyspace(name).isPresent();
  }

  void statementClosed(CassportStatement statement) {
    statements.remove(statement);
  }

  // CAPTURE

  ConnectionCapture capture() {
    return capture;
  }

  private void finishCapture() throws SQLException {
    capture.finish(() -> answers(PATIENCE_SECONDS));
  }

  /** A pool's sign that the next user is another one. */
  @Override
  public void beginRequest() throws SQLException {
    open();
    finishCapture();
  }

  /** A pool's sign that its user has given the connection back. */
  @Override
  public void endRequest() throws SQLException {
    open();
    finishCapture();
  }

  // Statements

  private <S extends CassportStatement> S added(S statement) throws SQLException {
    statements.add(statement);
    if (closed) { // meanwhile, by another thread, which may not have seen it
      statement.close();
      throw Errors.connectionClosed();
    }
    return statement;
  }

  @Override
  public Statement createStatement() throws SQLException {
    open();
    return added(new CassportStatement(this));
  }

  @Override
  public Statement createStatement(int type, int concurrency) throws SQLException {
    open();
    CassportStatement statement = new CassportStatement(this);
    return asked(statement, type, concurrency);
  }

  @Override
  public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
    return createStatement(type, concurrency);
  }

  /** Another kind of result is given as what there is, with a warning, as JDBC has it. */
  private <S extends CassportStatement> S asked(S statement, int type, int concurrency)
      throws SQLException {
    if (type != ResultSet.TYPE_FORWARD_ONLY) {
      statement.scroll();
    }
    if (type == ResultSet.TYPE_SCROLL_SENSITIVE || concurrency != ResultSet.CONCUR_READ_ONLY) {
      warnings.add(
          "results are read only, and do not change with the table, whatever was asked for",
          "01S02");
    }
    return added(statement);
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    open();
    return added(CassportPreparedStatement.prepare(this, sql));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    open();
    return asked(CassportPreparedStatement.prepare(this, sql), type, concurrency);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    return prepareStatement(sql, type, concurrency);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
    return prepareStatement(sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
    return prepareStatement(sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
    return prepareStatement(sql);
  }

  // About it

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    open();
    return new CassportDatabaseMetaData(this);
  }

  @Override
  public void setSchema(String name) throws SQLException {
    open();
    if (name == null || name.isEmpty()) {
      throw Errors.syntax("setSchema needs the name of a keyspace");
    }
    use(name);
  }

  @Override
  public String getSchema() throws SQLException {
    open();
    CqlIdentifier current = keyspace;
    return current == null ? null : current.asInternal();
  }

  @Override
  public SQLWarning getWarnings() throws SQLException {
    open();
    return warnings.first();
  }

  /** Also ends a capture when a pool takes the connection back. */
  @Override
  public void clearWarnings() throws SQLException {
    open();
    warnings.clear();
    if (capture.exists() && PoolReturn.isUnderWay()) {
      finishCapture();
    }
  }

  @Override
  public boolean isValid(int seconds) throws SQLException {
    if (seconds < 0) {
      throw Errors.data("the timeout " + seconds + " is negative", "22003");
    }
    if (closed) {
      return false;
    }
    // Tools pass milliseconds by mistake, or wait for the answer with a window open.
    return answers(seconds == 0 ? 5 : Math.min(seconds, 5));
  }

  private boolean answers(int limit) {
    try {
      SimpleStatement ping =
          SimpleStatement.newInstance("SELECT key FROM system.local")
              .setTimeout(Duration.ofSeconds(limit));
      session().executeAsync(ping).toCompletableFuture().get(limit, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public Array createArrayOf(String typeName, Object[] elements) throws SQLException {
    open();
    return new CassportArray(
        typeName == null ? "text" : typeName, elements == null ? new Object[0] : elements.clone());
  }

  @Override
  public Struct createStruct(String typeName, Object[] attributes) throws SQLException {
    open();
    return new CassportStruct(typeName, attributes == null ? new Object[0] : attributes.clone());
  }

  // Life

  /**
   * Ends a capture as CAPTURE OFF does, closes the statements, and gives the session back. What
   * other threads execute in them is cancelled.
   */
  @Override
  public void close() throws SQLException {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      // first the capture: closing a result would wait for its rows, whoever answers
      Closing closing = new Closing().and(() -> capture.close(() -> answers(PATIENCE_SECONDS)));
      for (CassportStatement statement : List.copyOf(statements)) {
        closing.and(statement::close);
      }
      closing.end();
    } finally {
      giveBack();
    }
  }

  /** A USE in another thread may be about to exchange the session. */
  private void giveBack() {
    SessionRegistry.Lease last;
    synchronized (this) {
      last = lease;
    }
    last.close();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  /** Stops what runs, and closes; a capture is completed with the rows that have come. */
  @Override
  public void abort(Executor executor) throws SQLException {
    capture.abort();
    for (CassportStatement statement : List.copyOf(statements)) {
      if (!statement.isClosed()) {
        statement.cancel();
      }
    }
    close();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(type, this, session());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrappers.isWrapperFor(this, type) || type != null && type.isInstance(session());
  }

  @Override
  public String toString() {
    return "CassportConnection[" + settings.url() + "]";
  }
}
