package io.cassport.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cassport.copy.files.Locations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files statements may touch. */
@DisplayName("peers 8: nothing outside copyPaths is read or written")
class CopyPolicyTest {
  private static final Locations NOWHERE = new Locations(Map.of(), Map.of());

  @TempDir Path folder;

  private CopyPolicy policy;

  @BeforeEach
  void makeDirectories() throws Exception {
    Files.createDirectories(folder.resolve("a/below"));
    Files.createDirectories(folder.resolve("ab"));
    Files.writeString(folder.resolve("ab/secret"), "x");
    Files.createSymbolicLink(folder.resolve("a/out"), folder.resolve("ab"));
    Files.createSymbolicLink(folder.resolve("a/file"), folder.resolve("ab/secret"));
    Files.createSymbolicLink(folder.resolve("a/nowhere"), folder.resolve("ab/not-yet"));
    Files.createSymbolicLink(folder.resolve("a/in"), folder.resolve("a/below"));
    Files.createSymbolicLink(folder.resolve("way"), folder.resolve("a"));
    policy = CopyPolicy.of(null, folder.resolve("a").toString(), NOWHERE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ab/x",
        "a/../ab/x",
        "a/below/../../ab/x",
        "a/out/x",
        "a/out/../x",
        "a/file",
        "a/nowhere",
        "a/nowhere/x",
        "a/in/../../ab/x",
        "x",
      })
  void pathsThatLeadOutsideAreRefused(String path) {
    for (String written : new String[] {folder + "/" + path, "file://" + folder + "/" + path}) {
      assertThatThrownBy(() -> policy.checkRead(written))
          .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("42501"));
      assertThatThrownBy(() -> policy.checkWrite(written))
          .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("42501"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/x", "a/below/x", "a/in/x", "way/x", "ab/../a/x", "a/not/there/yet"})
  void pathsThatStayInsideAreAllowedHoweverTheyGetThere(String path) throws SQLException {
    assertThat(policy.checkWrite(folder + "/" + path))
        .hasFileName(path.substring(path.lastIndexOf('/') + 1));
  }

  @Test
  void anotherCaseOfTheDirectorysNameIsAllowedOnlyWhereItIsTheSameDirectory() throws Exception {
    boolean same = Files.exists(folder.resolve("A"));
    if (same) {
      assertThat(policy.checkRead(folder + "/A/x")).hasFileName("x");
    } else {
      assertThatThrownBy(() -> policy.checkRead(folder + "/A/x")).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void severalDirectoriesAreAllowedSideBySide() throws SQLException {
    CopyPolicy two =
        CopyPolicy.of(
            "read",
            folder.resolve("a") + java.io.File.pathSeparator + folder.resolve("ab"),
            NOWHERE);
    assertThat(two.checkRead(folder + "/ab/secret")).hasFileName("secret");
    assertThatThrownBy(() -> two.checkWrite(folder + "/ab/x")).hasMessageContaining("copy");
    assertThatThrownBy(() -> two.checkRead(folder + "/way/../c")).isInstanceOf(SQLException.class);
  }
}
