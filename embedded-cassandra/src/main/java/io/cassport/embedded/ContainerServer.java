package io.cassport.embedded;

import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** Cassandra in a container. Apart from the rest, since Testcontainers need not be there. */
final class ContainerServer {

  private static final DockerImageName IMAGE = DockerImageName.parse("cassandra:5.0");
  private static final int NATIVE_PORT = 9042;
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

  // The image ships these three switched off; the embedded server has them on.
  private static final String COMMAND =
      "sed -i -E 's/^(materialized_views|user_defined_functions|sasi_indexes)_enabled: false/"
          + "\\1_enabled: true/' /etc/cassandra/cassandra.yaml"
          + " && exec docker-entrypoint.sh cassandra -f";

  private ContainerServer() {}

  // Testcontainers removes the container when this JVM has ended.
  @SuppressWarnings("resource")
  static TestServer start() {
    GenericContainer<?> container =
        new GenericContainer<>(IMAGE)
            .withExposedPorts(NATIVE_PORT)
            .withCommand("bash", "-c", COMMAND)
            .withEnv("MAX_HEAP_SIZE", "768M")
            .withEnv("HEAP_NEWSIZE", "128M")
            .withEnv("JVM_EXTRA_OPTS", "-Dcassandra.skip_wait_for_gossip_to_settle=0")
            .waitingFor(
                Wait.forLogMessage(".*Starting listening for CQL clients.*\\n", 1)
                    .withStartupTimeout(START_TIMEOUT));
    container.start();
    return new TestServer(container.getHost(), container.getMappedPort(NATIVE_PORT), "datacenter1");
  }
}
