package io.cassport.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CassandraJavaTest {

  @TempDir private Path homes;

  @Test
  void takesTheRunningJavaWhenThatIsA17() throws IOException {
    Path running = home("running", "17.0.1");
    Path other = home("other", "17.0.2");
    assertThat(launcher(running, Map.of("JAVA17_HOME", other.toString()))).startsWith(running);
  }

  @Test
  void takesTheOneOfTheEnvironmentBeforeThoseBesideTheRunningOne() throws IOException {
    Path running = home("running", "25.0.1");
    home("beside", "17");
    Path named = home("named/17", "17.0.2");
    assertThat(launcher(running, Map.of("JAVA17_HOME", named.toString()))).startsWith(named);
  }

  @Test
  void takesA17BesideTheRunningOne() throws IOException {
    Path running = home("running", "25.0.1");
    home("a-old", "11.0.2");
    home("b-other", "170.0.1");
    Path beside = home("c-fitting", "17.0.9");
    assertThat(launcher(running, Map.of())).startsWith(beside);
  }

  @Test
  void saysHowToNameOneWhenThereIsNone() throws IOException {
    Path running = home("running", "25.0.1");
    assertThatThrownBy(() -> launcher(running, Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("JAVA17_HOME")
        .hasMessageContaining(CassandraJava.PROPERTY);
  }

  @Test
  void refusesAChosenOneThatIsNoJava17() throws IOException {
    Path running = home("running", "17.0.1");
    Path chosen = home("chosen", "21.0.1");
    assertThatThrownBy(() -> new CassandraJava(Map.of()).launcher(chosen.toString(), running))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(chosen.toString());
  }

  private static Path launcher(Path running, Map<String, String> environment) {
    return new CassandraJava(environment).launcher(null, running);
  }

  private Path home(String name, String version) throws IOException {
    Path home = homes.resolve(name);
    Path bin = Files.createDirectories(home.resolve("bin"));
    for (String launcher : new String[] {"java", "java.exe"}) {
      Path file = Files.createFile(bin.resolve(launcher));
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }
}
