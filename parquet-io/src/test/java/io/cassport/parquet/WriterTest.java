package io.cassport.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.FormatOptions;
import io.cassport.format.FormatProvider;
import io.cassport.format.ObjectReader;
import io.cassport.format.RowBatch;
import io.cassport.format.RowEncoder;
import io.cassport.format.RowReader;
import io.cassport.format.RowSchema;
import io.cassport.format.RowWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.ColumnOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files look like inside, and what the writer does when something goes wrong. */
class WriterTest {
  private static final RowSchema INTS =
      new RowSchema(List.of(new ColumnSchema("i", DataTypes.INT)));

  private static ByteBuffer number(int value) {
    return ByteBuffer.allocate(4).putInt(value).flip();
  }

  private static ParquetFileReader open(byte[] file) throws IOException {
    return new ParquetFileReader(
        new ChannelInput(Files.source(file)), ReadOptions.withoutHadoop(new PageMemory()));
  }

  static ColumnChunkMetaData chunk(byte[] file) throws IOException {
    try (ParquetFileReader reader = open(file)) {
      return reader.getFooter().getBlocks().get(0).getColumns().get(0);
    }
  }

  private static byte[] writeValues(DataType type, List<ByteBuffer> values, String... options)
      throws SQLException {
    List<List<ByteBuffer>> rows = new ArrayList<>();
    values.forEach(value -> rows.add(Collections.singletonList(value)));
    return Files.write(new RowSchema(List.of(new ColumnSchema("c", type))), rows, options);
  }

  private static ByteBuffer real(double value) {
    return ByteBuffer.allocate(8).putDouble(value).flip();
  }

  @Test
  void theFormatIsFoundAsAService() {
    assertThat(ServiceLoader.load(FormatProvider.class))
        .anySatisfy(
            format -> {
              assertThat(format).isInstanceOf(ParquetFormat.class);
              assertThat(format.name()).isEqualTo("PARQUET");
              assertThat(
                      format.recognises(
                          "PAR1....".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                  .isTrue();
              assertThat(
                      format.recognises("PAR".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                  .isFalse();
            });
  }

  @Test
  void noHadoopClassIsOnTheClassPath() {
    assertThatThrownBy(() -> Class.forName("org.apache.hadoop.conf.Configuration"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void manyEncodersWriteOneFile() throws Exception {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    FormatOptions options = Files.options("CHUNKSIZE", "700", "COMPRESSION", "ZSTD");
    int threads = 6;
    int rowsEach = 5_000;
    try (RowWriter writer = new ParquetFormat().openWriter(sink, "many", INTS, options)) {
      ExecutorService pool = Executors.newFixedThreadPool(threads);
      List<Future<Object>> done = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int first = t * rowsEach;
        done.add(
            pool.submit(
                () -> {
                  encode(writer, first, rowsEach);
                  return null;
                }));
      }
      for (Future<Object> future : done) {
        future.get();
      }
      pool.shutdown();
      writer.finish();
      assertThat(writer.rowsWritten()).isEqualTo((long) threads * rowsEach);
      assertThat(writer.bytesWritten()).isEqualTo(sink.size());
    }
    TreeSet<Integer> seen = new TreeSet<>();
    for (List<ByteBuffer> row : Files.read(Files.open(sink.toByteArray()), INTS)) {
      seen.add(row.get(0).getInt(0));
    }
    assertThat(seen).hasSize(threads * rowsEach);
  }

  private static void encode(RowWriter writer, int first, int count) throws SQLException {
    try (RowEncoder encoder = writer.newEncoder()) {
      for (int from = first; from < first + count; from += 333) {
        int size = Math.min(333, first + count - from);
        int start = from;
        RowBatch batch =
            Files.batch(
                INTS, IntStream.range(0, size).mapToObj(i -> List.of(number(start + i))).toList());
        encoder.write(batch, IntStream.range(0, size).toArray(), 0, size);
      }
      assertThat(encoder.bufferedRows()).isPositive();
      assertThat(encoder.bufferedBytes()).isPositive();
      encoder.flush();
      assertThat(encoder.bufferedRows()).isZero();
    }
  }

  @Test
  void onlyTheSelectedRowsAreWrittenInTheirOrder() throws SQLException {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (RowWriter writer =
        new ParquetFormat().openWriter(sink, "some", INTS, FormatOptions.NONE)) {
      try (RowEncoder encoder = writer.newEncoder()) {
        RowBatch batch =
            Files.batch(INTS, IntStream.range(0, 10).mapToObj(i -> List.of(number(i))).toList());
        encoder.write(batch, new int[] {9, 3, 5, 7, 1}, 1, 3);
        encoder.flush();
      }
      writer.finish();
    }
    assertThat(Files.read(Files.open(sink.toByteArray()), INTS))
        .extracting(row -> row.get(0).getInt(0))
        .containsExactly(3, 5, 7);
  }

  @Test
  void aFileWithoutRowsIsAFileWithItsColumns() throws SQLException {
    ObjectReader reader = Files.open(Files.write(INTS, List.of()));
    assertThat(reader.splits()).isEmpty();
    assertThat(reader.columns()).extracting(ObjectReader.SourceColumn::name).containsExactly("i");
  }

  @Test
  void rowGroupsEndAtTheirBytesEvenWhenRowsBecomeLarge() throws SQLException {
    RowSchema schema = new RowSchema(List.of(new ColumnSchema("b", DataTypes.BLOB)));
    List<List<ByteBuffer>> rows = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      rows.add(List.of(ByteBuffer.wrap(new byte[] {(byte) i})));
    }
    java.util.Random random = new java.util.Random(5);
    for (int i = 0; i < 100; i++) {
      byte[] large = new byte[100_000];
      random.nextBytes(large);
      rows.add(List.of(ByteBuffer.wrap(large)));
    }
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (RowWriter writer =
        new ParquetFormat()
            .openWriter(sink, "large", schema, Files.options("ROW_GROUP_SIZE", "1MB"))) {
      try (RowEncoder encoder = writer.newEncoder()) {
        for (int from = 0; from < rows.size(); from += 50) {
          RowBatch batch = Files.batch(schema, rows.subList(from, from + 50));
          encoder.write(batch, IntStream.range(0, 50).toArray(), 0, 50);
          assertThat(encoder.bufferedBytes()).isLessThan(3 << 20);
        }
        encoder.flush();
      }
      writer.finish();
    }
    ObjectReader reader = Files.open(sink.toByteArray());
    assertThat(reader.splits()).allSatisfy(s -> assertThat(s.bytes()).isLessThan(3 << 20));
    assertThat(Files.read(reader, schema)).isEqualTo(rows);
  }

  @Test
  void aBatchEndsWhenItsBytesAreEnough() throws SQLException {
    RowSchema schema = new RowSchema(List.of(new ColumnSchema("b", DataTypes.BLOB)));
    List<List<ByteBuffer>> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rows.add(List.of(ByteBuffer.wrap(new byte[i < 20 ? 0 : 1 << 20])));
    }
    byte[] file = Files.write(schema, rows, "DICTIONARY", "FALSE");
    try (RowReader reader = Files.open(file).read(0, new int[] {0}, schema, 0)) {
      RowBatch batch = new RowBatch(schema, 10);
      int total = 0;
      for (int count = reader.read(batch, 1_000); count > 0; count = reader.read(batch, 1_000)) {
        assertThat(batch.dataLength()).isLessThan(16 << 20);
        total += count;
      }
      assertThat(total).isEqualTo(40);
    }
  }

  @Test
  void rowsOfASplitCanBeSkipped() throws SQLException {
    List<List<ByteBuffer>> rows =
        IntStream.range(0, 500).mapToObj(i -> List.of(number(i))).toList();
    byte[] file = Files.write(INTS, rows);
    try (RowReader reader = Files.open(file).read(0, new int[] {0}, INTS, 321)) {
      RowBatch batch = new RowBatch(INTS, 10);
      assertThat(reader.read(batch, 1_000)).isEqualTo(179);
      assertThat(batch.buffer(0, 0).getInt()).isEqualTo(321);
      assertThat(reader.read(batch, 1_000)).isZero();
    }
  }

  @Test
  void floatingPointColumnsKeepTheOrderThatAllReadersKnow() throws Exception {
    byte[] file = writeValues(DataTypes.DOUBLE, List.of(real(1), real(-2), real(3)));
    try (ParquetFileReader reader = open(file)) {
      assertThat(
              reader
                  .getFileMetaData()
                  .getSchema()
                  .getColumns()
                  .get(0)
                  .getPrimitiveType()
                  .columnOrder())
          .isEqualTo(ColumnOrder.typeDefined());
    }
    assertThat((Object) chunk(file).getStatistics().genericGetMin()).isEqualTo(-2.0);
    assertThat((Object) chunk(file).getStatistics().genericGetMax()).isEqualTo(3.0);
  }

  @Test
  void notANumberIsNeverAMinimumOrMaximum() throws Exception {
    byte[] mixed = writeValues(DataTypes.DOUBLE, List.of(real(Double.NaN), real(1), real(2)));
    if (chunk(mixed).getStatistics().hasNonNullValue()) {
      assertThat((Object) chunk(mixed).getStatistics().genericGetMin()).isEqualTo(1.0);
      assertThat((Object) chunk(mixed).getStatistics().genericGetMax()).isEqualTo(2.0);
    }
    byte[] only = writeValues(DataTypes.DOUBLE, List.of(real(Double.NaN)));
    assertThat(chunk(only).getStatistics().hasNonNullValue()).isFalse();
  }

  @Test
  void uuidsHaveNoMinimumAndMaximum() throws Exception {
    byte[] file =
        writeValues(
            DataTypes.UUID,
            List.of(ByteBuffer.allocate(16), ByteBuffer.allocate(16).put(0, (byte) 1)));
    assertThat(chunk(file).getStatistics().hasNonNullValue()).isFalse();
    assertThat(chunk(file).getColumnIndexReference()).isNull();
  }

  @Test
  void bloomFiltersAreAsLargeAsTheirValuesNeedAndFitManyColumns() throws Exception {
    List<ByteBuffer> few = IntStream.range(0, 10).mapToObj(WriterTest::number).toList();
    String[] options = {"BLOOM_FILTER", "TRUE", "DICTIONARY", "FALSE"};
    assertThat(writeValues(DataTypes.INT, few, options)).hasSizeLessThan(8_000);
    List<ByteBuffer> many = IntStream.range(0, 20_000).mapToObj(WriterTest::number).toList();
    assertThat(chunk(writeValues(DataTypes.INT, many, options)).getBloomFilterOffset())
        .isPositive();
    List<ColumnSchema> columns =
        IntStream.range(0, 2_000).mapToObj(i -> new ColumnSchema("c" + i, DataTypes.INT)).toList();
    List<ByteBuffer> row = Collections.nCopies(columns.size(), number(1));
    assertThat(Files.write(new RowSchema(columns), List.of(row), options)).isNotEmpty();
  }

  @Test
  void columnListsChooseStatisticsIndexBloomFilterAndDictionary() throws Exception {
    List<ByteBuffer> values = IntStream.range(0, 5_000).mapToObj(WriterTest::number).toList();
    ColumnChunkMetaData plain = chunk(writeValues(DataTypes.INT, values));
    assertThat(plain.getStatistics().hasNonNullValue()).isTrue();
    assertThat(plain.getColumnIndexReference()).isNotNull();
    assertThat(plain.getOffsetIndexReference()).isNotNull();
    assertThat(plain.getBloomFilterOffset()).isNegative();
    ColumnChunkMetaData other =
        chunk(
            writeValues(
                DataTypes.INT,
                values,
                "STATISTICS",
                "FALSE",
                "PAGE_INDEX",
                "FALSE",
                "BLOOM_FILTER",
                "\"c\"",
                "DICTIONARY",
                "FALSE"));
    assertThat(other.getStatistics().hasNonNullValue()).isFalse();
    assertThat(other.getColumnIndexReference()).isNull();
    assertThat(other.getOffsetIndexReference()).isNull();
    assertThat(other.getBloomFilterOffset()).isPositive();
    assertThat(other.hasDictionaryPage()).isFalse();
    ColumnChunkMetaData indexOnly =
        chunk(writeValues(DataTypes.INT, values, "PAGE_INDEX", "FALSE"));
    assertThat(indexOnly.getStatistics().hasNonNullValue()).isTrue();
    assertThat(indexOnly.getColumnIndexReference()).isNull();
  }

  @Test
  void metadataGoesToTheFooterBesideTheCqlTypes() throws Exception {
    byte[] file =
        writeValues(DataTypes.TIMEUUID, List.of(), "METADATA", "{\"owner\":\"me\",\"run\":\"7\"}");
    try (ParquetFileReader reader = open(file)) {
      assertThat(reader.getFileMetaData().getKeyValueMetaData())
          .containsEntry("owner", "me")
          .containsEntry("run", "7")
          .containsEntry("cassport.schema", "{\"c\":\"timeuuid\"}");
    }
    assertThat(Files.open(file).columns().get(0).cqlType()).hasValue(DataTypes.TIMEUUID);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COMPRESSION_LEVEL | 5      | SNAPPY",
        "METADATA          | [1]    | METADATA",
        "METADATA          | null   | METADATA",
        "METADATA          | {\"a\":null} | METADATA",
        "METADATA          | {\"a\":{}} | METADATA",
        "METADATA          | {\"cassport.schema\":\"x\"} | cassport.schema",
        "METADATA          | {} {}  | METADATA",
        "DECIMAL_TYPE      | 39,0   | DECIMAL_TYPE",
        "DECIMAL_TYPE      | 5,6    | DECIMAL_TYPE",
        "DECIMAL_TYPE      | 1,2,3  | DECIMAL_TYPE",
        "DECIMAL_TYPE      | wide   | DECIMAL_TYPE",
      })
  void optionsThatDoNotFitAreRefused(String option, String value, String message) {
    assertThatThrownBy(() -> new ParquetFormat().checkWritable(INTS, Files.options(option, value)))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(message)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("42000");
  }

  @Test
  void levelsAndVersionsAreCheckedTogetherWithTheirPartners() {
    ParquetFormat format = new ParquetFormat();
    assertThatThrownBy(
            () ->
                format.checkWritable(
                    INTS, Files.options("COMPRESSION", "GZIP", "COMPRESSION_LEVEL", "10")))
        .hasMessageContaining("1 to 9");
    assertThatThrownBy(
            () ->
                format.checkWritable(
                    INTS, Files.options("PARQUET_VERSION", "V2", "PAGE_INDEX", "FALSE")))
        .hasMessageContaining("PARQUET_VERSION");
    assertThatThrownBy(() -> format.checkWritable(INTS, Files.options("STATISTICS", "i,nope")))
        .hasMessageContaining("nope")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("42S22");
    assertThatThrownBy(() -> Files.options("DICTIONARY", "a,,b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aValueThatCannotBeWrittenIsFoundByItsRow() {
    RowSchema schema =
        new RowSchema(
            List.of(new ColumnSchema("id", DataTypes.INT), new ColumnSchema("t", DataTypes.TIME)));
    List<List<ByteBuffer>> rows =
        List.of(List.of(number(42), RoundTripTest.encode(DataTypes.TIME, "'00:00:00.000000001'")));
    assertThatThrownBy(() -> Files.write(schema, rows, "TIME_UNIT", "MICROS"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("column t")
        .hasMessageContaining("id is 42")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("22003");
  }

  @Test
  void afterAFailureAnEncoderWritesNothingMore() throws SQLException {
    RowWriter writer =
        new ParquetFormat()
            .openWriter(new ByteArrayOutputStream(), "failed", INTS, FormatOptions.NONE);
    RowEncoder encoder = writer.newEncoder();
    RowBatch batch =
        Files.batch(INTS, List.of(List.of(number(1)), List.of(ByteBuffer.allocate(3))));
    assertThatThrownBy(() -> encoder.write(batch, new int[] {0, 1}, 0, 2))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(encoder::flush).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> encoder.write(batch, new int[] {0}, 0, 1))
        .isInstanceOf(SQLException.class);
    encoder.close();
    writer.close();
    assertThat(writer.rowsWritten()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "list<int>, 000000020000000400000000",
    "list<int>, 00000001000000040000000700",
    "list<int>, ''",
    "list<int>, ffffffff",
    "'map<int, int>', 00000001ffffffff0000000400000001",
    "'tuple<int, int>', 000000040000000100000004000000020000000400000003",
    "'vector<float, 2>', 3f800000",
    "'vector<float, 2>', 3f8000003f8000003f800000",
    "boolean, 02",
    "varint, 0001",
    "decimal, 00000000",
    "uuid, 00",
    "duration, ''"
  })
  void bytesThatWouldNotComeBackTheSameAreRefused(String cqlType, String hex) {
    ByteBuffer bytes = ByteBuffer.wrap(java.util.HexFormat.of().parseHex(hex));
    DataType type = ConversionTest.type(cqlType);
    assertThatThrownBy(() -> writeValues(type, List.of(bytes)))
        .isInstanceOf(SQLException.class)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("22018");
  }

  @Test
  void aSinkThatFailsIsAnInputOutputError() {
    OutputStream full =
        new OutputStream() {
          private int room = 100_000;

          @Override
          public void write(int b) throws IOException {
            if (--room < 0) {
              throw new IOException("No space left on device");
            }
          }
        };
    RowSchema schema = new RowSchema(List.of(new ColumnSchema("b", DataTypes.BLOB)));
    byte[] noise = new byte[300_000];
    new java.util.Random(1).nextBytes(noise);
    assertThatThrownBy(
            () -> {
              try (RowWriter writer =
                      new ParquetFormat().openWriter(full, "full", schema, FormatOptions.NONE);
                  RowEncoder encoder = writer.newEncoder()) {
                RowBatch batch = Files.batch(schema, List.of(List.of(ByteBuffer.wrap(noise))));
                encoder.write(batch, new int[] {0}, 0, 1);
                encoder.flush();
                writer.finish();
              }
            })
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("No space left on device")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("58030");
  }
}
