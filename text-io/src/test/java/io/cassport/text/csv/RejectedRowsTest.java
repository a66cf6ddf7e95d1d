package io.cassport.text.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.ObjectReader;
import io.cassport.format.RejectedRow;
import io.cassport.format.RejectedRowWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectedRowsTest {
  private static final Set<String> TARGETS = Set.of("a", "b", "p");

  private static byte[] rejected(
      ObjectReader reader, List<ColumnSchema> directories, List<ByteBuffer> values, long... numbers)
      throws Exception {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (RejectedRowWriter writer = reader.rejectedRows(sink, "bad.csv", directories)) {
      List<RejectedRow> rows =
          Arrays.stream(numbers)
              .mapToObj(number -> new RejectedRow("x.csv", number, "a", "is \"bad\",\nvery"))
              .toList();
      writer.write(reader, values, 0, rows);
      writer.finish();
    }
    return sink.toByteArray();
  }

  @Test
  void recordsAreKeptAsTheyAreBehindWhatWasWrong() throws Exception {
    ObjectReader reader = Csv.open(Csv.utf8("a,b\n1,2\n\"x\ny\" ,\"3\",,\n5\r\n"), TARGETS);
    byte[] kept = rejected(reader, List.of(), List.of(), 2, 3);
    assertThat(new String(kept, StandardCharsets.UTF_8))
        .isEqualTo(
            """
            _error_file,_error_row,_error_column,_error_cause,a,b
            x.csv,2,a,"is \\"bad\\",
            very","x
            y" ,"3",,
            x.csv,3,a,"is \\"bad\\",
            very",5
            """);
    ObjectReader again = Csv.open(kept, TARGETS, "HEADER", "FALSE");
    assertThat(again.namesColumns()).isTrue();
    assertThat(again.splits().get(0).rowCount()).isEqualTo(2);
    // rejected once more, the first reasons give way to the new ones
    String twice = new String(rejected(again, List.of(), List.of(), 1), StandardCharsets.UTF_8);
    assertThat(twice)
        .startsWith("_error_file,_error_row,_error_column,_error_cause,a,b\nx.csv,1,a,")
        .endsWith("very\",\"x\ny\" ,\"3\",,\n");
  }

  @Test
  void filesWithoutNamesAndColumnsOfDirectoriesAreKeptToo() throws Exception {
    ObjectReader reader = Csv.open(Csv.utf8("1;2\n3;4\n"), TARGETS, "DELIMITER", ";");
    byte[] kept =
        rejected(
            reader,
            List.of(new ColumnSchema("p", DataTypes.INT), new ColumnSchema("q", DataTypes.TEXT)),
            Arrays.asList(ByteBuffer.allocate(4).putInt(7).flip(), null),
            2);
    assertThat(new String(kept, StandardCharsets.UTF_8))
        .isEqualTo(
            """
            _error_file;_error_row;_error_column;_error_cause;p;q;column_1;column_2
            x.csv;2;a;"is \\"bad\\",
            very";7;;3;4
            """);
    ObjectReader again = Csv.open(kept, TARGETS, "DELIMITER", ";");
    assertThat(again.namesColumns()).isFalse();
    assertThat(again.columns()).hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "windows-1252", "GB18030"})
  void theEncodingIsThatOfTheRows(String encoding) throws Exception {
    byte[] file = "a,b\nä,ö\nü,1\n".getBytes(Charset.forName(encoding));
    ObjectReader reader = Csv.open(file, TARGETS, "ENCODING", encoding);
    byte[] kept = rejected(reader, List.of(), List.of(), 2);
    assertThat(new String(kept, Charset.forName(encoding))).endsWith("very\",ü,1\n");
    assertThat(Csv.open(kept, TARGETS, "ENCODING", encoding).columns()).hasSize(6);
  }

  @Test
  void rowsThatQuotesWouldHaveSavedAreKeptWithoutThem() throws Exception {
    ObjectReader reader = Csv.open(Csv.utf8("1,2\n"), TARGETS, "QUOTE", "NONE", "ESCAPE", "NONE");
    String kept = new String(rejected(reader, List.of(), List.of(), 1), StandardCharsets.UTF_8);
    assertThat(kept).endsWith("\nx.csv,1,a,is \"bad\"  very,1,2\n");
  }
}
