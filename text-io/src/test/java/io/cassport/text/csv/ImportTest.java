package io.cassport.text.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ObjectReader;
import io.cassport.format.RowBatch;
import io.cassport.format.RowReader;
import io.cassport.format.RowSchema;
import io.cassport.text.Compression;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of files that others wrote. */
class ImportTest {
  private static final RowSchema AB = Csv.texts("a", "b");

  private static List<List<String>> rows(String text, String... options) throws SQLException {
    return Csv.texts(Csv.utf8(text), AB, options);
  }

  @Test
  void lineEndsEmptyLinesAndQuotesAreReadAsPythonReadsThem() throws SQLException {
    assertThat(rows("1,2\r\n\r\n3,\"4\n\"\"x\"\"\"\r5,6")) // a last line without an end
        .containsExactly(List.of("1", "2"), List.of("3", "4\n\"x\""), List.of("5", "6"));
    assertThat(rows("x\"y,\"a\\\"b\\\\\"\nc\\,d,e\\\nf\n"))
        .containsExactly(List.of("x\"y", "a\"b\\"), List.of("c,d", "e\nf"));
    assertThat(rows("\"a\\\",\"\"\"\"\n", "ESCAPE", "\"")).containsExactly(List.of("a\\", "\""));
    assertThat(rows("\"a,z\n", "QUOTE", "NONE")).containsExactly(List.of("\"a", "z"));
    assertThat(rows("C:\\temp,z\n", "ESCAPE", "NONE")).containsExactly(List.of("C:\\temp", "z"));
  }

  @Test
  void nullsAreWhatIsNotInQuotesAndWhatNullIfNames() throws SQLException {
    assertThat(rows(",\"\"\nNULL,\"NULL\"\n"))
        .containsExactly(Arrays.asList(null, ""), List.of("NULL", "NULL"));
    assertThat(rows(",\"\"\nNULL,\"NULL\"\n", "NULL", "NULL"))
        .containsExactly(List.of("", ""), Arrays.asList(null, "NULL"));
    assertThat(rows("\\N,\"\\N\"\nN,\\\\N\n", "NULL", "\\N"))
        .containsExactly(Arrays.asList(null, "N"), List.of("N", "\\N"));
    assertThat(rows("N/A,\"-\"\n", "NULL_IF", "N/A,-")).containsExactly(Arrays.asList(null, null));
  }

  @Test
  void nothingInQuotesIsNullWhereItIsNoValue() throws SQLException {
    RowSchema numbers = Csv.schema("a", DataTypes.INT, "b", DataTypes.listOf(DataTypes.INT));
    assertThat(Csv.texts(Csv.utf8("\"\",\"\"\n"), numbers))
        .containsExactly(Arrays.asList(null, null));
  }

  @Test
  void spaceIsTrimmedOnlyWhereItIsAskedFor() throws SQLException {
    assertThat(rows(" 1 , \"x \" \n")).first().asString().startsWith("[ 1 ,");
    assertThat(rows(" 1 , \" x \" \n", "TRIM_SPACE", "TRUE")).containsExactly(List.of("1", " x "));
    assertThat(rows(" , \"a,\nb\"\n", "TRIM_SPACE", "TRUE"))
        .containsExactly(Arrays.asList(null, "a,\nb"));
  }

  @Test
  void commentsAndOtherDelimitersAreUnderstood() throws SQLException {
    assertThat(rows("# a,b\n1,2\n#3,4\n", "COMMENT", "#")).containsExactly(List.of("1", "2"));
    assertThat(rows("1||\"2||3\"\n", "DELIMITER", "||")).containsExactly(List.of("1", "2||3"));
    assertThat(rows("1\t2\n", "DELIMITER", "\\t")).containsExactly(List.of("1", "2"));
    assertThat(rows("'1'|'2'\n", "DELIMITER", "|", "FIELD_OPTIONALLY_ENCLOSED_BY", "0x27"))
        .containsExactly(List.of("1", "2"));
    ObjectReader tabs =
        Csv.FORMAT.openReader(
            Csv.source("x.tsv", Csv.utf8("1\t2\n")), Csv.options(), Set.of("a", "b"));
    assertThat(tabs.columns()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b\n1,2\n", "b,a\n", "\"A\",B\n1,2", "_error_row,b\n1,2", "a,x,b\n"})
  void aRecordOfMostlyColumnNamesIsAHeader(String text) throws SQLException {
    Set<String> targets = Set.of("a", "b", "_error_row");
    assertThat(Csv.open(Csv.utf8(text), targets).namesColumns()).isTrue();
  }

  @Test
  void withoutAHeaderColumnsHaveOnlyAnOrder() throws SQLException {
    ObjectReader reader = Csv.open(Csv.utf8("1,2\n3,4\n"), Set.of("a", "b"));
    assertThat(reader.namesColumns()).isFalse();
    assertThat(reader.columns().stream().map(ObjectReader.SourceColumn::name))
        .containsExactly("column_1", "column_2");
    assertThat(reader.splits().get(0).rowCount()).isEqualTo(2);
    ObjectReader asked = Csv.open(Csv.utf8("a,b\n3,4\n"), Set.of("a", "b"), "HEADER", "FALSE");
    assertThat(asked.splits().get(0).rowCount()).isEqualTo(2);
    ObjectReader made = Csv.open(Csv.utf8("x,\ny,z\n"), Set.of());
    assertThat(made.columns().stream().map(ObjectReader.SourceColumn::name))
        .containsExactly("x", "column_2");
  }

  @Test
  void whatMayBeAHeaderOrARowIsAskedAbout() {
    assertThatThrownBy(() -> Csv.open(Csv.utf8("a,1,2\n"), Set.of("a", "b")))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42000"))
        .hasMessageContaining("HEADER=TRUE or HEADER=FALSE");
  }

  @Test
  void aWrongDelimiterIsHintedAt() {
    for (String text : List.of("a;b;c\n1;2;3\n", "a\tb\n", "\"a\"|\"b\"\n")) {
      for (String header : List.of("AUTO", "TRUE")) {
        assertThatThrownBy(() -> Csv.open(Csv.utf8(text), Set.of("a", "b", "c"), "HEADER", header))
            .as(text)
            .hasMessageContaining("has one column")
            .hasMessageContaining("DELIMITER");
      }
    }
  }

  @Test
  void aNameTwiceInTheHeaderIsRefused() {
    assertThatThrownBy(() -> Csv.open(Csv.utf8("a,b,a\n"), Set.of("a", "b")))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42S22"))
        .hasMessageContaining("names column a twice");
  }

  @Test
  void raggedAndBrokenRowsAreBadRowsWithTheirLine() throws SQLException {
    List<List<String>> rows = rows("a,b\n1,2\n\n\"x\ny\",3\n4\n5,6,7\n\"8\"9,10\n11,12\n");
    assertThat(rows.stream().map(row -> row.get(0)))
        .containsExactly(
            "1",
            "x\ny",
            "BAD 22018 the row has 1 cell and the file 2 columns (line 6)",
            "BAD 22018 the row has 3 cells and the file 2 columns (line 7)",
            "BAD 22018 text follows the closing quote of cell 1; are DELIMITER, QUOTE and"
                + " ESCAPE right? (line 8)",
            "11");
  }

  @Test
  void cellsThatAreNoValuesAreBadWithTheirLineAndState() throws SQLException {
    RowSchema schema = Csv.schema("a", DataTypes.INT, "b", DataTypes.TIMESTAMP);
    List<List<String>> rows =
        Csv.texts(Csv.utf8("a,b\nx,2024-01-01\n1,noon\n99999999999,\n"), schema);
    assertThat(rows.get(0).get(0)).isEqualTo("BAD 22018 'x' is no int (line 2)");
    assertThat(rows.get(1).get(1))
        .startsWith("BAD 22007 'noon' is no timestamp")
        .contains("line 3");
    assertThat(rows.get(2).get(0)).startsWith("BAD 22003 '99999999999' is out of the range of int");
  }

  @Test
  void quotesThatNothingClosesAreAnErrorThatNamesTheirLine() {
    for (String text : List.of("a,b\n1,\"2\n3,4\n5,6\n", "\"a,b\n")) {
      assertThatThrownBy(() -> Csv.open(Csv.utf8(text), Set.of("a", "b"), "HEADER", "FALSE"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22018"))
          .hasMessageContaining(
              "ends inside quotes that line " + (text.startsWith("a") ? 2 : 1) + " opens");
    }
  }

  @Test
  void aRowBeyondTheLimitIsABadRow() throws SQLException {
    String text = "a,b\n1,\"" + "x".repeat(100_000) + "\"\n2,3\n";
    List<List<String>> rows = rows(text, "MAX_ROW_SIZE", "1KB");
    assertThat(rows.get(0).get(0))
        .isEqualTo("BAD 22018 the row has 100004 bytes, more than MAX_ROW_SIZE (line 2)");
    assertThat(rows.get(1)).containsExactly("2", "3");
  }

  static Stream<Arguments> badBytes() {
    return Stream.of(
        Arguments.of(new int[] {'a', ',', 'b', '\n', 'x', 0xe4, ',', 'y'}, 5, 2),
        Arguments.of(new int[] {'a', '\n', '\n', 'b', 0xc3}, 4, 3),
        Arguments.of(new int[] {0xed, 0xa0, 0x80}, 0, 1), // half of a surrogate pair
        Arguments.of(new int[] {'a', 0xc0, 0x80}, 1, 1), // a longer form than needed
        Arguments.of(new int[] {'1', ',', '2', '\n', 0xf0, 0x9f, 0x98, ','}, 4, 2));
  }

  @ParameterizedTest
  @MethodSource("badBytes")
  void whatIsNoUtf8IsAnErrorThatNamesByteAndLine(int[] bytes, int offset, int line) {
    byte[] file = new byte[bytes.length];
    for (int i = 0; i < file.length; i++) {
      file[i] = (byte) bytes[i];
    }
    assertThatThrownBy(() -> Csv.open(file, Set.of("a", "b"), "HEADER", "FALSE"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22018"))
        .hasMessageContaining(
            "is no UTF-8 text: byte " + offset + ", in line " + line + ", belongs");
  }

  @Test
  void theFirstBadByteIsNamedInEveryEncoding() {
    byte[] windows = {'a', ',', 'b', '\n', '1', ',', (byte) 0x81};
    assertThatThrownBy(() -> Csv.open(windows, Set.of("a", "b"), "ENCODING", "windows-1252"))
        .hasMessageContaining("is no windows-1252 text: byte 6, in line 2");
    byte[] utf16 = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE);
    utf16[12] = (byte) 0xff;
    utf16[13] = (byte) 0xdc; // the second half of a pair, without its first
    assertThatThrownBy(() -> Csv.open(utf16, Set.of("a", "b"), "ENCODING", "UTF-16LE"))
        .hasMessageContaining("is no UTF-16LE text: byte 12, in line 2");
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8,EFBBBF,''",
    "UTF-16LE,FFFE,''",
    "UTF-16BE,FEFF,''",
    "UTF-16,'','UTF-16'",
    "windows-1252,'','cp1252'",
    "ISO-8859-1,'','latin1'",
    "UTF-8,EFBBBF,'utf8'"
  })
  void encodingsAreReadByNameAndByMark(String encoding, String mark, String option)
      throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(java.util.HexFormat.of().parseHex(mark));
    file.write("a,b\nä,\"ß\n\"\n".getBytes(Charset.forName(encoding)));
    String[] options = option.isEmpty() ? new String[0] : new String[] {"ENCODING", option};
    assertThat(Csv.texts(file.toByteArray(), AB, options)).containsExactly(List.of("ä", "ß\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GZIP", "ZSTD"})
  void compressedFilesOfSeveralPartsAreReadWhateverTheirName(String codec) throws Exception {
    Compression compression = Compression.valueOf(codec);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (String part : List.of("a,b\n", "1,\"2\n", "\"\n3,4\n")) {
      byte[] bytes = Csv.utf8(part);
      file.write(compression.compress(bytes, bytes.length, null));
    }
    assertThat(Csv.texts(file.toByteArray(), AB))
        .containsExactly(List.of("1", "2\n"), List.of("3", "4"));
    byte[] cut = Arrays.copyOf(file.toByteArray(), file.size() - 5);
    assertThatThrownBy(() -> Csv.open(cut, Set.of("a", "b")))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22018"))
        .hasMessageContaining("cannot be decompressed");
  }

  @Test
  void splitsHoldEveryRowOnceAndCanBeEnteredAnywhere() throws SQLException {
    StringBuilder text = new StringBuilder("a,b\n");
    int count = 400_000;
    for (int i = 0; i < count; i++) {
      String end = i % 1_000 == 0 ? "\n" : " "; // inside quotes
      text.append(i).append(",\"a row that is not short").append(end);
      text.append("so that there are several splits\"\n");
    }
    byte[] file = Csv.utf8(text.toString());
    ObjectReader reader = Csv.open(file, Set.of("a", "b"));
    assertThat(reader.splits().size()).isGreaterThan(2);
    assertThat(reader.splits().stream().mapToLong(ObjectReader.Split::rowCount).sum())
        .isEqualTo(count);
    RowSchema first = Csv.schema("a", DataTypes.BIGINT);
    long expected = 0;
    for (int split = 0; split < reader.splits().size(); split++) {
      assertThat(reader.splits().get(split).firstRow()).isEqualTo(expected);
      long skip = split == 1 ? 1_000 : 0;
      expected += skip;
      try (RowReader rows = reader.read(split, new int[] {0}, first, skip)) {
        RowBatch batch = new RowBatch(first, 100);
        while (rows.read(batch, 5_000) > 0) {
          assertThat(batch.badCells()).isEmpty();
          for (int row = 0; row < batch.rowCount(); row++) {
            assertThat(batch.buffer(0, row).getLong(0)).isEqualTo(expected++);
          }
        }
      }
    }
    assertThat(expected).isEqualTo(count);
  }

  @Test
  void anEmptyFileHasTheTablesColumnsAndNoRows() throws SQLException {
    ObjectReader reader = Csv.open(new byte[0], Set.of("a", "b"));
    assertThat(reader.splits()).isEmpty();
    assertThat(reader.columns()).hasSize(2);
    assertThatThrownBy(() -> Csv.open(new byte[0], Set.of()))
        .hasMessageContaining("no table can be made from it");
  }

  static Stream<Arguments> conversions() {
    DataType map = DataTypes.mapOf(DataTypes.TEXT, DataTypes.frozenListOf(DataTypes.INT));
    DataType tuple = DataTypes.tupleOf(DataTypes.INT, DataTypes.TEXT);
    return Stream.of(
        Arguments.of(DataTypes.setOf(DataTypes.TEXT), "{'it''s', \"x\", b }", null),
        Arguments.of(map, "{'k': [1, 2], 'e': []}", "{'k':[1,2],'e':[]}"),
        Arguments.of(tuple, "(1, )", "(1, null)"),
        Arguments.of(tuple, "(1)", "(1, null)"),
        Arguments.of(tuple, "(1, 'a,b)')", "( 1 , 'a,b)' )"),
        Arguments.of(DataTypes.listOf(DataTypes.BOOLEAN), "[True, False]", "[true, false]"),
        Arguments.of(
            DataTypes.listOf(DataTypes.TIMESTAMP),
            "['2024-01-01 00:00:00.000000+0000']",
            "[1704067200000]"),
        Arguments.of(DataTypes.listOf(DataTypes.TIME), "[12:34:56.000000000]", "['12:34:56']"),
        Arguments.of(DataTypes.vectorOf(DataTypes.FLOAT, 2), "[1, 2.5]", "[1.0, 2.5]"));
  }

  @ParameterizedTest
  @MethodSource("conversions")
  void literalsAreReadAsCqlshAndCqlWriteThem(DataType type, String text, String same)
      throws SQLException {
    RowSchema schema = Csv.schema("a", type);
    String quoted = '"' + text.replace("\"", "\\\"") + "\"\n";
    if (same == null) {
      assertThat(Csv.read(Csv.open(Csv.utf8(quoted), Set.of("z")), schema, false)).hasSize(1);
      return;
    }
    String other = '"' + same + "\"\n";
    assertThat(Csv.read(Csv.open(Csv.utf8(quoted), Set.of("z")), schema, false))
        .isEqualTo(Csv.read(Csv.open(Csv.utf8(other), Set.of("z")), schema, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1, 2|22018",
        "[1, null]|22018",
        "[1, ]|22018",
        "1, 2|22018",
        "[1] x|22018",
        "[x]|22018",
        "[3000000000]|22003"
      })
  void whatIsNoLiteralIsABadCell(String text, String state) throws SQLException {
    RowSchema schema = Csv.schema("a", DataTypes.listOf(DataTypes.INT));
    assertThat(Csv.texts(Csv.utf8('"' + text + "\"\n"), schema, "HEADER", "FALSE"))
        .first()
        .asString()
        .startsWith("[BAD " + state);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DATETIMEFORMAT|%d/%m/%Y %H:%M|29/02/2024 12:30|1709209800000",
        "DATETIMEFORMAT|%d/%m/%Y|2024-02-29 12:30|1709209800000",
        "TIMESTAMP_UNIT|SECONDS|1709209800|1709209800000",
        "TIMESTAMP_UNIT|MICROS|1709209800123000|1709209800123",
        "TIMESTAMP_UNIT|NANOS|2024-02-29 12:30|1709209800000"
      })
  void momentsAreReadInOtherForms(String option, String value, String text, long millis)
      throws SQLException {
    RowSchema schema = Csv.schema("a", DataTypes.TIMESTAMP);
    assertThat(
            Csv.read(Csv.open(Csv.utf8(text + "\n"), Set.of("z"), option, value), schema, false)
                .get(0)
                .get(0)
                .getLong(0))
        .isEqualTo(millis);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DECIMALSEP|,|THOUSANDSSEP|.|1.234.567,5|1234567.5",
        "DECIMALSEP|,|THOUSANDSSEP|_|-1_234,5|-1234.5",
        "DECIMALSEP|.|THOUSANDSSEP|,|1,234.5E3|1234500"
      })
  void numbersAreReadWithTheirSeparators(
      String one, String point, String two, String groups, String text, double value)
      throws SQLException {
    RowSchema schema = Csv.schema("a", DataTypes.DOUBLE);
    String quoted = '"' + text + "\"\n";
    assertThat(
            Csv.read(
                    Csv.open(Csv.utf8(quoted), Set.of("z"), one, point, two, groups), schema, false)
                .get(0)
                .get(0)
                .getDouble(0))
        .isEqualTo(value);
    assertThat(Csv.texts(Csv.utf8("\"1" + groups + "2\"\n"), schema, one, point, two, groups))
        .first()
        .asString()
        .startsWith("[BAD 22018");
  }
}
