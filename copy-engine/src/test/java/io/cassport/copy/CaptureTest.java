package io.cassport.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cassport.copy.files.Locations;
import io.cassport.grammar.CaptureStart;
import io.cassport.grammar.GrammarException;
import io.cassport.grammar.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a capture makes of SELECTs of several shapes, and of failures. */
final class CaptureTest {
  @TempDir private Path directory;

  static Capture start(String text) throws SQLException {
    CopyContext context =
        new CopyContext(
            Selected.session(),
            null,
            CopyPolicy.of(null, null, new Locations(Map.of(), Map.of())),
            false,
            null,
            null,
            null,
            null);
    try {
      return Capture.start((CaptureStart) Script.parse(text).get(0), context, List.of());
    } catch (GrammarException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private Capture capture(String target, String options) throws SQLException {
    return start(
        "CAPTURE '" + directory.resolve(target) + (target.endsWith("/") ? "/'" : "'") + options);
  }

  private static String state(Throwable thrown) {
    return ((SQLException) thrown).getSQLState();
  }

  /** The files by name, with what is in them; hidden ones too. */
  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).map(this::nameAndText).sorted().toList();
    }
  }

  private String nameAndText(Path file) {
    try {
      return directory.relativize(file) + ": " + Files.readString(file).replace('\n', ';');
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void rowsOfOtherColumnsGoOnInTheSameFileAfterTheirNames() throws Exception {
    Capture capture = capture("x.lines", "");
    capture.write(Selected.page("n a", "1 x"));
    capture.write(Selected.page("n a", "2 y"));
    capture.write(Selected.page("b", "z"));
    capture.write(Selected.page("n a", "3 x"));
    capture.write(Selected.page("c"));
    assertThat(capture.finish().rowCount()).isEqualTo(4);
    assertThat(files()).containsExactly("x.lines: [n,a];1,x;2,y;[b];z;[n,a];3,x;end;");
  }

  @Test
  void rowsOfOtherColumnsBeginAPartFileOfADataset() throws Exception {
    Capture capture = capture("x.lines/", " WITH FORMAT='LINES'");
    capture.write(Selected.page("n a", "1 x"));
    capture.write(Selected.page("b", "z"));
    CopyResult result = capture.finish();
    assertThat(result.rowCount()).isEqualTo(2);
    assertThat(files())
        .containsExactly(
            "x.lines/part-00000.lines: [n,a];1,x;end;", "x.lines/part-00001.lines: [b];z;end;");
  }

  @Test
  void rowsOfOtherColumnsKeepTheirPartitions() throws Exception {
    Capture capture = capture("x", " WITH FORMAT='LINES' AND PARTITION='a'");
    capture.write(Selected.page("n a", "1 x", "2 y"));
    assertThatThrownBy(() -> capture.write(Selected.page("b", "z")))
        .hasMessageContaining("PARTITION names column a")
        .hasMessageContaining("goes on without it")
        .satisfies(e -> assertThat(state(e)).isEqualTo("42S22"));
    capture.write(Selected.page("a b", "x z"));
    assertThat(capture.finish().rowCount()).isEqualTo(3);
    assertThat(files())
        .containsExactly(
            "x/a=x/part-00000.lines: [n];1;end;",
            "x/a=x/part-00001.lines: [b];z;end;",
            "x/a=y/part-00000.lines: [n];2;end;");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n   | 1     | column a is missing",
        "n b | 1 2   | column a is missing, column b is new",
        "n a b | 1 2 3 | column b is new",
      })
  void aFormatOfOneSetOfColumnsRefusesOthersAndGoesOn(String names, String row, String difference)
      throws Exception {
    Capture capture = capture("x.fixed", "");
    capture.write(Selected.page("n a", "1 x"));
    assertThatThrownBy(() -> capture.write(Selected.page(names, row)))
        .hasMessageContaining(difference)
        .hasMessageContaining("CAPTURE OFF")
        .satisfies(e -> assertThat(state(e)).isEqualTo("42000"));
    assertThat(capture.status().state()).isEqualTo(CaptureStatus.State.ON);
    capture.write(Selected.page("n a", "2 y"));
    assertThat(capture.finish().rowCount()).isEqualTo(2);
    assertThat(files()).containsExactly("x.fixed: [n,a];1,x;2,y;end;");
  }

  @Test
  void anotherTypeIsNamed() throws Exception {
    Capture capture = capture("x.fixed", "");
    capture.write(Selected.page("n", "1"));
    assertThatThrownBy(() -> capture.write(Selected.page("a", List.of("n"), List.of(0), "x")))
        .hasMessageContaining("column n is text and was int");
    capture.finish();
  }

  @Test
  void theSameColumnsInAnotherOrderAreTheSame() throws Exception {
    Capture capture = capture("x.fixed", "");
    capture.write(Selected.page("n a b", "1 x p"));
    capture.write(Selected.page("b n a", "q 2 y"));
    capture.finish();
    assertThat(files()).containsExactly("x.fixed: [n,a,b];1,x,p;2,y,q;end;");
  }

  @Test
  void columnsAreThoseThatTheApplicationSees() throws Exception {
    Capture capture = capture("x.lines", "");
    capture.write(Selected.page("n a b", List.of("last", "first"), List.of(2, 0), "1 x p"));
    capture.finish();
    assertThat(files()).containsExactly("x.lines: [last,first];p,1;end;");
  }

  @Test
  void twoColumnsOfOneNameAreRefused() throws Exception {
    Capture capture = capture("x.lines", "");
    assertThatThrownBy(
            () -> capture.write(Selected.page("a b", List.of("a", "a"), List.of(0, 1), "x y")))
        .hasMessageContaining("two columns of the result are called a")
        .hasMessageContaining("AS")
        .satisfies(e -> assertThat(state(e)).isEqualTo("42000"));
    capture.write(Selected.page("a", "x"));
    assertThat(capture.finish().rowCount()).isEqualTo(1);
  }

  @Test
  void aManifestListsOneSetOfColumns() throws Exception {
    Capture capture = capture("x.lines", " WITH MANIFEST=TRUE");
    capture.write(Selected.page("n a", "1 x"));
    assertThatThrownBy(() -> capture.write(Selected.page("b", "z")))
        .hasMessageContaining("MANIFEST");
    assertThat(capture.finish().rowCount()).isEqualTo(1);
    assertThat(directory.resolve("x.lines.manifest.json")).isRegularFile();
  }

  @Test
  void aWrongManifestIsRefusedBeforeTheFirstSelect() throws Exception {
    assertThatThrownBy(
            () -> capture("x.lines", " WITH MANIFEST='" + directory.resolve("no/m.json") + "'"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("58P01"));
    assertThat(files()).isEmpty();
    capture("x.lines", "").finish(); // the target was let go
  }

  @Test
  void aDiskThatIsFullEndsTheCaptureAndTheCompletePartsAreKept() throws Exception {
    Capture capture = capture("x/", " WITH FORMAT='LINES'");
    capture.write(Selected.page("n a", "1 x"));
    capture.write(Selected.page("b", "p", "q", "r", "s"));
    assertThatThrownBy(
            () -> capture.write(Selected.page("b", LinesFormat.FULL.replace(' ', '_'), "t")))
        .hasMessageContaining("the CAPTURE to '" + directory.resolve("x") + "' has failed")
        .hasMessageContaining("no space left on device")
        .hasMessageContaining("what was complete is kept: 1 of 5 rows")
        .satisfies(e -> assertThat(state(e)).isEqualTo("58030"));
    assertThat(capture.status())
        .isEqualTo(
            new CaptureStatus(
                directory.resolve("x").toString(),
                "LINES",
                CaptureStatus.State.FAILED,
                1,
                1,
                "[n,a];1,x;end;".length()));
    assertThat(files()).containsExactly("x/part-00000.lines: [n,a];1,x;end;");
    capture.write(Selected.page("n a", "9 z"));
    CopyResult result = capture.finish();
    assertThat(result.rowCount()).isEqualTo(1);
    assertThat(result.warnings()).singleElement().asString().contains("has failed");
    assertThat(files()).hasSize(1);
  }

  @Test
  void aValueThatCannotBeWrittenEndsTheCaptureAndWhatWasWrittenBeforeIsKept() throws Exception {
    Capture capture = capture("x.lines", "");
    capture.write(Selected.page("b", "p", "q", "r", "s"));
    assertThatThrownBy(() -> capture.write(Selected.page("b", LinesFormat.BAD.replace(' ', '_'))))
        .hasMessageContaining("3 of 4 rows")
        .satisfies(e -> assertThat(state(e)).isEqualTo("22003"));
    assertThat(files()).containsExactly("x.lines: [b];p;q;r;end;");
    assertThat(capture.finish().rowCount()).isEqualTo(3);
  }

  @Test
  void partitionsKeepWhatWasWrittenBeforeAFailure() throws Exception {
    Capture capture = capture("x", " WITH FORMAT='LINES' AND PARTITION='a'");
    capture.write(Selected.page("b a", "p x", "q x", "r x", "s x", "t y"));
    assertThatThrownBy(
            () -> capture.write(Selected.page("b a", LinesFormat.BAD.replace(' ', '_') + " x")))
        .hasMessageContaining("3 of 5 rows");
    assertThat(files()).containsExactly("x/a=x/part-00000.lines: [b];p;q;r;end;");
    assertThat(capture.finish().rowCount()).isEqualTo(3);
  }

  @Test
  void whereNothingWasCompleteNothingIsLeft() throws Exception {
    Capture capture = capture("x.lines", "");
    capture.write(Selected.page("b", "p"));
    assertThatThrownBy(
            () -> capture.write(Selected.page("b", "q", LinesFormat.FULL.replace(' ', '_'))))
        .hasMessageContaining("nothing is left");
    assertThat(files()).isEmpty();
    assertThat(capture.finish().rowCount()).isZero();
    assertThat(files()).isEmpty();
  }

  @Test
  void aDiskThatIsFullAtTheEndIsToldByTheEnd() throws Exception {
    Capture capture = capture("x.lines", "");
    capture.write(Selected.page("b", "p", "q", "r", LinesFormat.FULL.replace(' ', '_')));
    assertThatThrownBy(capture::finish)
        .hasMessageContaining("no space left on device")
        .satisfies(e -> assertThat(state(e)).isEqualTo("58030"));
    assertThat(files()).isEmpty();
  }

  @Test
  void statusCountsWhatHasGoneToTheFilesSoFar() throws Exception {
    Capture capture = capture("x.lines", "");
    assertThat(capture.status().rows()).isZero();
    capture.write(Selected.page("b", "p", "q"));
    assertThat(capture.status())
        .isEqualTo(new CaptureStatus(capture.target(), "LINES", CaptureStatus.State.ON, 2, 0, 0));
    capture.write(Selected.page("b", "r", "s"));
    assertThat(capture.status().rows()).isEqualTo(4);
    assertThat(capture.status().bytes()).isEqualTo("[b];p;q;r;".length());
    assertThat(Files.exists(directory.resolve("x.lines"))).isFalse();
    CopyResult result = capture.finish();
    assertThat(result.table().rows().get(0).get(1))
        .isEqualTo((long) "[b];p;q;r;s;end;".length())
        .isEqualTo(capture.status().bytes());
    assertThat(capture.status().state()).isEqualTo(CaptureStatus.State.OFF);
    assertThat(capture.status().objects()).isEqualTo(1);
  }

  @Test
  void aTargetThatSomebodyElseMadeMeanwhileCanBeMovedAwayAndTheCaptureEndedAgain()
      throws Exception {
    Capture capture = capture("x.lines", "");
    Files.writeString(directory.resolve("x.lines"), "other");
    capture.checkPlace(); // nothing has to come there yet
    Files.delete(directory.resolve("x.lines"));
    capture.write(Selected.page("b", "p"));
    Files.writeString(directory.resolve("x.lines"), "other");
    assertThatThrownBy(capture::checkPlace)
        .hasMessageContaining("CAPTURE OFF again")
        .satisfies(e -> assertThat(state(e)).isEqualTo("58P02"));
    assertThat(capture.isOn()).isTrue();
    Files.delete(directory.resolve("x.lines"));
    capture.checkPlace();
    assertThat(capture.finish().rowCount()).isEqualTo(1);
    assertThat(files()).containsExactly("x.lines: [b];p;end;");
  }
}
