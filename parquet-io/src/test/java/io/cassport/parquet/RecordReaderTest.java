package io.cassport.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.RowSchema;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;

/** parquet-java's own record API, which checks levels strictly, sees the rows that we wrote. */
class RecordReaderTest {
  @Test
  void recordsHaveTheShapeOfTheRows() throws Exception {
    RowSchema schema =
        new RowSchema(
            List.of(
                new ColumnSchema("id", DataTypes.INT),
                new ColumnSchema("l", DataTypes.listOf(DataTypes.frozenListOf(DataTypes.TEXT))),
                new ColumnSchema(
                    "m",
                    DataTypes.mapOf(
                        DataTypes.TEXT, DataTypes.tupleOf(DataTypes.INT, DataTypes.DURATION)))));
    List<List<ByteBuffer>> rows =
        List.of(
            List.of(
                RoundTripTest.encode(DataTypes.INT, "1"),
                RoundTripTest.encode(schema.column(1).type(), "[['a','b'],[],['c']]"),
                RoundTripTest.encode(schema.column(2).type(), "{'x':(1,2d),'y':(NULL,NULL)}")),
            List.of(
                RoundTripTest.encode(DataTypes.INT, "2"),
                RoundTripTest.encode(schema.column(1).type(), "[]"),
                RoundTripTest.encode(schema.column(2).type(), "{}")),
            Collections.nCopies(3, null));
    byte[] file = Files.write(schema, rows);
    try (ParquetFileReader reader =
        new ParquetFileReader(
            new ChannelInput(Files.source(file)), ReadOptions.withoutHadoop(new PageMemory()))) {
      MessageType message = reader.getFileMetaData().getSchema();
      PageReadStore pages = reader.readNextRowGroup();
      MessageColumnIO columns = new ColumnIOFactory().getColumnIO(message);
      RecordReader<Group> records =
          columns.getRecordReader(pages, new GroupRecordConverter(message));
      Group first = records.read();
      assertThat(first.getInteger("id", 0)).isEqualTo(1);
      Group lists = first.getGroup("l", 0);
      assertThat(lists.getFieldRepetitionCount("list")).isEqualTo(3);
      Group inner = lists.getGroup("list", 0).getGroup("element", 0);
      assertThat(inner.getGroup("list", 1).getString("element", 0)).isEqualTo("b");
      assertThat(lists.getGroup("list", 1).getGroup("element", 0).getFieldRepetitionCount("list"))
          .isZero();
      Group entries = first.getGroup("m", 0);
      assertThat(entries.getGroup("key_value", 0).getString("key", 0)).isEqualTo("x");
      Group tuple = entries.getGroup("key_value", 0).getGroup("value", 0);
      assertThat(tuple.getInteger("_0", 0)).isEqualTo(1);
      assertThat(tuple.getGroup("_1", 0).getInteger("days", 0)).isEqualTo(2);
      Group second = records.read();
      assertThat(second.getFieldRepetitionCount("l")).isEqualTo(1);
      assertThat(second.getGroup("l", 0).getFieldRepetitionCount("list")).isZero();
      Group third = records.read();
      assertThat(third.getFieldRepetitionCount("id")).isZero();
      assertThat(third.getFieldRepetitionCount("l")).isZero();
      assertThat(third.getFieldRepetitionCount("m")).isZero();
    }
  }
}
