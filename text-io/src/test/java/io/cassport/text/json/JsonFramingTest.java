package io.cassport.text.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.ObjectReader;
import io.cassport.format.RowBatch;
import io.cassport.format.RowSchema;
import io.cassport.text.Compression;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where rows begin and end, and what is said of files that are not what they should be. */
class JsonFramingTest {
  private static final RowSchema SCHEMA =
      new RowSchema(
          List.of(new ColumnSchema("id", DataTypes.INT), new ColumnSchema("t", DataTypes.TEXT)));

  private static List<String> rows(String text) throws SQLException {
    return rows(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Each row as its cells' texts, or what is wrong with it. */
  private static List<String> rows(byte[] file) throws SQLException {
    return rows(JsonFiles.open(file, SCHEMA));
  }

  private static List<String> rows(ObjectReader reader) throws SQLException {
    List<String> rows = new ArrayList<>();
    RowSchema there =
        new RowSchema(
            SCHEMA.columns().stream()
                .filter(c -> reader.columns().stream().anyMatch(s -> s.name().equals(c.name())))
                .toList());
    for (RowBatch batch : JsonFiles.batches(reader, there)) {
      String[] texts = new String[batch.rowCount()];
      for (int row = 0; row < texts.length; row++) {
        texts[row] = batch.isNull(0, row) ? "-" : Integer.toString(batch.buffer(0, row).getInt());
        if (there.size() > 1) {
          texts[row] +=
              batch.isNull(1, row)
                  ? " -"
                  : " " + StandardCharsets.UTF_8.decode(batch.buffer(1, row));
        }
      }
      for (RowBatch.BadCell bad : batch.badCells()) {
        texts[bad.row()] = bad.reason();
      }
      rows.addAll(List.of(texts));
    }
    long counted = reader.splits().stream().mapToLong(ObjectReader.Split::rowCount).sum();
    assertThat(rows).hasSize((int) counted);
    return rows;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":1,\"t\":\"a\"}\n{\"id\":2,\"t\":\"}{\"}",
        "\ufeff{\"id\":1,\"t\":\"a\"}\r\n\r\n  {\"t\":\"}{\",\"id\":2}  \r\n\n",
        "{\"id\":1,\"t\":\"a\"}{\"id\":2,\"t\":\"}{\"}",
        "{\n  \"id\": 1,\n  \"t\": \"a\"\n}\n{\n  \"id\": 2, \"t\": \"}{\"\n}\n",
        "[{\"id\":1,\"t\":\"a\"},{\"id\":2,\"t\":\"}{\"}]",
        " [\n{\"id\":1,\n\"t\":\"a\"}\n,\n{\"id\":2,\"t\":\"}{\"}\n]\n",
        "[]\n[{\"id\":1,\"t\":\"a\"}] [{\"id\":2,\"t\":\"}{\"}]{",
        "\ufeff[{\"id\":1,\"t\":\"a\"}]{\"id\":2,\"t\":\"}{\"}"
      })
  void linesArraysAndDocumentsAreToldApart(String text) throws SQLException {
    String file = text.endsWith("]{") ? text.substring(0, text.length() - 1) : text;
    assertThat(rows(file)).containsExactly("1 a", "2 }{");
    for (int split = 1; split < 40; split += 3) {
      byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
      assertThat(rows(JsonFiles.openInSplits(bytes, SCHEMA, split))).containsExactly("1 a", "2 }{");
    }
    for (Compression compression : List.of(Compression.GZIP, Compression.ZSTD)) {
      byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
      assertThat(rows(compression.compress(bytes, bytes.length, null)))
          .containsExactly("1 a", "2 }{");
    }
    assertThat(rows(file.getBytes(StandardCharsets.UTF_8))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\r\n", "[]", "[\n\n]\n", "\ufeff"})
  void anObjectWithoutRowsHasTheColumnsThatAreAskedFor(String text) throws SQLException {
    ObjectReader reader = JsonFiles.open(text, "id", "t");
    assertThat(reader.splits()).isEmpty();
    assertThat(reader.columns()).extracting("name").containsExactly("id", "t");
  }

  @Test
  void utf16WithItsMarkIsReadToo() throws SQLException {
    assertThat(rows("\ufeff{\"id\":1,\"t\":\"ä\"}\n".getBytes(StandardCharsets.UTF_16LE)))
        .containsExactly("1 ä");
  }

  @Test
  void utf16ThatIsNoneIsRefusedWithThePlaceOfTheByte() {
    byte[] text = "\ufeff{\"id\":1,\"t\":\"ä\"}\n".getBytes(StandardCharsets.UTF_16LE);
    text[29] = (byte) 0xd8;
    assertThatThrownBy(() -> rows(text))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22018"))
        .hasMessageContaining("byte 28 is no UTF-16LE");
  }

  @Test
  void aMalformedLineIsABadRowWithItsPlace() throws SQLException {
    List<String> rows =
        rows(
            """
            {"id":1,"t":"a"}

            {"id":2,"t":
            {"id":3,"t":"c"} x
            [1]
            {"id":4,"t":"d","bogus"}
            {"id":5,"t":"e"}
            {"id":6,"t":"\u00e4\\x"}
            {"id":7,"id":8}
            {"id":9""");
    assertThat(rows).hasSize(9);
    assertThat(rows.get(0)).isEqualTo("1 a");
    assertThat(rows.get(1)).contains("it is no JSON object").contains("(line 3, column 13,");
    assertThat(rows.get(2)).contains("goes on after its object").contains("(line 4)");
    assertThat(rows.get(3)).contains("it is an array, and a row is an object").contains("(line 5)");
    assertThat(rows.get(4)).contains("it is no JSON object").contains("(line 6, column");
    assertThat(rows.get(5)).isEqualTo("5 e");
    assertThat(rows.get(6)).contains("it is no JSON object").contains("(line 8, column");
    assertThat(rows.get(7)).contains("twice at $.id (line 9)");
    assertThat(rows.get(8)).contains("it is no JSON object").contains("(line 10, ");
  }

  @Test
  void invalidUtf8IsABadRow() throws SQLException {
    byte[] file = "{\"id\":1,\"t\":\"a?\"}\n{\"id\":2}\n".getBytes(StandardCharsets.UTF_8);
    file[14] = (byte) 0xff;
    assertThat(rows(file))
        .satisfiesExactly(
            bad -> assertThat(bad).contains("UTF-8").contains("line 1, column 15, byte 14"),
            good -> assertThat(good).isEqualTo("2"));
  }

  @Test
  void lineNumbersGoOnFromSplitToSplit() throws SQLException {
    StringBuilder text = new StringBuilder();
    for (int line = 1; line <= 3_000; line++) {
      text.append(
          line % 3 == 0 ? "\n" : line % 700 == 1 ? "{\"id\":x}\n" : "{\"id\":" + line + "}\n");
    }
    byte[] file = text.toString().getBytes(StandardCharsets.UTF_8);
    ObjectReader reader = JsonFiles.openInSplits(file, SCHEMA, 1_000);
    assertThat(reader.splits()).hasSizeGreaterThan(20);
    List<String> bad = rows(reader).stream().filter(row -> row.contains("line")).toList();
    assertThat(bad).hasSize(4);
    assertThat(bad.get(0)).contains("(line 1, ");
    assertThat(bad.get(1)).contains("(line 701, ");
    assertThat(bad.get(2)).contains("(line 2101, ");
    assertThat(bad.get(3)).contains("(line 2801, ");
    long next = 0;
    for (ObjectReader.Split split : reader.splits()) {
      assertThat(split.firstRow()).isEqualTo(next);
      next += split.rowCount();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"id\":1},\n {\"id\":2}, | not closed (line 2, column 11, byte 21)",
        "[{\"id\":1},\n {\"id\": | it stops in its middle (line 2, column 8, byte 18)",
        "[{\"id\":1}\n {\"id\":2}] | where a comma or the array's end should be (line 2, column 2,",
        "[{\"id\":1},\n] | line 2, column 1, byte 11",
        "[{\"id\":1},\n{\"id\" 2}] | line 2, column 7, byte 17",
        "[{\"id\":1}]\n] | there is ']' where an object or an array should begin (line 2, column 1,",
        "[1 2] | there is '2' where a comma",
        "{\n\"id\": 1,\n\"t\": \"a\n} | line",
        "{\n\"id\": 1,\n\"t\": [1}\n} | line 3, column",
        "{\"id\":1 | it stops in its middle (line 1, column 8, byte 7)",
        "PAR1 and more | there is 'P' where an object or an array should begin (line 1, column 1",
        "id,t\n1,a\n | there is 'i' where an object or an array should begin (line 1, column 1, byte 0"
      })
  void documentsThatAreMalformedOrStopInTheMiddleAreRefusedWhenOpened(String textAndReason) {
    String text = textAndReason.substring(0, textAndReason.indexOf(" | "));
    String reason = textAndReason.substring(textAndReason.indexOf(" | ") + 3);
    assertThatThrownBy(() -> JsonFiles.open(text, "id", "t"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22018"))
        .hasMessageContaining("'test.json' is no whole JSON: ")
        .hasMessageContaining(reason);
  }

  @Test
  void bytesThatLookLikeAnotherEncodingAreNone() throws SQLException {
    assertThatThrownBy(() -> JsonFiles.open("PAR1\u0015\u0000\u0015\u0000\u0015\n", "id"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22018"))
        .hasMessageContaining("there is 'P' where an object or an array should begin");
    assertThat(rows("{\"id\":1}\n{\u0000}\u0000\n\u0000\u0000\u0000{\n{\"id\":2}\n"))
        .satisfiesExactly(
            row -> assertThat(row).isEqualTo("1"),
            row -> assertThat(row).contains("it is no JSON object").contains("line 2"),
            row -> assertThat(row).contains("it is no JSON object").contains("line 3"),
            row -> assertThat(row).isEqualTo("2"));
  }

  @Test
  void anElementThatIsNoObjectIsABadRow() throws SQLException {
    assertThat(rows("[{\"id\":1}, 5, \"x,]\\\"\", [[2]], null, {\"id\":2}]"))
        .satisfiesExactly(
            row -> assertThat(row).isEqualTo("1"),
            row -> assertThat(row).startsWith("it is a number, and a row is an object"),
            row -> assertThat(row).startsWith("it is a string"),
            row -> assertThat(row).startsWith("it is an array"),
            row -> assertThat(row).startsWith("it is null"),
            row -> assertThat(row).isEqualTo("2"));
  }

  @Test
  void aDamagedFirstLineDoesNotMakeLinesADocument() throws SQLException {
    assertThat(rows("{\"id\":1,\"t\":\"a\n{\"id\":2}\n{\"id\":3}\n"))
        .satisfiesExactly(
            row -> assertThat(row).contains("(line 1"),
            row -> assertThat(row).isEqualTo("2"),
            row -> assertThat(row).isEqualTo("3"));
  }

  @Test
  void aCompressedFileThatStopsInTheMiddleIsRefused() {
    byte[] text = "{\"id\":1,\"t\":\"a\"}\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);
    for (Compression compression : List.of(Compression.GZIP, Compression.ZSTD)) {
      byte[] whole = compression.compress(text, text.length, null);
      byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
      assertThatThrownBy(() -> rows(half))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22018"))
          .hasMessageContaining("test.json");
    }
  }

  @Test
  void columnsAreAllKeysByFirstAppearance() throws SQLException {
    ObjectReader reader =
        JsonFiles.open(
            """
            {"b":1,"a":{"x":1,"b":[{"y":1}]}}
            {"a":2,"c\\u00e4":"\\"d\\":1"}
            {"b":1,"a" : 2 , "\\"Upper\\"":3}
            {"broken":1
            {"b":1,"a":{"x":1}}
            """);
    assertThat(reader.columns()).extracting("name").containsExactly("b", "a", "cä", "Upper");
  }

  @Test
  void quotesBelongToANameThatTheTableHas() throws SQLException {
    String text = "{\"\\\"A\\\"\":1,\"\\\"B\\\"\":2}\n";
    assertThat(JsonFiles.open(text, "\"A\"", "B").columns())
        .extracting("name")
        .containsExactly("\"A\"", "B");
  }

  @Test
  void theTextsOfSelectJsonAreRows() throws SQLException {
    String text =
        """
        {"[json]": "{\\"id\\": 1, \\"t\\": \\"a\\"}"}
        {"[json]": "{\\"id\\": 2, \\"t\\": null}"}
        {"[json]": "{\\"id\\": 3,"}
        """;
    ObjectReader reader = JsonFiles.open(text, "id", "t");
    assertThat(reader.columns()).extracting("name").containsExactly("id", "t");
    assertThat(rows(reader))
        .satisfiesExactly(
            row -> assertThat(row).isEqualTo("1 a"),
            row -> assertThat(row).isEqualTo("2 -"),
            row -> assertThat(row).contains("is no JSON object").contains("(line 3)"));
  }

  @Test
  void nestingAndNumbersHaveLimits() throws SQLException {
    String deep = "{\"id\":1,\"t\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}\n";
    assertThat(rows("{\"id\":0}\n" + deep))
        .satisfiesExactly(
            row -> assertThat(row).startsWith("0"),
            row -> assertThat(row).contains("nesting depth"));
    assertThatThrownBy(() -> rows("[" + deep + "]"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22018"))
        .hasMessageContaining("nesting depth");
    assertThat(rows("{\"id\":" + "1".repeat(300_000) + "}\n{\"id\":2}"))
        .satisfiesExactly(
            row -> assertThat(row).contains("Number").contains("(200000)"),
            row -> assertThat(row).isEqualTo("2"));
  }

  @Test
  void aRowWithoutEndIsRefusedBeforeItFillsTheMemory() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            java.util.Arrays.fill(target, offset, offset + length, (byte) '[');
            return length;
          }
        };
    for (boolean lines : new boolean[] {true, false}) {
      RecordStream rows = new RecordStream(endless, lines, new RecordStream.Start(0, 1, lines));
      assertThatThrownBy(
              () -> {
                while (rows.next()) {
                  // goes on
                }
              })
          .isInstanceOf(Damage.class)
          .hasMessageContaining("a row has more than");
    }
  }
}
