package io.cassport.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.RowSchema;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.junit.jupiter.api.Test;

/** What the footer tells Arrow of vectors; compliance-tests asks Arrow itself. */
class ArrowSchemaTest {
  private static final DataType VECTOR = DataTypes.vectorOf(DataTypes.INT, 2);

  private static String footer(byte[] file) throws Exception {
    try (ParquetFileReader reader =
        new ParquetFileReader(
            new ChannelInput(Files.source(file)), ReadOptions.withoutHadoop(new PageMemory()))) {
      return reader.getFileMetaData().getKeyValueMetaData().get(ArrowSchema.FOOTER_KEY);
    }
  }

  private static byte[] write(DataType type, List<ByteBuffer> cells, String... options)
      throws SQLException {
    return Files.write(
        new RowSchema(List.of(new ColumnSchema("c", type))),
        cells.stream().map(Collections::singletonList).toList(),
        options);
  }

  private static Field column(byte[] file) throws Exception {
    ByteBuffer message = ByteBuffer.wrap(Base64.getDecoder().decode(footer(file)));
    assertThat(message.order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt()).isEqualTo(-1);
    assertThat(message.getInt()).isEqualTo(message.remaining()).isPositive();
    Schema schema = (Schema) Message.getRootAsMessage(message.slice()).header(new Schema());
    assertThat(schema.fieldsLength()).isEqualTo(1);
    return schema.fields(0);
  }

  private static int size(Field field) {
    assertThat(field.typeType()).isEqualTo(Type.FixedSizeList);
    return ((FixedSizeList) field.type(new FixedSizeList())).listSize();
  }

  @Test
  void aVectorIsAListOfFixedSizeAlsoInsideOthers() throws Exception {
    DataType type = DataTypes.vectorOf(VECTOR, 3);
    ByteBuffer cell = RoundTripTest.encode(type, "[[1,2],[3,4],[5,6]]");
    Field outer = column(write(type, List.of(cell), "PROFILE", "ML"));
    assertThat(outer.name()).isEqualTo("c");
    assertThat(size(outer)).isEqualTo(3);
    assertThat(size(outer.children(0))).isEqualTo(2);
    assertThat(outer.children(0).children(0).typeType()).isEqualTo(Type.Int);
  }

  @Test
  void aVectorThatIsNullSomewhereIsAnyList() throws Exception {
    ByteBuffer cell = RoundTripTest.encode(VECTOR, "[1,2]");
    byte[] file =
        write(
            VECTOR, java.util.Arrays.asList(cell, null), "VECTOR_TYPE", "ARROW", "CHUNKSIZE", "1");
    assertThat(column(file).typeType()).isEqualTo(Type.List);
    DataType list = DataTypes.listOf(VECTOR);
    Field outer = column(write(list, List.of(RoundTripTest.encode(list, "[]")), "PROFILE", "ML"));
    assertThat(outer.typeType()).isEqualTo(Type.List);
    assertThat(outer.children(0).typeType()).isEqualTo(Type.List);
  }

  @Test
  void otherFilesSayNothingToArrow() throws Exception {
    ByteBuffer cell = RoundTripTest.encode(VECTOR, "[1,2]");
    assertThat(footer(write(VECTOR, List.of(cell)))).isNull();
    assertThat(footer(write(VECTOR, List.of(cell), "PROFILE", "ML", "VECTOR_TYPE", "LIST")))
        .isNull();
  }

  @Test
  void theKeyInTheFooterIsNotForOthers() {
    assertThatThrownBy(
            () -> write(VECTOR, List.of(), "PROFILE", "ML", "METADATA", "{\"ARROW:schema\":\"x\"}"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("METADATA cannot set ARROW:schema");
  }
}
