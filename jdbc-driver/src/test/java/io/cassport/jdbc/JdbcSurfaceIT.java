package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.embedded.EmbeddedCassandra;
import io.cassport.jdbc.JdbcSurface.Arguments;
import io.cassport.jdbc.JdbcSurface.Target;
import java.lang.reflect.Method;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.List;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every method of every java.sql and javax.sql interface there is here, by reflection. */
final class JdbcSurfaceIT {
  private static final String SELECT = "SELECT id, v, l FROM surface.t WHERE id = 1";
  private static final String CHANGE = "UPDATE surface.t SET v = ? WHERE id = ?";

  private final List<Connection> opened = new ArrayList<>();

  @BeforeAll
  static void makeTable() throws SQLException {
    Server.makeKeyspace("surface");
    try (Connection connection = Server.connect("surface")) {
      fill(connection);
    }
  }

  private static void fill(Connection connection) throws SQLException {
    Server.run(
        connection,
        "CREATE TABLE surface.t (id int PRIMARY KEY, v text, l list<text>)",
        "INSERT INTO surface.t (id, v, l) VALUES (1, 'x', ['a', 'b'])");
  }

  @AfterEach
  void closeAll() throws SQLException {
    for (Connection connection : opened) {
      connection.close();
    }
  }

  private Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(Server.url(null, "requestTimeout=20000"));
    opened.add(connection);
    return connection;
  }

  // States

  private Target statement(Connection connection, String state) {
    return method -> {
      Statement statement = connection.createStatement();
      if (!state.equals("fresh")) {
        statement.execute(SELECT);
      }
      return inState(statement, state);
    };
  }

  private Target prepared(Connection connection, String state) {
    return method -> {
      PreparedStatement statement =
          connection.prepareStatement(method.getName().startsWith("set") ? CHANGE : SELECT);
      if (!state.equals("fresh") && !method.getName().startsWith("set")) {
        statement.execute();
      }
      return inState(statement, state);
    };
  }

  private Target rows(Connection connection, String state) {
    return method -> {
      ResultSet rows = connection.createStatement().executeQuery(SELECT);
      if (!state.equals("fresh")) {
        rows.next();
      }
      return inState(rows, state);
    };
  }

  private static Object inState(AutoCloseable object, String state) throws Exception {
    if (state.equals("closed")) {
      object.close();
    }
    return object;
  }

  private Target connection(String state) {
    return method -> {
      Connection connection = connect();
      if (state.equals("executed")) {
        connection.createStatement().execute(SELECT);
      }
      return inState(connection, state);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"fresh", "executed", "closed"})
  @DisplayName("X-01: no method throws anything but SQLException, fresh, executed or closed")
  void x01_noMethodThrowsAnythingElse(String state) throws Exception {
    Connection connection = connect();
    JdbcSurface surface =
        new JdbcSurface(SELECT, true)
            .of(Connection.class, connection(state))
            .of(Statement.class, statement(connection, state))
            .of(PreparedStatement.class, prepared(connection, state));
    assertThat(surface.run()).isEmpty();
    JdbcSurface labels = new JdbcSurface("v", true).of(ResultSet.class, rows(connection, state));
    assertThat(labels.run()).isEmpty();
    JdbcSurface parts = parts(connection, state);
    assertThat(parts.run()).isEmpty();
    assertThat(surface.done() + labels.done() + parts.done()).isGreaterThan(1000);
  }

  /** The interfaces that have no life of their own; closed is what they came from, or freed. */
  private JdbcSurface parts(Connection connection, String state) throws Exception {
    ResultSet rows = (ResultSet) rows(connection, "executed").make(null);
    PreparedStatement prepared = connection.prepareStatement(CHANGE);
    ResultSetMetaData columns = rows.getMetaData();
    ParameterMetaData markers = prepared.getParameterMetaData();
    boolean closed = state.equals("closed");
    Target array =
        method -> {
          Array list = ((ResultSet) rows(connection, "executed").make(null)).getArray("l");
          if (closed) {
            list.free();
          }
          return list;
        };
    Target blob =
        method -> {
          Blob made = connection.createBlob();
          made.setBytes(1, new byte[] {1, 2, 3});
          if (closed) {
            made.free();
          }
          return made;
        };
    Target clob =
        method -> {
          NClob made = connection.createNClob();
          made.setString(1, "abc");
          if (closed) {
            made.free();
          }
          return made;
        };
    RowId rowId = new CassportRowId(new java.util.UUID(1, 2));
    Struct struct = connection.createStruct("u", new Object[] {1});
    if (closed) {
      rows.close();
      prepared.close();
    }
    return new JdbcSurface("v", true)
        .of(ResultSetMetaData.class, method -> columns)
        .of(ParameterMetaData.class, method -> markers)
        .of(Array.class, array)
        .of(Blob.class, blob)
        .of(Clob.class, clob)
        .of(RowId.class, method -> rowId)
        .of(Struct.class, method -> struct);
  }

  @Test
  @DisplayName("X-01: the same for Driver, DataSource and the pool's interfaces")
  void x01_theSameForDriverAndDataSources() throws Exception {
    String url = Server.url(null, "");
    CassportDataSource source = new CassportDataSource();
    source.setUrl(url);
    CassportConnectionPoolDataSource pooled = new CassportConnectionPoolDataSource();
    pooled.setUrl(url);
    JdbcSurface surface =
        new JdbcSurface("jdbc:other:x", true)
            .of(Driver.class, method -> new CassportDriver())
            .of(DataSource.class, method -> source)
            .of(ConnectionPoolDataSource.class, method -> pooled)
            .of(PooledConnection.class, method -> pooledConnection(pooled));
    assertThat(surface.run()).isEmpty();
  }

  private Object pooledConnection(CassportConnectionPoolDataSource source) throws SQLException {
    PooledConnection connection = source.getPooledConnection();
    opened.add(connection.getConnection());
    return connection;
  }

  @Test
  @DisplayName("X-01, D-14: the same when the cluster is gone, and closing still works")
  void x01_theSameWhenTheClusterIsGone() throws Exception {
    JdbcSurface surface;
    JdbcSurface labels;
    Connection last;
    try (EmbeddedCassandra server = EmbeddedCassandra.builder().heap("512m").start()) {
      String url =
          "jdbc:cassport://"
              + server.contactPoint().getAddress().getHostAddress()
              + ":"
              + server.contactPoint().getPort()
              + "?requestTimeout=20000";
      Connection connection = DriverManager.getConnection(url);
      opened.add(connection);
      last = connection;
      Server.run(
          connection,
          "CREATE KEYSPACE surface WITH replication ="
              + " {'class': 'SimpleStrategy', 'replication_factor': 1}");
      fill(connection);
      Target connections =
          method -> {
            Connection own = DriverManager.getConnection(url);
            opened.add(own);
            return own;
          };
      surface =
          new JdbcSurface(SELECT, true)
              .of(Connection.class, connections, Arguments.TYPICAL, Arguments.EMPTY)
              .of(Statement.class, statement(connection, "executed"), Arguments.TYPICAL)
              .of(PreparedStatement.class, prepared(connection, "executed"), Arguments.TYPICAL);
      labels =
          new JdbcSurface("v", true)
              .of(ResultSet.class, rows(connection, "executed"), Arguments.TYPICAL)
              .of(DatabaseMetaData.class, method -> connection.getMetaData(), Arguments.TYPICAL);
    }
    assertThat(surface.run()).isEmpty();
    assertThat(labels.run()).isEmpty();
    assertThat(surface.done() + labels.done()).isGreaterThan(400);
    assertThat(last.isValid(5)).isFalse();
    long before = System.nanoTime();
    last.close();
    last.close();
    assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
  }

  @Test
  @DisplayName("O-01: no method of DatabaseMetaData throws, with null, % or nonsense")
  void o01_noMethodOfDatabaseMetaDataThrows() throws Exception {
    DatabaseMetaData metadata = connect().getMetaData();
    List<String> wrong = new ArrayList<>();
    int done = 0;
    for (String text : List.of("%", "surface", "")) {
      JdbcSurface surface =
          new JdbcSurface(text, false).of(DatabaseMetaData.class, method -> metadata);
      wrong.addAll(surface.run());
      done += surface.done();
    }
    assertThat(wrong).isEmpty();
    assertThat(done).isGreaterThan(1500);
  }

  @Test
  void everyInterfaceIsImplementedWithoutAnAbstractMethodLeft() {
    for (Class<?> type :
        List.of(
            CassportDriver.class,
            CassportDataSource.class,
            CassportConnectionPoolDataSource.class,
            CassportPooledConnection.class,
            CassportConnection.class,
            CassportStatement.class,
            CassportPreparedStatement.class,
            CassportResultSet.class,
            CassportDatabaseMetaData.class)) {
      for (Method method : type.getMethods()) {
        assertThat(java.lang.reflect.Modifier.isAbstract(method.getModifiers()))
            .as(method.toString())
            .isFalse();
      }
    }
  }
}
