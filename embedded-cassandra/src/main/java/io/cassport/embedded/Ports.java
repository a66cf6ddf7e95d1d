package io.cassport.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Finds port numbers that are free on every one of a cluster's addresses. */
final class Ports {

  // Below the range from which systems take the ports of outgoing connections, so that a port found
  // free stays free during the seconds until the node binds it.
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 200;

  private Ports() {}

  /** Returns a port, other than {@code taken}, that is free on all of {@code addresses}. */
  static int free(List<InetAddress> addresses, int taken) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (port != taken && isFree(addresses, port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "Found no free port between %d and %d on %s; on systems where only 127.0.0.1 is set up, add the other loopback addresses or start one node"
            .formatted(LOWEST, HIGHEST, addresses));
  }

  static boolean isFree(List<InetAddress> addresses, int port) {
    for (InetAddress address : addresses) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(address, port));
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }
}
