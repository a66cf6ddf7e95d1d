package io.cassport.bench;

import io.cassport.bench.child.Sizes;
import io.cassport.bench.data.Shape;
import io.cassport.bench.data.Shapes;
import io.cassport.bench.data.SourceFile;
import io.cassport.bench.task.DsbulkRun;
import io.cassport.embedded.EmbeddedCassandra;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** The server's tables and the files that they are loaded from. */
final class Tables implements AutoCloseable {
  static final String MIXED = Shapes.MIXED.name();

  /** A tenth of the rows of {@link #MIXED}. */
  static final String SMALL = "mixed_small";

  /** What imports are measured with; emptied before each. */
  static final String LOAD = "mixed_load";

  /** What imports are warmed up with. */
  static final String SMALL_LOAD = "mixed_small_load";

  static final String FLIGHTS = "flights";

  /** Apart, because DSBulk's driver cannot read the schema of a keyspace with vectors. */
  private static final String OTHERS = "bench_others";

  private static final Duration COMPACTION_LIMIT = Duration.ofMinutes(2);

  private final Settings settings;
  private final InetSocketAddress server;
  private final String datacenter;
  private final Connection connection;

  Tables(Settings settings, EmbeddedCassandra cassandra, int replicas) throws SQLException {
    this.settings = settings;
    this.server = cassandra.contactPoint();
    this.datacenter = cassandra.localDatacenter();
    String nowhere = "jdbc:cassport://" + address() + "/?requestTimeout=120000";
    try (Connection first = DriverManager.getConnection(nowhere)) {
      for (String keyspace : List.of(Shapes.KEYSPACE, OTHERS)) {
        execute(
            first,
            ("CREATE KEYSPACE IF NOT EXISTS %s WITH replication ="
                    + " {'class': 'SimpleStrategy', 'replication_factor': %d}")
                .formatted(keyspace, replicas));
      }
    }
    this.connection = DriverManager.getConnection(url());
    // what each table was loaded from: its number of rows, or the size of the file
    execute("CREATE TABLE IF NOT EXISTS loaded (name text PRIMARY KEY, size bigint)");
  }

  /** Where Cassport connects to. */
  String url() {
    return "jdbc:cassport://%s/%s?localDatacenter=%s&requestTimeout=120000"
        .formatted(address(), Shapes.KEYSPACE, datacenter);
  }

  /** Where cassandra-jdbc-wrapper connects to. */
  String wrapperUrl() {
    return "jdbc:cassandra://%s/%s?localdatacenter=%s&requesttimeout=120000"
        .formatted(address(), Shapes.KEYSPACE, datacenter);
  }

  /** Tells a job of the bare driver where the server is. */
  Job connected(Job job) {
    return job.with("host", server.getAddress().getHostAddress())
        .with("port", server.getPort())
        .with("datacenter", datacenter);
  }

  /** DSBulk's arguments, one in each line. */
  String dsbulk(String command, String table, Path files) {
    return String.join(
        "\n",
        List.of(
            command,
            "-h",
            server.getAddress().getHostAddress(),
            "-port",
            Integer.toString(server.getPort()),
            "-k",
            Shapes.KEYSPACE,
            "-t",
            table,
            "-url",
            files.toString(),
            "-header",
            "true",
            "--log.directory",
            settings.logs().resolve("dsbulk").toString(),
            "--driver.advanced.metadata.schema.refreshed-keyspaces",
            "[" + Shapes.KEYSPACE + "]",
            "--monitoring.console",
            "false"));
  }

  /** How many rows the table of a shape has. */
  long rows(Shape shape) {
    long all = settings.rows();
    long rows =
        switch (shape.name()) {
          case "wide" -> all / 20;
          case "narrow" -> all / 2;
          case "vectors" -> all / 100;
          case "blobs" -> all / 2_000;
          default -> all;
        };
    return Math.max(10, rows);
  }

  Path file(Shape shape) {
    return file(shape, rows(shape));
  }

  /** A file of a shape's first rows. */
  Path file(Shape shape, long rows) {
    try {
      return SourceFile.in(settings.files(), shape, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("Writing the rows of " + shape.name(), e);
    }
  }

  Path smallFile() {
    return file(Shapes.MIXED, settings.smallRows());
  }

  Path loadFile() {
    return file(Shapes.MIXED, settings.loadRows());
  }

  Path encodedFile() {
    return file(Shapes.MIXED, settings.encodedRows());
  }

  /** The same rows as {@link #loadFile()}, as our COPY TO writes them. */
  Path csvLoadFile() {
    return settings.files().resolve("mixed-" + settings.loadRows() + ".csv");
  }

  /** The same rows as {@link #loadFile()}, as DSBulk writes them. */
  Path dsbulkFiles() {
    return settings.files().resolve("mixed-" + settings.loadRows() + "-dsbulk");
  }

  /** Makes the tables of the goals, and the files that are made of their rows. */
  void prepareGoals(ChildJvm children, boolean csv) throws SQLException, IOException {
    fill(Shapes.MIXED, SMALL, settings.smallRows());
    fill(Shapes.MIXED, MIXED, settings.rows());
    create(Shapes.MIXED, LOAD);
    create(Shapes.MIXED, SMALL_LOAD);
    if (!Files.exists(dsbulkFiles()) || (csv && !Files.exists(csvLoadFile()))) {
      copyFrom(LOAD, loadFile());
      if (csv) {
        execute(
            "COPY %s TO '%s' WITH FORMAT='CSV' AND OVERWRITE=TRUE".formatted(LOAD, csvLoadFile()));
      }
      unloadByDsbulk(children);
    }
  }

  private void unloadByDsbulk(ChildJvm children) throws IOException {
    Sizes.delete(dsbulkFiles());
    Job unload =
        Job.of("prepare-dsbulk", DsbulkRun.class, ClassPath.DSBULK)
            .with("warmUp", "")
            .with("nothing", "")
            .with("warmUps", 0)
            .with("arguments", dsbulk("unload", LOAD, dsbulkFiles()))
            .with("rows", settings.loadRows())
            .with("file", dsbulkFiles());
    ChildJvm.Answer answer = children.run(unload, 0);
    if (answer.figures() == null) {
      Sizes.delete(dsbulkFiles());
      throw new IllegalStateException("DSBulk did not unload: " + answer.failure());
    }
  }

  /** The name of a table that no goal is about. */
  static String other(String name) {
    return OTHERS + "." + name;
  }

  /** Makes all other tables. */
  void prepareOthers() throws SQLException, IOException {
    for (Shape shape : List.of(Shapes.WIDE, Shapes.NARROW, Shapes.VECTORS, Shapes.BLOBS)) {
      fill(shape, other(shape.name()), rows(shape));
      create(shape, other(shape.name()) + "_load");
    }
    if (settings.flights().isPresent()) {
      Path file = settings.flights().get().toAbsolutePath();
      String columns =
          "(origin text, destination text, date timestamp, delay bigint, distance bigint,"
              + " PRIMARY KEY (origin, destination, date, delay))";
      execute("CREATE TABLE IF NOT EXISTS " + other(FLIGHTS) + " " + columns);
      execute("CREATE TABLE IF NOT EXISTS " + other(FLIGHTS) + "_load " + columns);
      long size = Files.size(file);
      if (!isLoaded(FLIGHTS, size)) {
        execute("TRUNCATE " + other(FLIGHTS));
        copyFrom(other(FLIGHTS), file);
        setLoaded(FLIGHTS, size);
      }
    }
  }

  /** Makes a table of a shape with so many rows, unless it is there from an earlier run. */
  void fill(Shape shape, String table, long rows) throws SQLException {
    create(shape, table);
    if (!isLoaded(table, rows)) {
      execute("TRUNCATE " + table);
      copyFrom(table, file(shape, rows));
      setLoaded(table, rows);
    }
  }

  /** Makes an empty table of a shape. */
  void create(Shape shape, String table) throws SQLException {
    execute(shape.createTable(table));
  }

  /** Empties tables and waits until the server has nothing left to do. */
  void prepare(Job job) throws SQLException, InterruptedException {
    for (String table : job.emptied()) {
      execute("TRUNCATE " + table);
    }
    settle();
  }

  /** Returns when no compaction is under way. */
  void settle() throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + COMPACTION_LIMIT.toNanos();
    while (number("SELECT count(*) FROM system_views.sstable_tasks") > 0
        && System.nanoTime() < deadline) {
      Thread.sleep(200);
    }
  }

  private void copyFrom(String table, Path file) throws SQLException {
    execute("COPY %s FROM '%s' WITH LEDGER=FALSE".formatted(table, file));
  }

  private boolean isLoaded(String table, long size) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT size FROM loaded WHERE name = ?")) {
      select.setString(1, table);
      try (ResultSet result = select.executeQuery()) {
        return result.next() && result.getLong(1) == size;
      }
    }
  }

  private void setLoaded(String table, long size) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO loaded (name, size) VALUES (?, ?)")) {
      insert.setString(1, table);
      insert.setLong(2, size);
      insert.executeUpdate();
    }
  }

  private long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }

  private void execute(String statement) throws SQLException {
    execute(connection, statement);
  }

  private static void execute(Connection on, String text) throws SQLException {
    try (Statement statement = on.createStatement()) {
      statement.execute(text);
    }
  }

  private String address() {
    return server.getAddress().getHostAddress() + ":" + server.getPort();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
