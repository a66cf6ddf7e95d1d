package io.cassport.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.FormatOptions;
import io.cassport.format.ObjectReader;
import io.cassport.format.ObjectSource;
import io.cassport.format.RowSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are, the caller gets rows or an SQLException that says what is wrong. */
class DamageTest {
  private static final RowSchema SCHEMA =
      new RowSchema(
          List.of(
              new ColumnSchema("i", DataTypes.INT),
              new ColumnSchema("t", DataTypes.TEXT),
              new ColumnSchema("d", DataTypes.DECIMAL),
              new ColumnSchema("l", DataTypes.listOf(DataTypes.BIGINT)),
              new ColumnSchema("m", DataTypes.mapOf(DataTypes.TEXT, DataTypes.DOUBLE))));

  private static List<List<ByteBuffer>> rows() {
    Random random = new Random(3);
    List<List<ByteBuffer>> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      List<ByteBuffer> row = new ArrayList<>();
      for (ColumnSchema column : SCHEMA.columns()) {
        row.add(random.nextInt(8) == 0 ? null : RandomValues.bytes(random, column.type()));
      }
      rows.add(row);
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource({
    "'', is empty",
    "just text of some length, does not begin with PAR1",
    "PAR, does not begin with PAR1",
    "PAR1, footer is missing",
    "PAR1 and more than twelve bytes, footer is missing",
    "PARE and more than twelve bytes, encrypted",
    "PAR1 and more than twelve PARE, encrypted",
    "PAR1 and no footer length PAR1, footer cannot be read"
  })
  void whatIsNoParquetFileSaysWhy(String content, String why) {
    byte[] file = content.getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> Files.open(file))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("test.parquet")
        .hasMessageContaining(why)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("22018");
  }

  @Test
  void aFileCutOffAnywhereIsAnSqlException() throws SQLException {
    byte[] file = Files.write(SCHEMA, rows());
    for (int length = 0; length < file.length; length += 5) {
      byte[] part = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> Files.read(Files.open(part), SCHEMA))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("test.parquet");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SNAPPY", "ZSTD", "LZ4", "GZIP", "NONE"})
  void flippedBytesAreAnSqlExceptionOrHarmless(String compression) throws SQLException {
    byte[] file = Files.write(SCHEMA, rows(), "COMPRESSION", compression, "CHUNKSIZE", "150");
    Random random = new Random(11);
    flip(file, random, 1_500);
  }

  @Test
  void aFlippedByteInsideAPageIsFoundByItsChecksum() throws SQLException {
    RowSchema schema = new RowSchema(List.of(new ColumnSchema("b", DataTypes.BLOB)));
    byte[] blob = new byte[4_096];
    Arrays.fill(blob, (byte) 0x5a);
    byte[] file =
        Files.write(schema, List.of(List.of(ByteBuffer.wrap(blob))), "COMPRESSION", "NONE");
    file[file.length / 3] ^= 1;
    assertThatThrownBy(() -> Files.read(Files.open(file), schema))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("row group 0, column b");
  }

  /** Flips a few bits in each of many copies, and reads them. */
  static void flip(byte[] file, Random random, int copies) {
    for (int i = 0; i < copies; i++) {
      byte[] damaged = file.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Throwable thrown = catchThrowable(() -> readWhatConverts(damaged));
      assertThat(thrown == null || thrown instanceof SQLException)
          .withFailMessage(() -> "not an SQLException: " + Throwables.getStackTrace(thrown))
          .isTrue();
    }
  }

  private static void readWhatConverts(byte[] file) throws SQLException {
    try (ObjectReader reader = Files.open(file)) {
      List<ColumnSchema> columns = new ArrayList<>();
      for (int i = 0; i < reader.columns().size(); i++) {
        ObjectReader.SourceColumn column = reader.columns().get(i);
        if (column.cqlType().isPresent()
            && reader.whyNotConvertible(i, column.cqlType().get()).isEmpty()) {
          columns.add(new ColumnSchema(column.name(), column.cqlType().get()));
        }
      }
      if (!columns.isEmpty()) {
        Files.read(reader, new RowSchema(columns));
      }
    }
  }

  @Test
  void bytesThatDoNotComeAreNoDamage() throws SQLException {
    byte[] file = Files.write(SCHEMA, List.of(Collections.nCopies(5, null)));
    ObjectSource broken =
        new ObjectSource() {
          @Override
          public String name() {
            return "far/away.parquet";
          }

          @Override
          public long size() {
            return file.length;
          }

          @Override
          public SeekableByteChannel open() throws IOException {
            throw new IOException("connection reset");
          }
        };
    assertThatThrownBy(() -> new ParquetFormat().openReader(broken, FormatOptions.NONE, Set.of()))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("far/away.parquet")
        .hasMessageContaining("connection reset")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("58030");
  }
}
