package io.cassport.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.RowSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.junit.jupiter.api.Test;

/** Our encoders tell of columns what parquet-java's do, and make files of about their size. */
class DirectEncodingTest {
  /** parquet-java is asked whenever types have a dictionary that ours do not give one. */
  private static final String[] BY_PARQUET_JAVA = {"DICTIONARY", "TRUE", "CHUNKSIZE", "500"};

  private static final String[] DIRECT = {"CHUNKSIZE", "500"};

  private static List<BlockMetaData> rowGroups(byte[] file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            new ChannelInput(Files.source(file)), ReadOptions.withoutHadoop(new PageMemory()))) {
      return reader.getFooter().getBlocks();
    }
  }

  private static List<List<ByteBuffer>> rows(Random random, List<ColumnSchema> schema, int count) {
    List<List<ByteBuffer>> rows = new ArrayList<>();
    for (int r = 0; r < count; r++) {
      List<ByteBuffer> row = new ArrayList<>();
      for (ColumnSchema column : schema) {
        row.add(random.nextInt(6) == 0 ? null : RandomValues.bytes(random, column.type()));
      }
      rows.add(row);
    }
    return rows;
  }

  @Property(tries = 60)
  void statisticsAreThoseOfParquetJava(@ForAll long seed) throws SQLException, IOException {
    Random random = new Random(seed);
    List<ColumnSchema> schema = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      schema.add(new ColumnSchema("c" + i, RandomValues.type(random, 2)));
    }
    schema.add(new ColumnSchema("d", DataTypes.DOUBLE)); // for which parquet-java is asked
    RowSchema rowSchema = new RowSchema(schema);
    List<List<ByteBuffer>> rows = rows(random, schema, 700);

    List<BlockMetaData> theirs = rowGroups(Files.write(rowSchema, rows, BY_PARQUET_JAVA));
    List<BlockMetaData> ours = rowGroups(Files.write(rowSchema, rows, DIRECT));

    assertThat(ours).hasSameSizeAs(theirs);
    for (int group = 0; group < ours.size(); group++) {
      assertThat(ours.get(group).getRowCount()).isEqualTo(theirs.get(group).getRowCount());
      for (int column = 0; column < ours.get(group).getColumns().size(); column++) {
        ColumnChunkMetaData our = ours.get(group).getColumns().get(column);
        ColumnChunkMetaData their = theirs.get(group).getColumns().get(column);
        assertThat(our.getValueCount()).isEqualTo(their.getValueCount());
        assertThat(our.getStatistics()).as(our.toString()).isEqualTo(their.getStatistics());
        assertThat(our.getSizeStatistics().getUnencodedByteArrayDataBytes())
            .isEqualTo(their.getSizeStatistics().getUnencodedByteArrayDataBytes());
        assertThat(our.getSizeStatistics().getDefinitionLevelHistogram())
            .isEqualTo(their.getSizeStatistics().getDefinitionLevelHistogram());
        assertThat(our.getSizeStatistics().getRepetitionLevelHistogram())
            .isEqualTo(their.getSizeStatistics().getRepetitionLevelHistogram());
      }
    }
  }

  private static void assertComesBackInSize(DataType type, List<ByteBuffer> values)
      throws SQLException {
    List<ColumnSchema> columns =
        List.of(new ColumnSchema("v", type), new ColumnSchema("d", DataTypes.DOUBLE));
    RowSchema schema = new RowSchema(columns);
    List<List<ByteBuffer>> rows = new ArrayList<>();
    for (ByteBuffer value : values) {
      List<ByteBuffer> row = new ArrayList<>();
      row.add(value);
      row.add(null);
      rows.add(row);
    }
    byte[] ours = Files.write(schema, rows, "COMPRESSION", "NONE");
    byte[] theirs = Files.write(schema, rows, "COMPRESSION", "NONE", "DICTIONARY", "TRUE");
    assertThat(Files.read(Files.open(ours), schema)).isEqualTo(rows);
    assertThat(ours.length).isBetween((int) (theirs.length * 0.7), (int) (theirs.length * 1.03));
  }

  private static ByteBuffer number(long value) {
    return ByteBuffer.allocate(8).putLong(value).flip();
  }

  @Test
  void manyRowsOfFewNumbersShareADictionary() throws SQLException {
    Random random = new Random(1);
    List<ByteBuffer> values = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      values.add(number(random.nextInt(3_000)));
    }
    assertComesBackInSize(DataTypes.BIGINT, values);
  }

  @Test
  void manyDifferentNumbersAreStoredAsTheyAre() throws SQLException {
    Random random = new Random(2);
    List<ByteBuffer> values = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      values.add(number(random.nextLong()));
    }
    assertComesBackInSize(DataTypes.BIGINT, values);
  }

  @Test
  void aDictionaryThatGrowsTooLargeIsGivenUpBetweenPages() throws SQLException {
    Random random = new Random(3);
    List<ByteBuffer> values = new ArrayList<>();
    for (int i = 0; i < 600_000; i++) {
      values.add(number(i < 200_000 ? random.nextInt(500) : random.nextLong()));
    }
    assertComesBackInSize(DataTypes.BIGINT, values);
  }

  @Test
  void aConstantColumnTakesNextToNothing() throws SQLException {
    List<ByteBuffer> values = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      values.add(i % 1_000 == 7 ? null : RoundTripTest.encode(DataTypes.TEXT, "'always the same'"));
    }
    assertComesBackInSize(DataTypes.TEXT, values);
  }

  @Test
  void textsOfOneBeginningAreNotTakenForEachOther() throws SQLException {
    Random random = new Random(4);
    List<ByteBuffer> values = new ArrayList<>();
    for (int i = 0; i < 150_000; i++) {
      String text = "'a common beginning " + random.nextInt(40_000) + "'";
      values.add(RoundTripTest.encode(DataTypes.TEXT, text));
    }
    assertComesBackInSize(DataTypes.TEXT, values);
  }
}
