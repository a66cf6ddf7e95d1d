package io.cassport.embedded;

import java.net.InetSocketAddress;

/**
 * The Cassandra of a test run, as the system property {@code cassandra} says:
 *
 * <ul>
 *   <li>{@code embedded}, the default: one {@link EmbeddedCassandra} per JVM;
 *   <li>{@code container}: the image {@code cassandra:5.0}, for which Testcontainers has to be on
 *       the class path and a container engine on the machine;
 *   <li>{@code host:port}: a server that is there already; the system property {@code
 *       cassandra.datacenter} names its data center unless that is "datacenter1".
 * </ul>
 *
 * @param host a name or an address in digits
 * @param port the port for clients
 * @param datacenter the name of the data center, which drivers want to be told
 */
public record TestServer(String host, int port, String datacenter) {

  private static final String PROPERTY = "cassandra";
  private static final String DATACENTER_PROPERTY = "cassandra.datacenter";
  private static final String DEFAULT_DATACENTER = "datacenter1";

  /**
   * Returns the server, which the first call starts and the end of the JVM stops.
   *
   * @throws IllegalStateException when it does not start; later calls then say so again
   * @throws IllegalArgumentException when the system property is none of the above
   */
  public static TestServer get() {
    return Holder.INSTANCE.orThrow();
  }

  /** Where a driver connects to. */
  public InetSocketAddress address() {
    return new InetSocketAddress(host, port);
  }

  static TestServer parse(String text, String datacenter) {
    int colon = text.lastIndexOf(':');
    try {
      if (colon > 0) {
        int port = Integer.parseInt(text.substring(colon + 1));
        String host = text.substring(0, colon).replace("[", "").replace("]", "");
        return new TestServer(host, port, datacenter);
      }
    } catch (NumberFormatException e) {
      // Reported below, like every other text that is not an address.
    }
    throw new IllegalArgumentException(
        "The system property %s is '%s'; it takes embedded, container or host:port"
            .formatted(PROPERTY, text));
  }

  private static TestServer start() {
    String choice = System.getProperty(PROPERTY, "embedded");
    return switch (choice) {
      case "embedded" -> startEmbedded();
      case "container" -> startContainer();
      default -> parse(choice, System.getProperty(DATACENTER_PROPERTY, DEFAULT_DATACENTER));
    };
  }

  // Stopped by its own shutdown hook: it serves every test of this JVM.
  @SuppressWarnings("resource")
  private static TestServer startEmbedded() {
    EmbeddedCassandra server = EmbeddedCassandra.builder().start();
    InetSocketAddress address = server.contactPoint();
    return new TestServer(
        address.getAddress().getHostAddress(), address.getPort(), server.localDatacenter());
  }

  private static TestServer startContainer() {
    try {
      return ContainerServer.start();
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "-Dcassandra=container needs org.testcontainers:testcontainers on the class path", e);
    }
  }

  /** What became of the one start: a server, or the reason why there is none. */
  private record Outcome(TestServer server, RuntimeException failure) {

    TestServer orThrow() {
      if (failure != null) {
        throw new IllegalStateException(failure.getMessage(), failure);
      }
      return server;
    }
  }

  private static final class Holder {

    static final Outcome INSTANCE = outcome();

    private static Outcome outcome() {
      try {
        return new Outcome(start(), null);
      } catch (RuntimeException e) {
        return new Outcome(null, e);
      }
    }
  }
}
