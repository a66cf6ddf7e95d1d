package io.cassport.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.protocol.internal.util.Bytes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.RowBatch;
import io.cassport.format.RowSchema;
import io.cassport.parquet.decoding.ColumnValues;
import io.cassport.parquet.decoding.Conversion;
import io.cassport.parquet.decoding.RowGroupValues;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;

/** What our decoding makes of a column chunk is what parquet-java's column readers make of it. */
class DirectDecodingTest {
  private static final RowSchema ONE_BLOB =
      new RowSchema(List.of(new ColumnSchema("c", DataTypes.BLOB)));

  private static final String[] PHYSICAL = {
    "boolean", "int32", "int64", "int96", "float", "double", "binary", "fixed_len_byte_array(5)"
  };

  private static final String[] SHAPES = {
    "required %s f%d;",
    "optional %s f%d;",
    "repeated %s f%d;",
    "optional group g%2$d { optional %1$s f%2$d; }",
    "optional group l%2$d (LIST) { repeated group list { optional %1$s element; } }",
    "required group l%2$d (LIST) { repeated group list { required group inner (LIST) {"
        + " repeated group list { optional %1$s element; } } } }"
  };

  private static String message(Random random) {
    StringBuilder fields = new StringBuilder("message m { ");
    for (int i = 0; i < 4; i++) {
      String physical = PHYSICAL[random.nextInt(PHYSICAL.length)];
      fields.append(SHAPES[random.nextInt(SHAPES.length)].formatted(physical, i)).append(' ');
    }
    return fields.append('}').toString();
  }

  private static ParquetProperties properties(Random random) {
    WriterVersion[] versions = WriterVersion.values();
    return ParquetProperties.builder()
        .withWriterVersion(versions[random.nextInt(versions.length)])
        .withPageSize(256 << random.nextInt(9))
        .withPageRowCountLimit(1 + random.nextInt(3_000))
        .withMinRowCountForPageSizeCheck(1 + random.nextInt(100))
        .withDictionaryEncoding(random.nextInt(4) > 0)
        .withDictionaryPageSize(512 << random.nextInt(11))
        .withExtendedByteStreamSplitEncoding(random.nextInt(6) == 0)
        .build();
  }

  /** Rows whose values are of few or many kinds, alone or in runs, with few or many nulls. */
  private static final class RandomRows {
    private final Random random;
    private final int kinds;
    private final int run;
    private final double there;
    private int drawn;
    private long seed;

    RandomRows(Random random) {
      this.random = random;
      this.kinds = new int[] {1, 3, 300, Integer.MAX_VALUE}[random.nextInt(4)];
      this.run = random.nextBoolean() ? 1 : 1 + random.nextInt(2_000);
      this.there = new double[] {0, 0.1, 0.5, 0.98, 1}[random.nextInt(5)];
    }

    List<Consumer<Group>> make(MessageType schema) {
      int count = 1 + random.nextInt(3_000);
      List<Consumer<Group>> rows = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        rows.add(group -> fill(group, schema));
      }
      return rows;
    }

    private void fill(Group group, GroupType type) {
      for (Type field : type.getFields()) {
        int count =
            switch (field.getRepetition()) {
              case REQUIRED -> 1;
              case OPTIONAL -> random.nextDouble() < there ? 1 : 0;
              case REPEATED -> random.nextInt(random.nextInt(200) == 0 ? 60 : 4);
            };
        for (int i = 0; i < count; i++) {
          if (field.isPrimitive()) {
            append(group, field.asPrimitiveType());
          } else {
            fill(group.addGroup(field.getName()), field.asGroupType());
          }
        }
      }
    }

    private void append(Group group, PrimitiveType type) {
      if (drawn++ % run == 0) {
        seed = random.nextInt(kinds) * 0x9e3779b97f4a7c15L;
      }
      String name = type.getName();
      switch (type.getPrimitiveTypeName()) {
        case BOOLEAN -> group.append(name, (seed & 64) != 0);
        case INT32 -> group.append(name, (int) seed);
        case INT64 -> group.append(name, seed);
        case FLOAT -> group.append(name, (float) seed);
        case DOUBLE -> group.append(name, (double) seed);
        case INT96 -> group.append(name, binary(12));
        case FIXED_LEN_BYTE_ARRAY -> group.append(name, binary(type.getTypeLength()));
        case BINARY -> group.append(name, binary((int) (seed >>> 58)));
      }
    }

    private Binary binary(int length) {
      byte[] bytes = new byte[length];
      new Random(seed).nextBytes(bytes);
      return Binary.fromConstantByteArray(bytes);
    }
  }

  private interface Reading {
    void read(PageReadStore pages, ParquetMetadata footer) throws SQLException;
  }

  private static void open(byte[] file, Reading reading) throws Exception {
    ChannelInput input = new ChannelInput(Files.source(file));
    ParquetMetadata footer = Footers.read(Files.source(file));
    try (ParquetFileReader reader =
            new ParquetFileReader(
                input, footer, ReadOptions.withoutHadoop(new PageMemory()), input.newStream());
        PageReadStore pages = reader.readRowGroup(0)) {
      reading.read(pages, footer);
    }
  }

  /** Each entry's levels, and a value's bytes in CQL's order. */
  private static List<String> theirs(byte[] file, ColumnDescriptor column) throws Exception {
    List<String> entries = new ArrayList<>();
    open(
        file,
        (pages, footer) -> {
          MessageType schema = footer.getFileMetaData().getSchema();
          ColumnReader reader =
              new ColumnReadStoreImpl(
                      pages,
                      new GroupRecordConverter(schema).getRootConverter(),
                      schema,
                      footer.getFileMetaData().getCreatedBy())
                  .getColumnReader(column);
          long count =
              footer.getBlocks().get(0).getColumns().get(index(schema, column)).getValueCount();
          for (long i = 0; i < count; i++) {
            int definition = reader.getCurrentDefinitionLevel();
            String levels = reader.getCurrentRepetitionLevel() + "/" + definition;
            boolean isValue = definition == column.getMaxDefinitionLevel();
            entries.add(isValue ? levels + " " + hex(reader) : levels);
            reader.consume();
          }
        });
    return entries;
  }

  private static int index(MessageType schema, ColumnDescriptor column) {
    return schema.getColumns().indexOf(column);
  }

  private static String hex(ColumnReader reader) {
    ByteBuffer bytes =
        switch (reader.getDescriptor().getPrimitiveType().getPrimitiveTypeName()) {
          case BOOLEAN -> ByteBuffer.allocate(1).put((byte) (reader.getBoolean() ? 1 : 0)).flip();
          case INT32 -> ByteBuffer.allocate(4).putInt(reader.getInteger()).flip();
          case INT64 -> ByteBuffer.allocate(8).putLong(reader.getLong()).flip();
          case FLOAT -> ByteBuffer.allocate(4).putFloat(reader.getFloat()).flip();
          case DOUBLE -> ByteBuffer.allocate(8).putDouble(reader.getDouble()).flip();
          default -> reader.getBinary().toByteBuffer();
        };
    return Bytes.toHexString(bytes);
  }

  /** The conversion that is done many values at a time. */
  private static Conversion inBulk(PrimitiveTypeName type) {
    return switch (type) {
      case BOOLEAN -> new Conversion.Booleans();
      case INT32, INT64, FLOAT, DOUBLE -> new Conversion.Reversed(type);
      case BINARY, FIXED_LEN_BYTE_ARRAY -> new Conversion.Copied(Conversion.Check.NONE);
      case INT96 -> (value, out) -> out.put(value.getBinary());
    };
  }

  /** The same one by one. */
  private static Conversion oneByOne(PrimitiveTypeName type) {
    return (value, out) -> inBulk(type).convert(value, out);
  }

  private static List<String> ours(
      byte[] file, ColumnDescriptor column, Conversion conversion, int count) throws Exception {
    List<String> entries = new ArrayList<>();
    open(
        file,
        (pages, footer) -> {
          ColumnValues values =
              new RowGroupValues(pages, footer.getFileMetaData().getCreatedBy())
                  .column(column, conversion);
          RowBatch batch = new RowBatch(ONE_BLOB, 1);
          for (int i = 0; i < count; i++) {
            batch.clear();
            String levels = values.repetition() + "/" + values.definition();
            if (isSkipped(i) || !values.hasValue()) {
              values.skip();
              entries.add(levels);
            } else {
              int start = i % 2 * Integer.BYTES; // behind its length
              assertThat(start == 0 ? values.take(batch) : values.takeSized(batch)).isNull();
              int length = batch.dataLength() - start;
              ByteBuffer bytes = ByteBuffer.wrap(batch.data(), start, length);
              assertThat(start == 0 ? length : ByteBuffer.wrap(batch.data()).getInt(0))
                  .isEqualTo(length);
              entries.add(levels + " " + Bytes.toHexString(bytes));
            }
          }
          assertThat(values.repetition()).isZero();
          assertThat(catchThrowable(values::definition)).hasMessageContaining("rows");
        });
    return entries;
  }

  private static String levels(String entry) {
    int end = entry.indexOf(' ');
    return end < 0 ? entry : entry.substring(0, end);
  }

  private static boolean isSkipped(int entry) {
    return entry % 11 == 7 || entry % 5_000 > 4_500;
  }

  private static List<String> cells(
      byte[] file, ColumnDescriptor column, Conversion conversion, int count, Random random)
      throws Exception {
    List<String> cells = new ArrayList<>();
    open(
        file,
        (pages, footer) -> {
          ColumnValues values = new RowGroupValues(pages, null).column(column, conversion);
          RowBatch batch = new RowBatch(ONE_BLOB, 1);
          while (cells.size() < count) {
            int rows = Math.min(count - cells.size(), 1 + random.nextInt(300));
            batch.clear();
            batch.setRowCount(rows);
            long until = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(500);
            int taken = values.takeCells(batch, 0, 0, rows, until);
            assertThat(taken).isBetween(1, rows);
            for (int row = 0; row < taken; row++) {
              ByteBuffer cell = batch.buffer(0, row);
              String levels = "0/" + (column.getMaxDefinitionLevel() - (cell == null ? 1 : 0));
              cells.add(cell == null ? levels : levels + " " + Bytes.toHexString(cell));
            }
          }
        });
    return cells;
  }

  @Property(tries = 150)
  void everyEntryIsWhatParquetJavaReads(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    String message = message(random);
    MessageType schema = MessageTypeParser.parseMessageType(message);
    Codec codec = random.nextBoolean() ? Codec.NONE : Codec.SNAPPY;
    byte[] file =
        RawFiles.records(
            message,
            properties(random),
            new PageCompressor(codec, Optional.empty()),
            new RandomRows(random).make(schema));
    for (ColumnDescriptor column : schema.getColumns()) {
      List<String> theirs = theirs(file, column);
      List<String> someSkipped = new ArrayList<>(theirs);
      for (int i = 0; i < theirs.size(); i++) {
        someSkipped.set(i, isSkipped(i) ? levels(theirs.get(i)) : theirs.get(i));
      }
      PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
      for (Conversion conversion : List.of(inBulk(type), oneByOne(type))) {
        assertThat(ours(file, column, conversion, theirs.size()))
            .as(message + ", " + column)
            .isEqualTo(someSkipped);
        if (column.getMaxRepetitionLevel() == 0 && column.getMaxDefinitionLevel() < 2) {
          assertThat(cells(file, column, conversion, theirs.size(), random))
              .as(message + ", " + column)
              .isEqualTo(theirs);
        }
      }
    }
  }

  @Test
  void aDictionaryThatConvertsToTooMuchIsConvertedValueByValue() throws Exception {
    String message = RawFiles.message("required binary c");
    List<Consumer<Group>> rows = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      byte[] value = Integer.toString(i % 2_000).getBytes(StandardCharsets.UTF_8);
      rows.add(group -> group.append("c", Binary.fromConstantByteArray(value)));
    }
    byte[] file =
        RawFiles.records(
            message, ParquetProperties.builder().build(), RawFiles.uncompressed(), rows);
    open(
        file,
        (pages, footer) -> {
          ColumnDescriptor column = footer.getFileMetaData().getSchema().getColumns().get(0);
          ColumnValues values =
              new RowGroupValues(pages, null)
                  .column(
                      column,
                      (value, out) -> {
                        out.put(value.getBinary());
                        out.put(new byte[20_000]);
                      });
          RowBatch batch = new RowBatch(ONE_BLOB, 1);
          for (int i = 0; i < 4_000; i++) {
            batch.clear();
            assertThat(values.hasValue()).isTrue();
            assertThat(values.take(batch)).isNull();
            String text = Integer.toString(i % 2_000);
            assertThat(batch.dataLength()).isEqualTo(20_000 + text.length());
            assertThat(new String(batch.data(), 0, text.length(), StandardCharsets.UTF_8))
                .isEqualTo(text);
          }
        });
  }

  /** No checksum stands before the decoder, and no codec. */
  @Property(tries = 400)
  void damagedPagesAreAnSqlExceptionThatNamesNoArray(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<Consumer<Group>> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      long value = random.nextInt(40);
      boolean there = random.nextInt(5) > 0;
      rows.add(
          group -> {
            if (there) {
              group.append("t", "text " + value).append("n", value).append("z", value > 9);
            }
            Group list = group.addGroup("l");
            for (long e = 0; e < value % 4; e++) {
              list.addGroup("list").append("element", "element " + value);
            }
          });
    }
    byte[] file =
        RawFiles.records(
            "message m { optional binary t (STRING); optional int64 n; optional boolean z;"
                + " optional group l (LIST) { repeated group list {"
                + " optional binary element (STRING); } } }",
            ParquetProperties.builder()
                .withDictionaryEncoding(random.nextBoolean())
                .withPageWriteChecksumEnabled(false)
                .build(),
            RawFiles.uncompressed(),
            rows);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int pages = file.length - HandMadeFiles.footerBytes(file).length - 16;
      file[4 + random.nextInt(pages)] ^= (byte) (1 << random.nextInt(8));
    }
    RowSchema target =
        new RowSchema(
            List.of(
                new ColumnSchema("t", DataTypes.TEXT),
                new ColumnSchema("n", DataTypes.BIGINT),
                new ColumnSchema("z", DataTypes.BOOLEAN),
                new ColumnSchema("l", DataTypes.listOf(DataTypes.TEXT))));
    Throwable thrown = catchThrowable(() -> Files.read(Files.open(file), target));
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(SQLException.class);
      assertThat(thrown.getMessage()).doesNotContain("out of bounds");
    }
  }
}
