package io.cassport.text.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.FormatOptions;
import io.cassport.format.ObjectReader;
import io.cassport.format.RowSchema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * What is written is read back to the same bytes, whatever the types, the values and the options.
 */
class RoundTripTest {
  private static final List<List<String>> CHOICES =
      List.of(
          List.of("HEADER", "TRUE", "FALSE"),
          List.of("DELIMITER", ",", ";", "\\t", "||", "é", "::", "0x01"),
          List.of("QUOTE", "\"", "'", "`"),
          List.of("ESCAPE", "\\", "SAME", "^"),
          List.of("NULL", "", "null", "N/A", "\\N", "NULL"),
          List.of("ENCODING", "UTF-8", "UTF-16", "UTF-16LE", "UTF-32", "GB18030"),
          List.of("COMPRESSION", "NONE", "GZIP", "ZSTD"),
          List.of("DECIMALSEP", ".", ",", "·"),
          List.of("THOUSANDSSEP", "", "'", " "),
          List.of("BOOLSTYLE", "True,False", "ja,nein", "1,0", "on,off"),
          List.of("BINARY", "HEX", "BASE64"),
          List.of("DATETIMEFORMAT", "", "%Y-%m-%d %H:%M:%S.%f%z", "%d.%m.%Y %I:%M:%S.%f %p %z"));

  private static FormatOptions options(Random random) {
    List<String> chosen = new ArrayList<>();
    String quote = "\"";
    for (List<String> choice : CHOICES) {
      if (random.nextInt(3) == 0) {
        String value = choice.get(1 + random.nextInt(choice.size() - 1));
        if (choice.get(0).equals("QUOTE")) {
          quote = value;
        }
        if (value.equals("SAME")) {
          value = quote;
        }
        if (choice.get(0).equals("DATETIMEFORMAT") && value.isEmpty()) {
          continue;
        }
        chosen.add(choice.get(0));
        chosen.add(value);
      }
    }
    return Csv.options(chosen.toArray(new String[0]));
  }

  @Property(tries = 400)
  void everyTypeAndOptionComesBack(@ForAll long seed) throws SQLException {
    Random random = new Random(seed);
    FormatOptions options = options(random);
    List<ColumnSchema> columns = new ArrayList<>();
    int width = 2 + random.nextInt(4);
    for (int i = 0; i < width; i++) {
      columns.add(new ColumnSchema("c" + i, RandomValues.type(random, 2)));
    }
    RowSchema schema = new RowSchema(columns);
    List<List<ByteBuffer>> rows = new ArrayList<>();
    for (int row = random.nextInt(20); row > 0; row--) {
      List<ByteBuffer> cells = new ArrayList<>();
      for (ColumnSchema column : columns) {
        cells.add(random.nextInt(5) == 0 ? null : moderate(random, column.type()));
      }
      rows.add(cells);
    }
    byte[] file = writeIfPossible(schema, rows, options);
    if (file == null) {
      return;
    }
    Set<String> names = new HashSet<>();
    columns.forEach(column -> names.add(column.name()));
    ObjectReader reader = Csv.FORMAT.openReader(Csv.source("x.csv", file), options, names);
    assertThat(Csv.read(reader, schema, true))
        .as(() -> options + " " + new String(file, StandardCharsets.UTF_8))
        .isEqualTo(rows);
  }

  /** Null when a pattern does not keep a value, or options exclude each other. */
  private static byte[] writeIfPossible(
      RowSchema schema, List<List<ByteBuffer>> rows, FormatOptions options) {
    try {
      return Csv.write(schema, rows, options);
    } catch (SQLException e) {
      assertThat(e.getSQLState()).isIn("42000", "22003");
      return null;
    }
  }

  /** Dates and moments that a pattern can have, mostly. */
  private static ByteBuffer moderate(Random random, DataType type) {
    if (type.equals(DataTypes.TIMESTAMP) && random.nextInt(10) > 0) {
      return ByteBuffer.allocate(8).putLong(random.nextLong() >> 17).flip();
    }
    return RandomValues.bytes(random, type);
  }

  @Test
  void nullAndEmptyAndTheTextOfNullAreDifferent() throws SQLException {
    RowSchema schema = Csv.texts("a", "b");
    List<List<ByteBuffer>> rows =
        List.of(
            java.util.Arrays.asList(null, text("")),
            java.util.Arrays.asList(text("N/A"), null),
            java.util.Arrays.asList(text(" N/A"), text("null")));
    byte[] plain = Csv.write(schema, rows, Csv.options());
    assertThat(new String(plain, StandardCharsets.UTF_8)).isEqualTo(",\"\"\nN/A,\n\" N/A\",null\n");
    byte[] other = Csv.write(schema, rows, Csv.options("NULL", "N/A"));
    assertThat(new String(other, StandardCharsets.UTF_8))
        .isEqualTo("N/A,\"\"\n\"N/A\",N/A\n\" N/A\",null\n");
    assertThat(Csv.texts(other, schema, "NULL", "N/A", "HEADER", "FALSE"))
        .isEqualTo(Csv.texts(plain, schema, "HEADER", "FALSE"));
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(Csv.utf8(text));
  }

  @Test
  void aNullThatWouldBeAnEmptyLineIsRefused() {
    RowSchema schema = Csv.texts("a");
    List<ByteBuffer> row = new ArrayList<>();
    row.add(null);
    assertThatThrownBy(() -> Csv.write(schema, List.of(row), Csv.options()))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("NULL='…'");
  }

  @Test
  void aPatternThatLosesMillisecondsIsRefusedForAValueThatHasSome() {
    RowSchema schema = Csv.schema("a", DataTypes.INT, "t", DataTypes.TIMESTAMP);
    List<ByteBuffer> row =
        List.of(ByteBuffer.allocate(4).putInt(1).flip(), ByteBuffer.allocate(8).putLong(1).flip());
    assertThatThrownBy(
            () ->
                Csv.write(
                    schema, List.of(row), Csv.options("DATETIMEFORMAT", "%Y-%m-%d %H:%M:%S%z")))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("column t, in a row where a is 1")
        .hasMessageContaining("%f");
  }

  @Test
  void aCharacterThatTheEncodingHasNotIsRefused() {
    assertThatThrownBy(
            () ->
                Csv.write(
                    Csv.texts("a"),
                    List.of(List.of(text("a€"))),
                    Csv.options("ENCODING", "ISO-8859-1")))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("no character €");
  }
}
