package io.cassport.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.RowSchema;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The forms in which options and profiles store a type. */
class StoredFormTest {
  private static byte[] write(DataType type, List<ByteBuffer> values, String... options)
      throws SQLException {
    return Files.write(
        new RowSchema(List.of(new ColumnSchema("c", type))),
        values.stream().map(Collections::singletonList).toList(),
        options);
  }

  @Test
  void aProfileIsASetOfOptionsAndAnOptionWins() throws Exception {
    assertThat(type(DataTypes.UUID, "PROFILE", "ANALYTICS")).contains("STRING");
    assertThat(type(DataTypes.UUID, "PROFILE", "ANALYTICS", "UUID_TYPE", "UUID"))
        .contains("(UUID)");
    assertThat(type(DataTypes.TIMESTAMP, "PROFILE", "ANALYTICS")).contains("MICROS");
    assertThat(type(DataTypes.vectorOf(DataTypes.FLOAT, 4), "PROFILE", "ML")).contains("(LIST)");
    assertThat(type(DataTypes.vectorOf(DataTypes.FLOAT, 4), "VECTOR_TYPE", "FIXED"))
        .contains("fixed_len_byte_array(16)");
    byte[] archive = write(DataTypes.INT, List.of(ByteBuffer.allocate(4)), "PROFILE", "ARCHIVE");
    assertThat(WriterTest.chunk(archive).getCodec().name()).isEqualTo("ZSTD");
  }

  private static String type(DataType type, String... options) throws SQLException {
    return Files.open(write(type, List.of(), options)).columns().get(0).nativeType();
  }

  @Test
  void timesAreTextWithAllDigitsWhenAskedForOrForAnalytics() throws Exception {
    List<ByteBuffer> values =
        List.of(
            ByteBuffer.allocate(8).putLong(0, 1),
            ByteBuffer.allocate(8).putLong(0, 86_399_999_999_999L));
    byte[] file = write(DataTypes.TIME, values, "PROFILE", "ANALYTICS");
    assertThat(WriterTest.chunk(file).getStatistics().minAsString())
        .isEqualTo("00:00:00.000000001");
    assertThat(WriterTest.chunk(file).getStatistics().maxAsString())
        .isEqualTo("23:59:59.999999999");
    assertThat(
            Files.read(
                Files.open(file), new RowSchema(List.of(new ColumnSchema("c", DataTypes.TIME)))))
        .isEqualTo(values.stream().map(List::of).toList());
    assertThat(
            WriterTest.chunk(
                    write(
                        DataTypes.TIME,
                        List.of(ByteBuffer.allocate(8)),
                        "PROFILE",
                        "ANALYTICS",
                        "TIME_UNIT",
                        "MICROS"))
                .getPrimitiveType()
                .getLogicalTypeAnnotation()
                .toString())
        .isEqualTo("TIME(MICROS,false)");
    assertThatThrownBy(
            () -> write(DataTypes.TIME, values, "TIME_TYPE", "STRING", "TIME_UNIT", "NANOS"))
        .hasMessageContaining("TIME_UNIT is for TIME_TYPE='TIME'");
    assertThatThrownBy(
            () ->
                write(
                    DataTypes.TIME,
                    List.of(ByteBuffer.allocate(8).putLong(0, 86_400_000_000_000L)),
                    "TIME_TYPE",
                    "STRING"))
        .hasMessageContaining("is not within a day");
  }
}
