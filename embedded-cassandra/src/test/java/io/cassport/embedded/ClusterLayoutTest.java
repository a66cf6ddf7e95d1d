package io.cassport.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterLayoutTest {

  @TempDir private Path directory;

  @Test
  void isTheSameAgainInTheSameDirectory() {
    ClusterLayout first = ClusterLayout.of(directory, 3, 0);
    assertThat(first.nodes()).isEqualTo(3);
    assertThat(first.address(3)).isEqualTo("127.0.0.3");
    assertThat(first.nativePort()).isNotEqualTo(first.storagePort());
    assertThat(ClusterLayout.of(directory, 3, 0)).isEqualTo(first);
  }

  @Test
  void movesToAnotherClientPortWhenTheOneBeforeIsTaken() throws IOException {
    ClusterLayout first = ClusterLayout.of(directory, 1, 0);
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(first.addresses().get(0), first.nativePort()));
      ClusterLayout second = ClusterLayout.of(directory, 1, 0);
      assertThat(second.nativePort()).isNotEqualTo(first.nativePort());
      assertThat(second.storagePort()).isEqualTo(first.storagePort());
    }
  }

  @Test
  void refusesToStartWhenTheStoragePortIsTaken() throws IOException {
    ClusterLayout first = ClusterLayout.of(directory, 1, 0);
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(first.addresses().get(0), first.storagePort()));
      assertThatThrownBy(() -> ClusterLayout.of(directory, 1, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(Integer.toString(first.storagePort()));
    }
  }

  @Test
  void givesEveryNodeTokensOfItsOwnThatStayTheSame() throws IOException {
    ClusterLayout layout = ClusterLayout.of(directory, 3, 0);
    Set<String> tokens = new HashSet<>();
    for (int node = 1; node <= 3; node++) {
      String line = tokenLine(layout, node);
      assertThat(tokenLine(layout, node)).isEqualTo(line);
      tokens.addAll(List.of(line.split("'", -1)[1].split(",", -1)));
    }
    assertThat(tokens).hasSize(48);
  }

  private String tokenLine(ClusterLayout layout, int node) throws IOException {
    NodeConfiguration configuration =
        new NodeConfiguration(
            layout,
            node,
            directory.resolve("it's node" + node),
            ClientSecurity.NONE,
            "datacenter1",
            CassandraVersion.V5_0);
    configuration.write();
    List<String> lines = Files.readAllLines(configuration.yaml());
    assertThat(lines).anyMatch(line -> line.contains("it''s node" + node + "/commitlog'"));
    return lines.stream()
        .filter(line -> line.startsWith("initial_token"))
        .findFirst()
        .orElseThrow();
  }
}
