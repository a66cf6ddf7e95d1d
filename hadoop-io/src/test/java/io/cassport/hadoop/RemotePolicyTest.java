package io.cassport.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cassport.copy.CopyPolicy;
import io.cassport.copy.files.Locations;
import java.io.File;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What copyPaths says about files that are not local; no server is asked. */
class RemotePolicyTest {
  private final Locations locations = new Locations(Map.of(), Map.of());
  private final String roots =
      String.join(File.pathSeparator, "hdfs://host:8020/in", "/local/in", "hdfs://bare:8020");

  @Test
  void aListOfRootsMayHavePortsAndLocalDirectories() throws SQLException {
    assertThat(locations.list(roots))
        .map(Path::toString)
        .containsExactly("hdfs://host:8020/in", "/local/in", "hdfs://bare:8020/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hdfs://host:8020/in/t", "HDFS://HOST:8020/in/", "hdfs://bare:8020/any/t"})
  void whatIsBelowARootIsAllowed(String written) throws SQLException {
    CopyPolicy policy = CopyPolicy.of(null, roots, locations);
    Path path = locations.path(written);
    assertThatCode(() -> policy.checkInside(path)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hdfs://host:8020/in/../out/t",
        "hdfs://host:8020/in2/t",
        "hdfs://host:8020/",
        "hdfs://host:9000/in/t",
        "hdfs://host/in/t",
        "hdfs://other:8020/in/t",
        "hdfs://other:8020/local/in/t",
        "/in/t"
      })
  void whatIsNotBelowARootIsRefusedWithoutAskingTheServer(String written) throws SQLException {
    CopyPolicy policy = CopyPolicy.of(null, roots, locations);
    assertThatThrownBy(() -> policy.checkWrite(written))
        .hasMessageContaining("copyPaths")
        .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("42501"));
  }

  @Test
  void localRootsRefuseRemoteFiles() throws SQLException {
    CopyPolicy policy = CopyPolicy.of(null, "/", locations);
    assertThatThrownBy(() -> policy.checkRead("hdfs://host:8020/etc/t"))
        .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("42501"));
  }
}
