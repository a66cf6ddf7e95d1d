package io.cassport.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HadoopPathTest {
  private static Path path(String written) throws IOException {
    return new HadoopFiles().path(written, Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "hdfs://host:8020/a/b, hdfs://host:8020/a/b",
    "HDFS://host:8020//a/b/, hdfs://host:8020/a/b",
    "hdfs://host:8020/a/../../b/./c, hdfs://host:8020/b/c",
    "hdfs://host:8020/a%20b, hdfs://host:8020/a%20b",
    "hdfs://host:8020, hdfs://host:8020/"
  })
  void aUriIsShownAsItIsWritten(String written, String shown) throws IOException {
    assertThat(path(written)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hdfs:///a", "hdfs://key:secret@host/a"})
  void aUriThatNamesNoHostOrNamesASecretIsRefused(String written) {
    assertThatThrownBy(() -> path(written))
        .isInstanceOf(InvalidPathException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void partsAndRelationsAreThoseOfAnyPath() throws IOException {
    Path file = path("hdfs://host:8020/a/b/c");
    Path above = path("hdfs://host:8020/a");
    assertThat(file.getFileName()).hasToString("c");
    assertThat(file.getParent()).hasToString("hdfs://host:8020/a/b");
    assertThat(file.resolveSibling("d")).hasToString("hdfs://host:8020/a/b/d");
    assertThat((Object) above.relativize(file)).hasToString("b/c");
    assertThat((Object) file.relativize(above)).hasToString("../..");
    assertThat((Object) file.relativize(file)).hasToString("");
    assertThat((Object) above.resolve(above.relativize(file))).isEqualTo(file);
    assertThat((Object) path("hdfs://host:8020/").getParent()).isNull();
    assertThat(file.getNameCount()).isEqualTo(3);
    assertThat(file.toUri()).hasToString("hdfs://host:8020/a/b/c");
    assertThat(path("hdfs://host:8020/a%20b c").toUri())
        .hasToString("hdfs://host:8020/a%2520b%20c");
  }

  @ParameterizedTest
  @CsvSource({
    "hdfs://host:8020/a, true",
    "hdfs://HOST:8020/a, true",
    "hdfs://host:8020/, true",
    "hdfs://host:8020/a/b, true",
    "hdfs://host:8020/a/bb, false",
    "hdfs://host:8020/b, false",
    "hdfs://host:9000/a, false",
    "hdfs://other:8020/a, false"
  })
  void onlyWhatIsBelowADirectoryOfTheSameServerStartsWithIt(String root, boolean expected)
      throws IOException {
    assertThat(path("hdfs://host:8020/a/b").startsWith(path(root))).isEqualTo(expected);
    assertThat(Path.of("/a/b").startsWith(path(root))).isFalse();
    assertThat(path(root).startsWith(Path.of("/"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "* a true",
        "* a/b false",
        "** a/b true",
        "?.p a.p true",
        "?.p ab.p false",
        "[ab].p b.p true",
        "[!ab].p b.p false",
        "[!ab].p c.p true",
        "[a-c]x bx true",
        "{x,y*}.p yz.p true",
        "{x,y*}.p z.p false",
        "\\*.p *.p true",
        "\\*.p a.p false",
        "a.p aXp false",
        "a(1)+ a(1)+ true"
      })
  void globsAreThoseOfJava(String glob, String name, boolean expected) throws IOException {
    Path named = path("hdfs://host:8020/d/" + name);
    PathMatcher matcher = named.getFileSystem().getPathMatcher("glob:hdfs://host:8020/d/" + glob);
    assertThat(matcher.matches(named)).isEqualTo(expected);
    PathMatcher javas = java.nio.file.FileSystems.getDefault().getPathMatcher("glob:/d/" + glob);
    assertThat(javas.matches(Path.of("/d/" + name))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a", "{a", "a\\", "{a{b}}"})
  void aGlobThatIsNotClosedIsRefused(String glob) throws IOException {
    Path any = path("hdfs://host:8020/");
    assertThatThrownBy(() -> any.getFileSystem().getPathMatcher("glob:" + glob))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
