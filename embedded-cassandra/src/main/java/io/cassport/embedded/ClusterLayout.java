package io.cassport.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Where a cluster's nodes are: their addresses and the ports that they share. A data directory
 * remembers its cluster's size and ports, since the nodes know each other by address and storage
 * port.
 */
record ClusterLayout(List<InetAddress> addresses, int nativePort, int storagePort) {

  private static final String FILE = "cluster.properties";
  private static final String NODES = "nodes";
  private static final String NATIVE_PORT = "nativePort";
  private static final String STORAGE_PORT = "storagePort";

  /**
   * Lays out {@code nodes} nodes, in the way that {@code directory} remembers when it does.
   *
   * @param nativePort the port for clients, or 0 for the one remembered or any free one
   * @throws IllegalStateException when the directory holds a cluster of another size, or when a
   *     port that is given or remembered for good is taken
   */
  static ClusterLayout of(Path directory, int nodes, int nativePort) {
    List<InetAddress> addresses = loopback(nodes);
    Path file = directory.resolve(FILE);
    Properties remembered = load(file);
    int storagePort = Integer.parseInt(remembered.getProperty(STORAGE_PORT, "0"));
    if (storagePort != 0) {
      int before = Integer.parseInt(remembered.getProperty(NODES, "0"));
      if (before != nodes) {
        throw new IllegalStateException(
            "The data directory %s holds a cluster of %d nodes, not of %d; start it with nodes(%d) or use another directory"
                .formatted(directory, before, nodes, before));
      }
      if (!Ports.isFree(addresses, storagePort)) {
        throw new IllegalStateException(
            "The cluster in %s talks on port %d, which is taken; end the process that has it"
                .formatted(directory, storagePort));
      }
    }
    int clientPort = nativePort;
    if (clientPort != 0 && !Ports.isFree(addresses, clientPort)) {
      throw new IllegalStateException(
          "Port %d, which clients are to use, is taken on one of %s; end the process that has it or let the server choose a port"
              .formatted(clientPort, addresses));
    }
    if (clientPort == 0) {
      int before = Integer.parseInt(remembered.getProperty(NATIVE_PORT, "0"));
      clientPort =
          before != 0 && Ports.isFree(addresses, before) ? before : Ports.free(addresses, 0);
    }
    if (storagePort == 0) {
      storagePort = Ports.free(addresses, clientPort);
    }
    ClusterLayout layout = new ClusterLayout(addresses, clientPort, storagePort);
    layout.save(file);
    return layout;
  }

  int nodes() {
    return addresses.size();
  }

  /** The address in digits of the node with this number, counted from 1. */
  String address(int node) {
    return addresses.get(node - 1).getHostAddress();
  }

  private void save(Path file) {
    Properties properties = new Properties();
    properties.setProperty(NODES, Integer.toString(nodes()));
    properties.setProperty(NATIVE_PORT, Integer.toString(nativePort));
    properties.setProperty(STORAGE_PORT, Integer.toString(storagePort));
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, "The Cassandra cluster in this directory");
    } catch (IOException e) {
      throw new UncheckedIOException("Writing " + file, e);
    }
  }

  private static Properties load(Path file) {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException("Reading " + file, e);
      }
    }
    return properties;
  }

  private static List<InetAddress> loopback(int nodes) {
    List<InetAddress> addresses = new ArrayList<>();
    for (int node = 1; node <= nodes; node++) {
      try {
        addresses.add(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) node}));
      } catch (UnknownHostException e) {
        throw new IllegalStateException("Four bytes are always an address", e);
      }
    }
    return List.copyOf(addresses);
  }
}
