package io.cassport.text.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.FormatOptions;
import io.cassport.format.RowBatch;
import io.cassport.format.RowEncoder;
import io.cassport.format.RowSchema;
import io.cassport.format.RowWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriterTest {
  private static final RowSchema TEXT = Csv.texts("t");

  private static RowBatch batch(int rows, String text) {
    List<List<ByteBuffer>> cells = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      cells.add(List.of(ByteBuffer.wrap(Csv.utf8(text + i))));
    }
    return Csv.batch(TEXT, cells);
  }

  private static void write(RowEncoder encoder, RowBatch batch) throws SQLException {
    int[] rows = IntStream.range(0, batch.rowCount()).toArray();
    encoder.write(batch, rows, 0, rows.length);
  }

  @Test
  void encodersSideBySideAppendWholeRowsAndCountThem() throws Exception {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    RowBatch batch = batch(20_000, "some text of a row, ");
    FormatOptions options = Csv.options("HEADER", "TRUE", "COMPRESSION", "GZIP");
    try (RowWriter writer = Csv.FORMAT.openWriter(sink, "x", TEXT, options)) {
      List<Thread> threads = new ArrayList<>();
      List<Throwable> failures = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        threads.add(
            new Thread(
                () -> {
                  try (RowEncoder encoder = writer.newEncoder()) {
                    for (int n = 0; n < 20; n++) {
                      write(encoder, batch);
                    }
                    encoder.flush();
                    assertThat(encoder.bufferedRows()).isZero();
                    assertThat(encoder.bufferedBytes()).isZero();
                  } catch (SQLException | AssertionError e) {
                    failures.add(e);
                  }
                }));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(failures).isEmpty();
      writer.finish();
      assertThat(writer.rowsWritten()).isEqualTo(4 * 20 * 20_000);
      assertThat(writer.bytesWritten()).isEqualTo(sink.size());
    }
    byte[] text = new GZIPInputStream(new ByteArrayInputStream(sink.toByteArray())).readAllBytes();
    List<String> lines = new String(text, StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.get(0)).isEqualTo("t");
    assertThat(lines.subList(1, lines.size()))
        .hasSize(4 * 20 * 20_000)
        .allMatch(line -> line.startsWith("\"some text of a row, ") && line.endsWith("\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NONE", "GZIP", "ZSTD"})
  void noRowIsAFileTooWhichSaysHowItIsCompressed(String compression) throws SQLException {
    byte[] file = Csv.write(TEXT, List.of(), Csv.options("COMPRESSION", compression));
    assertThat(Csv.open(file, java.util.Set.of("t")).splits()).isEmpty();
    assertThat(file.length > 0).isEqualTo(!compression.equals("NONE"));
  }

  @Test
  void whatIsBufferedIsAsItWillBeUnlessItIsCompressed() throws SQLException {
    for (String compression : List.of("NONE", "ZSTD")) {
      FormatOptions options = Csv.options("COMPRESSION", compression);
      try (RowWriter writer =
              Csv.FORMAT.openWriter(OutputStream.nullOutputStream(), "x", TEXT, options);
          RowEncoder encoder = writer.newEncoder()) {
        write(encoder, batch(10, "1234567"));
        assertThat(encoder.bufferedRows()).isEqualTo(10);
        assertThat(encoder.bufferedBytes()).isEqualTo(90);
        assertThat(encoder.finishedBytes()).isEqualTo(compression.equals("NONE") ? 90 : 0);
      }
    }
  }

  @Test
  void aRowThatCannotBeWrittenLeavesNoHalfOfItself() throws SQLException {
    RowSchema schema = Csv.schema("t", DataTypes.TEXT, "i", DataTypes.INT);
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (RowWriter writer = Csv.FORMAT.openWriter(sink, "x", schema, FormatOptions.NONE);
        RowEncoder encoder = writer.newEncoder()) {
      ByteBuffer text = ByteBuffer.wrap(Csv.utf8("a"));
      RowBatch batch =
          Csv.batch(
              schema, List.of(Arrays.asList(text, null), List.of(text, ByteBuffer.allocate(0))));
      assertThatThrownBy(() -> write(encoder, batch))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("column i, in a row where t is 'a', cannot be written")
          .hasMessageContaining("an empty value");
      encoder.flush();
      writer.finish();
    }
    assertThat(sink.toString(StandardCharsets.UTF_8)).isEqualTo("a,\n");
  }

  @Test
  void rowsOfOtherColumnsBeginWithAHeaderOfTheirOwn() throws SQLException {
    for (String header : List.of("TRUE", "FALSE")) {
      ByteArrayOutputStream sink = new ByteArrayOutputStream();
      FormatOptions options = Csv.options("HEADER", header);
      try (RowWriter writer = Csv.FORMAT.openWriter(sink, "x", TEXT, options)) {
        try (RowEncoder first = writer.newEncoder()) {
          write(first, batch(2, "a"));
          first.flush();
        }
        RowSchema other = Csv.schema("i", DataTypes.INT, "j", DataTypes.INT);
        writer.newEncoder(Csv.texts("never", "used")).close();
        try (RowEncoder second = writer.newEncoder(other)) {
          ByteBuffer one = ByteBuffer.allocate(4).putInt(1).flip();
          write(second, Csv.batch(other, List.of(List.of(one, one), Arrays.asList(one, null))));
          second.flush();
        }
        writer.finish();
      }
      String text = sink.toString(StandardCharsets.UTF_8);
      assertThat(text)
          .isEqualTo(header.equals("TRUE") ? "t\na0\na1\ni,j\n1,1\n1,\n" : "a0\na1\n1,1\n1,\n");
    }
  }

  @Test
  void aSinkThatFailsIsSaidWithTheName() throws SQLException {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space left");
          }
        };
    try (RowWriter writer = Csv.FORMAT.openWriter(full, "x.csv", TEXT, FormatOptions.NONE);
        RowEncoder encoder = writer.newEncoder()) {
      write(encoder, batch(1, "a"));
      assertThatThrownBy(encoder::flush)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("58030"))
          .hasMessageContaining("x.csv")
          .hasMessageContaining("no space left");
    }
  }
}
