package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cassport.embedded.EmbeddedCassandra;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A cluster of three nodes: 1 and 2 in datacenter1, 3 in datacenter2. */
final class DatacentersIT {
  private static final int REQUESTS = 20;

  private static EmbeddedCassandra cluster;

  @BeforeAll
  static void start() {
    cluster = EmbeddedCassandra.builder().twoDatacenters().heap("384m").start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static String host(int node) {
    return "127.0.0." + node + ":" + cluster.contactPoint().getPort();
  }

  private static Connection connect(String hosts, String parameters) throws SQLException {
    return DriverManager.getConnection("jdbc:cassport://" + hosts + "/?" + parameters);
  }

  /** The datacenters that answer. */
  private static Set<String> used(Connection connection) throws SQLException {
    Set<String> used = new TreeSet<>();
    try (Statement statement = connection.createStatement()) {
      for (int i = 0; i < REQUESTS; i++) {
        try (ResultSet local = statement.executeQuery("SELECT data_center FROM system.local")) {
          assertThat(local.next()).isTrue();
          used.add(local.getString(1));
        }
      }
    }
    return used;
  }

  @Test
  void usesTheDatacenterOfItsContactPointsAndSaysSo() throws SQLException {
    try (Connection connection = connect(host(1) + "," + host(2), "")) {
      assertThat(used(connection)).containsExactly("datacenter1");
      assertThat((Throwable) connection.getWarnings())
          .hasMessageContainingAll("datacenter1, datacenter2", "requests go to datacenter1");
    }
  }

  @Test
  void usesTheDatacenterThatIsNamedWhereverTheContactPointsAre() throws SQLException {
    try (Connection connection = connect(host(1), "localDatacenter=datacenter2")) {
      assertThat(used(connection)).containsExactly("datacenter2");
      assertThat((Throwable) connection.getWarnings()).isNull();
    }
  }

  @Test
  void contactPointsInSeveralDatacentersWantOneToBeNamed() throws SQLException {
    String both = host(1) + "," + host(3);
    assertThatThrownBy(() -> connect(both, ""))
        .hasMessageContainingAll("localDatacenter", "datacenter1, datacenter2")
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
    try (Connection connection = connect(both, "localDatacenter=datacenter2")) {
      assertThat(used(connection)).containsExactly("datacenter2");
    }
  }

  @Test
  void aDatacenterThatDoesNotExistIsToldWithThoseThatDo() {
    assertThatThrownBy(() -> connect(host(1), "localDatacenter=DC1"))
        .hasMessageContainingAll("'DC1'", "datacenter1, datacenter2")
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
  }

  @Test
  void aContactPointThatIsDownIsPassedOver() throws SQLException {
    String down = "127.0.0.1:1";
    try (Connection connection = connect(down + "," + host(2), "connectTimeout=20000")) {
      assertThat(used(connection)).containsExactly("datacenter1");
    }
  }
}
