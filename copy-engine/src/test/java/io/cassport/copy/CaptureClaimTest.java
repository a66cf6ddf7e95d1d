package io.cassport.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two captures never write to one target. */
final class CaptureClaimTest {
  @TempDir private Path directory;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void refused(String text) {
    assertThatThrownBy(() -> CaptureTest.start(text))
        .hasMessageContaining("captures to")
        .hasMessageContaining("choose another target")
        .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("58P02"));
  }

  @Test
  void aSecondCaptureToOneTargetIsRefusedUntilTheFirstHasEnded() throws Exception {
    Path target = directory.resolve("x.lines");
    Capture first = CaptureTest.start("CAPTURE '" + target + "'");
    refused("CAPTURE '" + target + "'");
    refused("CAPTURE '" + target + "' WITH OVERWRITE=TRUE");
    refused("CAPTURE '" + directory.resolve("../" + directory.getFileName() + "/x.lines") + "'");
    Capture other = CaptureTest.start("CAPTURE '" + directory.resolve("y.lines") + "'");
    first.finish();
    CaptureTest.start("CAPTURE '" + target + "'").finish();
    other.finish();
    assertThat(names()).isEmpty();
  }

  @Test
  void aCaptureThatHasFailedLetsItsTargetGo() throws Exception {
    String text = "CAPTURE '" + directory.resolve("x.lines") + "'";
    Capture first = CaptureTest.start(text);
    assertThatThrownBy(() -> first.write(Selected.page("b", "bad_value")))
        .isInstanceOf(SQLException.class);
    CaptureTest.start(text).finish();
    assertThat(names()).isEmpty();
  }

  @Test
  void anotherProcessIsRefusedTooAndWhatItLeavesWhenItIsKilledIsRemoved() throws Exception {
    String text = "CAPTURE '" + directory.resolve("x.lines") + "'";
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                text)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(child.getInputStream().read()).as("the child's capture is on").isEqualTo('!');
      assertThat(names()).hasSize(3);
      refused(text);
      assertThat(names()).as("nothing of the other's is touched").hasSize(3);
    } finally {
      child.destroyForcibly();
      assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(names()).allMatch(name -> name.startsWith(".")).hasSize(3);
    Capture next = CaptureTest.start(text);
    next.write(Selected.page("b", "p"));
    next.finish();
    assertThat(names()).containsExactly("x.lines");
  }

  /** Captures until it is killed. */
  static final class Child {
    private Child() {}

    /** Takes the statement. */
    public static void main(String[] arguments) throws Exception {
      Capture capture = CaptureTest.start(arguments[0]);
      capture.write(Selected.page("b", "p", "q", "r"));
      System.out.print('!');
      System.out.flush();
      Thread.sleep(TimeUnit.MINUTES.toMillis(5));
    }
  }
}
