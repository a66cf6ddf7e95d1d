package io.cassport.text.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
  private static final List<String> PARTS =
      List.of(",", ";;", ";", "\"", "\"\"", "\\", "\n", "\r\n", "\r", "a", "b c", " ", "#", "é");

  private static final List<CsvDialect> DIALECTS =
      List.of(
          new CsvDialect(",", '"', '\\', CsvDialect.NONE, false),
          new CsvDialect(",", '"', '"', '#', false),
          new CsvDialect(";;", '"', '\\', CsvDialect.NONE, true),
          new CsvDialect(",", CsvDialect.NONE, CsvDialect.NONE, CsvDialect.NONE, true),
          new CsvDialect(",", CsvDialect.NONE, '\\', '#', false));

  /** A record and where it is. */
  private record Found(String text, long offset, long line, boolean unterminated) {}

  private static List<Found> find(CsvDialect dialect, byte[] text, long from, long line, int step)
      throws IOException {
    InputStream in =
        new ByteArrayInputStream(text, (int) from, text.length - (int) from) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(step, length));
          }
        };
    List<Found> found = new ArrayList<>();
    try (RecordReader records =
        new RecordReader(in, StandardCharsets.UTF_8, dialect, from, line, 1 << 20, null)) {
      while (records.next()) {
        found.add(
            new Found(
                new String(
                    records.data(),
                    records.start(),
                    records.end() - records.start(),
                    StandardCharsets.UTF_8),
                records.offset(),
                records.line(),
                records.isUnterminated()));
      }
    }
    return found;
  }

  private static byte[] text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(PARTS.get(random.nextInt(PARTS.size())));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Property(tries = 3000)
  void recordsAreTheSameHoweverTheBytesComeAndWhereverReadingBegins(@ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    CsvDialect dialect = DIALECTS.get(random.nextInt(DIALECTS.size()));
    byte[] text = text(random);
    List<Found> whole = find(dialect, text, 0, 1, Integer.MAX_VALUE);
    assertThat(find(dialect, text, 0, 1, 1)).isEqualTo(whole);
    for (int i = 0; i < whole.size(); i++) {
      assertThat(find(dialect, text, whole.get(i).offset(), whole.get(i).line(), 3))
          .isEqualTo(whole.subList(i, whole.size()));
    }
  }

  @Property(tries = 3000)
  void nothingOfTheTextIsLostBetweenRecordsButEmptyLinesAndComments(@ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    CsvDialect dialect = DIALECTS.get(random.nextInt(DIALECTS.size()));
    String text = new String(text(random), StandardCharsets.UTF_8);
    StringBuilder rest = new StringBuilder(text);
    List<Found> found = find(dialect, text.getBytes(StandardCharsets.UTF_8), 0, 1, 7);
    for (int i = found.size() - 1; i >= 0; i--) {
      byte[] before = text.getBytes(StandardCharsets.UTF_8);
      int start =
          new String(before, 0, (int) found.get(i).offset(), StandardCharsets.UTF_8).length();
      assertThat(text.substring(start)).startsWith(found.get(i).text());
      rest.delete(start, start + found.get(i).text().length());
    }
    for (String line : rest.toString().split("[\r\n]", -1)) {
      assertThat(line.isEmpty() || line.charAt(0) == dialect.comment()).as(line).isTrue();
    }
  }

  @Test
  void linesAreCountedInsideQuotesToo() throws IOException {
    List<Found> found =
        find(DIALECTS.get(0), Csv.utf8("a,\"x\ny\r\nz\"\r\n\r\nb\rc\\\nd\ne"), 0, 1, 2);
    assertThat(found.stream().map(Found::line).toList()).containsExactly(1L, 5L, 6L, 8L);
    assertThat(found.stream().map(Found::text).toList())
        .containsExactly("a,\"x\ny\r\nz\"", "b", "c\\\nd", "e");
  }

  @Test
  void aRecordThatIsTooLongIsPassedOverWithoutBeingHeld() throws IOException {
    String text = "a\n\"" + "x".repeat(3_000_000) + "\"\nb\n";
    try (RecordReader records =
        new RecordReader(
            new ByteArrayInputStream(Csv.utf8(text)),
            StandardCharsets.UTF_8,
            DIALECTS.get(0),
            0,
            1,
            1_000,
            null)) {
      assertThat(records.next()).isTrue();
      assertThat(records.isTooLong()).isFalse();
      assertThat(records.next()).isTrue();
      assertThat(records.isTooLong()).isTrue();
      assertThat(records.length()).isEqualTo(3_000_002);
      assertThat(records.offset()).isEqualTo(2);
      assertThat(records.data().length).isLessThan(1 << 20);
      assertThat(records.next()).isTrue();
      assertThat(records.line()).isEqualTo(3);
      assertThat(records.offset()).isEqualTo(3_000_005);
    }
  }
}
