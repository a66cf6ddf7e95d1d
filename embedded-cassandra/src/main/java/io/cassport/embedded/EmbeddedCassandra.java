package io.cassport.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A development and test server: a real Cassandra, mostly 5.0, of one or three nodes, each in a JVM
 * of its own on this machine. It is for work inside a checkout of this project, since it runs
 * Cassandra from the local Maven repository that the build recorded; it is nothing to run in
 * production, and no part of the driver.
 *
 * <p>The nodes listen on 127.0.0.1 to 127.0.0.3, all on one port number; anybody may log in unless
 * {@link Builder#passwordAuthentication()} was chosen. They need a Java 17, whatever Java the
 * caller runs on: the running one, else the one of the environment variable {@code JAVA17_HOME},
 * else one that is installed beside the running one; the system property {@code
 * cassport.cassandra.javaHome} overrules them all.
 *
 * <p>The nodes end on {@link #close()}, when this JVM ends, and when it is killed.
 */
public final class EmbeddedCassandra implements AutoCloseable {

  private static final String DATACENTER = "datacenter1";
  private static final String OTHER_DATACENTER = "datacenter2";
  private static final String LOCK_FILE = "lock";
  private static final long PROBE_INTERVAL_MILLIS = 100;

  private final Path directory;
  private final boolean temporary;
  private final FileChannel lock;
  // The shutdown hook may look at it while it is being filled.
  private final List<NodeProcess> nodes = new CopyOnWriteArrayList<>();
  private final Thread shutdownHook = new Thread(this::stop, "stop-embedded-cassandra");
  private boolean stopped;
  private NodeCommand command;
  private ChildClassPath classPath;
  private Duration startTimeout;

  private EmbeddedCassandra(Path directory, boolean temporary, FileChannel lock) {
    this.directory = directory;
    this.temporary = temporary;
    this.lock = lock;
  }

  /**
   * The launcher of a Java 17, for programs that run on no later one, as Cassandra does not.
   *
   * @throws IllegalStateException when there is none
   */
  public static Path java17() {
    return new CassandraJava(System.getenv())
        .launcher(
            System.getProperty(CassandraJava.PROPERTY), Path.of(System.getProperty("java.home")));
  }

  /** Begins with one node, a heap of 768 MiB, temporary data and two minutes to start in. */
  public static Builder builder() {
    return new Builder();
  }

  /** The addresses for clients: one per node, in the order of the nodes; never empty. */
  public List<InetSocketAddress> contactPoints() {
    return nodes.stream().map(NodeProcess::address).toList();
  }

  /** The first node's address for clients. */
  public InetSocketAddress contactPoint() {
    return nodes.get(0).address();
  }

  /** The name of the first node's data center, which drivers want to be told. */
  public String localDatacenter() {
    return DATACENTER;
  }

  /**
   * The log of a node: what Cassandra and its JVM write. It is in the data directory, and so is
   * gone after {@link #close()} when that is a temporary one.
   *
   * @param node the node's number, counted from 1
   */
  public Path logFile(int node) {
    return node(node).log();
  }

  /**
   * The process of a node.
   *
   * @param node the node's number, counted from 1
   */
  public long pid(int node) {
    return node(node).pid();
  }

  /**
   * Kills a node, as {@code kill -9} does, and returns when it is gone.
   *
   * @param node the node's number, counted from 1
   */
  public void kill(int node) {
    node(node).kill();
  }

  /**
   * Stops a node as a system that shuts down does, and returns when it is gone.
   *
   * @param node the node's number, counted from 1
   */
  public void stop(int node) {
    node(node).terminate();
  }

  /**
   * Starts a node again that was killed or stopped, and returns when it and all others answer.
   *
   * @param node the node's number, counted from 1
   * @throws IllegalStateException when it is running, or does not answer in time
   */
  public void restart(int node) {
    if (node(node).isAlive()) {
      throw new IllegalStateException("Node " + node + " is running");
    }
    nodes.set(node - 1, node(node).again(command, classPath));
    awaitAll();
  }

  /** True unless the node was killed or stopped, or has ended by itself. */
  public boolean isRunning(int node) {
    return node(node).isAlive();
  }

  /**
   * Waits until all nodes answer and find each other up.
   *
   * @throws IllegalStateException when one is not running, or does not answer in time
   */
  public void awaitAll() {
    long deadline = System.nanoTime() + startTimeout.toNanos();
    for (NodeProcess each : nodes) {
      await(each, nodes.size() - 1, deadline, nodes);
    }
  }

  /**
   * Freezes a node: it keeps its connections and answers nothing. Not on Windows.
   *
   * @param node the node's number, counted from 1
   */
  public void freeze(int node) {
    node(node).freeze(true);
  }

  /**
   * Lets a frozen node go on.
   *
   * @param node the node's number, counted from 1
   */
  public void thaw(int node) {
    node(node).freeze(false);
  }

  /**
   * Sets something that Cassandra offers by JMX, until the node ends.
   *
   * @param node the node's number, counted from 1
   * @param attribute of the StorageService, such as {@code RangeRpcTimeout}
   */
  public void set(int node, String attribute, Object value) {
    Management.set(node(node).pid(), attribute, value);
  }

  /**
   * Stops all nodes and returns when they are gone: at once when the data is temporary, which is
   * then removed, and otherwise after they have written down what they hold. Closing again does
   * nothing.
   */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      // The JVM is ending; the hook and this call wait for each other in stop().
    }
    stop();
  }

  private NodeProcess node(int number) {
    if (number < 1 || number > nodes.size()) {
      throw new IllegalArgumentException(
          "There is no node %d; the nodes are 1 to %d".formatted(number, nodes.size()));
    }
    return nodes.get(number - 1);
  }

  private synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    nodes.forEach(NodeProcess::askToStop);
    nodes.forEach(NodeProcess::awaitStop);
    try {
      lock.close();
    } catch (IOException e) {
      // The process gives the lock back in any case.
    }
    if (temporary) {
      Directories.deleteQuietly(directory);
    }
  }

  private void start(Builder builder, ClusterLayout layout) {
    Runtime.getRuntime().addShutdownHook(shutdownHook);
    long deadline = System.nanoTime() + builder.startTimeout.toNanos();
    command = new NodeCommand(java17(), builder.heap, temporary);
    classPath = ChildClassPath.read(builder.version);
    startTimeout = builder.startTimeout;
    for (int number = 1; number <= layout.nodes(); number++) {
      NodeConfiguration configuration =
          new NodeConfiguration(
              layout,
              number,
              directory.resolve("node" + number),
              builder.security,
              number == builder.nodeElsewhere ? OTHER_DATACENTER : DATACENTER,
              builder.version);
      configuration.write();
      nodes.add(NodeProcess.start(configuration, command, classPath));
      if (number == 1) {
        // The others ask the first node who else is there, so it has to be there before them.
        await(nodes.get(0), 0, deadline, nodes);
      }
    }
    if (layout.nodes() > 1) {
      for (NodeProcess node : nodes) {
        await(node, layout.nodes() - 1, deadline, nodes);
      }
    }
  }

  /**
   * Waits until a node answers.
   *
   * @param alive the nodes without which it never would
   */
  private void await(NodeProcess node, int peers, long deadline, List<NodeProcess> alive) {
    while (!node.answers(peers)) {
      alive.forEach(NodeProcess::requireAlive);
      if (System.nanoTime() - deadline > 0) {
        throw node.failure("did not answer within " + startTimeout);
      }
      try {
        Thread.sleep(PROBE_INTERVAL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while Cassandra started", e);
      }
    }
    // Another process may be the one that answers: then this one has failed to bind the port.
    alive.forEach(NodeProcess::requireAlive);
  }

  /** The choices for a server; every one has a default. */
  public static final class Builder {

    private int nodes = 1;
    private String heap = "768m";
    private int nativePort;
    private Path dataDirectory;
    private Duration startTimeout = Duration.ofMinutes(2);
    private ClientSecurity security = ClientSecurity.NONE;
    private int nodeElsewhere;
    private CassandraVersion version = CassandraVersion.V5_0;

    private Builder() {}

    /**
     * The size of the cluster: 1 or 3. Three nodes want the loopback addresses 127.0.0.2 and
     * 127.0.0.3, which Linux and Windows have and macOS has after {@code ifconfig lo0 alias}.
     */
    public Builder nodes(int count) {
      if (count != 1 && count != 3) {
        throw new IllegalArgumentException("A cluster has 1 or 3 nodes, not " + count);
      }
      this.nodes = count;
      return this;
    }

    /** Another line of Cassandra than 5.0. */
    public Builder version(CassandraVersion line) {
      this.version = Objects.requireNonNull(line, "line");
      return this;
    }

    /** Three nodes, the last of which is in a data center of its own, {@code datacenter2}. */
    public Builder twoDatacenters() {
      this.nodes = 3;
      this.nodeElsewhere = 3;
      return this;
    }

    /** The largest heap of each node, as {@code -Xmx} takes it; {@code 768m} by default. */
    public Builder heap(String size) {
      this.heap = Objects.requireNonNull(size, "size");
      return this;
    }

    /** The port for clients, or 0 for any free one, which is the default. */
    public Builder nativePort(int port) {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("A port is a number from 0 to 65535, not " + port);
      }
      this.nativePort = port;
      return this;
    }

    /**
     * A directory, created when it is not there, whose data stays after the server is closed and is
     * found again by the next one. By default the data is in a temporary directory that is removed
     * when the server is closed.
     */
    public Builder dataDirectory(Path directory) {
      this.dataDirectory = Objects.requireNonNull(directory, "directory");
      return this;
    }

    /**
     * Clients have to log in, and may do what their role is granted. A new cluster has the
     * superuser {@code cassandra} with the password {@code cassandra}, which has to stay as it is:
     * the start logs in with it to see whether the nodes are there.
     */
    public Builder passwordAuthentication() {
      this.security = security.withPasswords();
      return this;
    }

    /**
     * Clients may use TLS on the port for clients, and need not.
     *
     * @param keyStore a PKCS12 file with the certificate and key of the nodes
     * @param password of the file
     */
    public Builder clientTls(Path keyStore, String password) {
      this.security =
          security.withTls(
              Objects.requireNonNull(keyStore, "keyStore"),
              null,
              Objects.requireNonNull(password, "password"));
      return this;
    }

    /**
     * Clients may use TLS on the port for clients, and need not; those that do have to show a
     * certificate of their own.
     *
     * @param keyStore a PKCS12 file with the certificate and key of the nodes
     * @param trustStore a PKCS12 file with certificates: a client's is one of them, or signed by
     *     one
     * @param password of both files
     */
    public Builder clientTls(Path keyStore, Path trustStore, String password) {
      this.security =
          security.withTls(
              Objects.requireNonNull(keyStore, "keyStore"),
              Objects.requireNonNull(trustStore, "trustStore"),
              Objects.requireNonNull(password, "password"));
      return this;
    }

    /** How long all nodes together may take to start. */
    public Builder startTimeout(Duration timeout) {
      this.startTimeout = Objects.requireNonNull(timeout, "timeout");
      return this;
    }

    /**
     * Starts the server and returns when all nodes answer queries and know each other.
     *
     * @throws IllegalStateException when there is no Java 17, when the port is taken, when the data
     *     directory is in use or of a cluster of another size, and, with the last lines of the log,
     *     when a node ends or does not answer in time
     * @throws UncheckedIOException when the data directory cannot be written
     */
    public EmbeddedCassandra start() {
      boolean temporary = dataDirectory == null;
      EmbeddedCassandra server = open(temporary);
      try {
        server.start(this, ClusterLayout.of(server.directory, nodes, nativePort));
        return server;
      } catch (RuntimeException | Error e) {
        server.close();
        throw e;
      }
    }

    private EmbeddedCassandra open(boolean temporary) {
      try {
        Path directory =
            temporary
                ? Files.createTempDirectory("cassport-cassandra-")
                : Files.createDirectories(dataDirectory);
        Path absolute = directory.toAbsolutePath().normalize();
        return new EmbeddedCassandra(absolute, temporary, lock(absolute));
      } catch (IOException e) {
        throw new UncheckedIOException(
            "Preparing the data directory " + (temporary ? "" : dataDirectory), e);
      }
    }

    private static FileChannel lock(Path directory) throws IOException {
      FileChannel channel =
          FileChannel.open(
              directory.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (channel.tryLock() != null) {
          return channel;
        }
      } catch (OverlappingFileLockException e) {
        // Held by this JVM; to the caller that is the same as held by another.
      } catch (IOException e) {
        channel.close();
        throw e;
      }
      channel.close();
      throw new IllegalStateException(
          "The data directory %s is in use by another server".formatted(directory));
    }
  }
}
