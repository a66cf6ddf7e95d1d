package io.cassport.embedded;

import io.cassport.embedded.CqlProbe.Consistency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One running node: a child JVM, its log and its address. */
final class NodeProcess {

  private static final String PEERS =
      "SELECT schema_version, host_id, data_center, rack, rpc_address, release_version FROM system.peers";
  private static final int PEER_COLUMNS = 6;
  private static final int TAIL_LINES = 40;
  private static final long STOP_SECONDS = 30;
  private static final long KILL_SECONDS = 10;

  private final NodeConfiguration configuration;
  private final Process process;
  private volatile boolean frozen;

  private NodeProcess(NodeConfiguration configuration, Process process) {
    this.configuration = configuration;
    this.process = process;
  }

  /** Starts the JVM and returns at once; the node answers some seconds later. */
  static NodeProcess start(
      NodeConfiguration configuration, NodeCommand command, ChildClassPath classPath) {
    ProcessBuilder builder =
        new ProcessBuilder(command.arguments(configuration, classPath))
            .directory(configuration.home().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(configuration.log().toFile()));
    builder.environment().put("CLASSPATH", classPath.text());
    // Meant for the parent: agents and options of its own.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    try {
      return new NodeProcess(configuration, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Starting the JVM of Cassandra node " + configuration.node(), e);
    }
  }

  InetSocketAddress address() {
    ClusterLayout layout = configuration.layout();
    return new InetSocketAddress(
        layout.addresses().get(configuration.node() - 1), layout.nativePort());
  }

  Path log() {
    return configuration.log();
  }

  long pid() {
    return process.pid();
  }

  /**
   * Whether the node answers queries, knows {@code peers} others, agrees with them on the schema
   * and finds all of them up.
   */
  boolean answers(int peers) {
    try (CqlProbe probe = new CqlProbe(address())) {
      List<List<ByteBuffer>> local =
          probe.rows("SELECT schema_version FROM system.local", Consistency.ONE);
      if (local.size() != 1 || local.get(0).size() != 1) {
        return false;
      }
      ByteBuffer schema = local.get(0).get(0);
      List<List<ByteBuffer>> others = probe.rows(PEERS, Consistency.ONE);
      boolean agreed =
          others.size() == peers
              && others.stream()
                  .allMatch(peer -> peer.size() == PEER_COLUMNS && peer.get(0).equals(schema));
      // Replicated three times over, so that this read fails unless every node is up.
      return agreed
          && (peers == 0
              || probe
                  .rows("SELECT status FROM system_distributed.view_build_status", Consistency.ALL)
                  .isEmpty());
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Reports a node that has ended by itself.
   *
   * @throws IllegalStateException with the end of the log, when the JVM is gone
   */
  void requireAlive() {
    if (!process.isAlive()) {
      throw failure("ended with exit code " + process.exitValue() + " instead of starting");
    }
  }

  IllegalStateException failure(String what) {
    return new IllegalStateException(
        "Cassandra node %d (%s) %s. The end of its log:%n%s"
            .formatted(configuration.node(), address(), what, tail()));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the process as a crash does; returns when it is gone. */
  void kill() {
    process.toHandle().destroyForcibly();
    awaitStop();
  }

  /**
   * Ends the process as a system that shuts down does, so that what it holds is written down;
   * returns when it is gone.
   */
  void terminate() {
    // not of the Process, which also ends the stream, and with it temporary data
    process.toHandle().destroy();
    awaitStop();
  }

  /** Stops the process where it is, with its connections open, or lets it go on. */
  void freeze(boolean frozen) {
    if (this.frozen == frozen || !isAlive()) {
      return;
    }
    try {
      int exit =
          new ProcessBuilder("kill", frozen ? "-STOP" : "-CONT", Long.toString(pid()))
              .inheritIO()
              .start()
              .waitFor();
      if (exit != 0) {
        throw failure("could not be sent a signal");
      }
      this.frozen = frozen;
    } catch (IOException e) {
      throw new UncheckedIOException("Sending node " + configuration.node() + " a signal", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a signal was sent", e);
    }
  }

  /** The same node in a JVM of its own, once this one is gone. */
  NodeProcess again(NodeCommand command, ChildClassPath classPath) {
    return start(configuration, command, classPath);
  }

  /** The end of the stream asks the node to stop; see {@link NodeMain}. */
  void askToStop() {
    freeze(false);
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The node has gone already.
    }
  }

  /** Waits until the node is gone, by force in the end. */
  void awaitStop() {
    boolean interrupted = false;
    try {
      if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    process.destroyForcibly();
    try {
      process.waitFor(KILL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private String tail() {
    try {
      // Not readAllLines: half a character at the end of a log is no reason to show nothing.
      String text = new String(Files.readAllBytes(log()), StandardCharsets.UTF_8);
      List<String> lines = new ArrayList<>(text.lines().toList());
      return String.join(
          System.lineSeparator(),
          lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(no log at " + log() + ")";
    }
  }
}
