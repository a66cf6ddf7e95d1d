package io.cassport.copy.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationsTest {
  private final Locations locations = new Locations(Map.of(), Map.of());

  private static String state(Throwable thrown) {
    return ((SQLException) thrown).getSQLState();
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b, /a/b",
    "file:///a/b, /a/b",
    "file:/a/b, /a/b",
    "FILE:///a/b, /a/b",
    "file:///a%20b, /a b"
  })
  void aFileUriIsALocalPath(String written, String path) throws SQLException {
    assertThat((Object) locations.path(written)).isEqualTo(Path.of(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hdfs://host:8020/t", "s3a://bucket/t", "S3://bucket/t"})
  void withoutTheAddOnTheErrorNamesItsJar(String written) {
    assertThatThrownBy(() -> locations.path(written))
        .hasMessageContaining("cassport-hadoop")
        .hasMessageContaining("jar")
        .satisfies(e -> assertThat(state(e)).isEqualTo("58P01"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gopher://host/t", "file://host/t", "file:t", " ", "file:///%zz"})
  void whatIsNoPathIsASyntaxError(String written) {
    assertThatThrownBy(() -> locations.path(written))
        .satisfies(e -> assertThat(state(e)).isEqualTo("42000"));
  }

  @Test
  void aListIsSeparatedAsAClassPathAndUrisKeepTheirColons() throws SQLException {
    String list = String.join(File.pathSeparator, "/a", "file:///b", "", "/c d");
    assertThat(locations.list(list)).map(Path::toString).containsExactly("/a", "/b", "/c d");
  }
}
