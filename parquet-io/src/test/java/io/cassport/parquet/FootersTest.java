package io.cassport.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.RowSchema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.format.AesGcmV1;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.EncryptionAlgorithm;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Footers as other writers leave them: less than ours, older, newer or wrong in what is not read.
 */
class FootersTest {
  private static final RowSchema SCHEMA =
      new RowSchema(
          List.of(
              new ColumnSchema("i", DataTypes.INT),
              new ColumnSchema("t", DataTypes.TEXT),
              new ColumnSchema("d", DataTypes.TIMESTAMP)));

  private static final List<List<ByteBuffer>> ROWS =
      List.of(
          List.of(
              RoundTripTest.encode(DataTypes.INT, "-7"),
              RoundTripTest.encode(DataTypes.TEXT, "'text'"),
              RoundTripTest.encode(DataTypes.TIMESTAMP, "1700000000123")),
          List.of(
              RoundTripTest.encode(DataTypes.INT, "8"),
              RoundTripTest.encode(DataTypes.TEXT, "''"),
              RoundTripTest.encode(DataTypes.TIMESTAMP, "-1")));

  static Stream<Arguments> footers() {
    return Stream.of(
        footer("no writer", footer -> footer.unsetCreated_by()),
        footer("a writer of no known form", footer -> footer.setCreated_by("my own; 1.x (?)")),
        footer("an old parquet-mr", footer -> footer.setCreated_by("parquet-mr version 1.2.8")),
        footer("no metadata", footer -> footer.unsetKey_value_metadata()),
        footer("no column orders", footer -> footer.unsetColumn_orders()),
        footer("no statistics", columns(ColumnMetaData::unsetStatistics)),
        footer("empty statistics", columns(column -> column.setStatistics(new Statistics()))),
        footer("greatest before least", columns(FootersTest::swappedStatistics)),
        footer("no sizes", columns(ColumnMetaData::unsetSize_statistics)),
        footer("no encoding statistics", columns(ColumnMetaData::unsetEncoding_stats)),
        footer(
            "no page index",
            groups(
                group ->
                    group
                        .getColumns()
                        .forEach(
                            chunk -> {
                              chunk.unsetColumn_index_offset();
                              chunk.unsetColumn_index_length();
                              chunk.unsetOffset_index_offset();
                              chunk.unsetOffset_index_length();
                            }))),
        footer(
            "the file's own name",
            groups(group -> group.getColumns().forEach(c -> c.setFile_path("test.parquet")))),
        footer("no file offsets", groups(RowGroup::unsetFile_offset)),
        footer("no ordinals", groups(RowGroup::unsetOrdinal)),
        footer("old types only", elements(SchemaElement::unsetLogicalType)),
        footer("new types only", elements(SchemaElement::unsetConverted_type)));
  }

  private static Arguments footer(String name, Consumer<FileMetaData> edit) {
    return Arguments.of(name, edit);
  }

  private static Consumer<FileMetaData> groups(Consumer<RowGroup> edit) {
    return footer -> footer.getRow_groups().forEach(edit);
  }

  private static Consumer<FileMetaData> columns(Consumer<ColumnMetaData> edit) {
    return groups(group -> group.getColumns().forEach(chunk -> edit.accept(chunk.getMeta_data())));
  }

  private static Consumer<FileMetaData> elements(Consumer<SchemaElement> edit) {
    return footer -> footer.getSchema().forEach(edit);
  }

  private static void wrongStatistics(ColumnMetaData column) {
    Statistics wrong = new Statistics();
    wrong.setMin_value(new byte[] {1});
    wrong.setMax_value(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
    wrong.setNull_count(-5);
    column.setStatistics(wrong);
  }

  @Test
  void statisticsOfAWrongSizeAreDamageThatIsNamed() throws Exception {
    byte[] file =
        HandMadeFiles.editFooter(Files.write(SCHEMA, ROWS), columns(FootersTest::wrongStatistics));
    assertThatThrownBy(() -> Files.open(file))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("is a damaged Parquet file: its footer cannot be read");
  }

  private static void swappedStatistics(ColumnMetaData column) {
    Statistics swapped = new Statistics(column.getStatistics());
    swapped.setMin_value(column.getStatistics().getMax_value());
    swapped.setMax_value(column.getStatistics().getMin_value());
    column.setStatistics(swapped);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("footers")
  void whatIsNotReadNeitherHelpsNorHurts(String name, Consumer<FileMetaData> edit)
      throws Exception {
    byte[] file = HandMadeFiles.editFooter(Files.write(SCHEMA, ROWS), edit);
    assertThat(Files.read(Files.open(file), SCHEMA)).isEqualTo(ROWS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int32 c (INTEGER(8,true))|tinyint",
        "int32 c (INTEGER(16,false))|int",
        "int32 c (INTEGER(32,false))|bigint",
        "int64 c (INTEGER(64,false))|varint",
        "int32 c (DECIMAL(9,2))|decimal",
        "int64 c (DECIMAL(18,2))|decimal",
        "fixed_len_byte_array(5) c (DECIMAL(10,2))|decimal",
        "binary c (DECIMAL(50,2))|decimal",
        "int32 c (DATE)|date",
        "int32 c (TIME(MILLIS,true))|time",
        "int64 c (TIME(MICROS,true))|time",
        "int64 c (TIMESTAMP(MILLIS,true))|timestamp",
        "int64 c (TIMESTAMP(MICROS,true))|timestamp",
        "binary c (STRING)|text",
        "binary c (ENUM)|text",
        "binary c (JSON)|text",
        "binary c (BSON)|blob",
        "group c (LIST) { repeated int32 element; }|frozen<list<int>>",
        "group c (MAP) { repeated group m { required int32 a; optional int32 b; } }"
            + "|frozen<map<int, int>>"
      })
  void typesAreTheSameInOldAndNewFooters(String types) throws Exception {
    String field = "optional " + types.substring(0, types.indexOf('|'));
    String inferred = types.substring(types.indexOf('|') + 1);
    byte[] file = RawFiles.write(RawFiles.message(field), 0, (column, writer) -> {});
    for (byte[] variant :
        List.of(
            file,
            HandMadeFiles.editFooter(file, elements(SchemaElement::unsetLogicalType)),
            HandMadeFiles.editFooter(file, elements(SchemaElement::unsetConverted_type)))) {
      DataType type = Files.open(variant).columns().get(0).cqlType().orElseThrow();
      assertThat(type.asCql(true, true)).isEqualTo(inferred);
      assertThat(Files.open(variant).whyNotConvertible(0, type)).isEmpty();
    }
  }

  @Test
  void aTypeOfTheFutureIsWhatItIsStoredAs() throws Exception {
    byte[] half =
        RawFiles.write(
            "message m { required fixed_len_byte_array(2) c (FLOAT16); }",
            1,
            (column, writer) ->
                writer.write(Binary.fromConstantByteArray(new byte[] {1, 2}), 0, 0));
    byte[] file = HandMadeFiles.editFooter(half, FileMetaData::unsetColumn_orders);
    // FLOAT16 is field 15 of the types, in the short form; 77 is none and needs the long one
    String footer = new String(HandMadeFiles.footerBytes(file), StandardCharsets.ISO_8859_1);
    String known = "\u00fc\u0000\u0000";
    assertThat(footer.split(known, -1)).hasSize(2);
    String unknown = "\u000c\u009a\u0001\u0000\u0000";
    byte[] newer =
        HandMadeFiles.withFooter(
            file, footer.replace(known, unknown).getBytes(StandardCharsets.ISO_8859_1));
    assertThat(ForeignFilesTest.read(Files.open(newer), 0, DataTypes.BLOB))
        .containsExactly("0x0102");
    assertThat(Files.open(newer).whyNotConvertible(0, DataTypes.FLOAT)).isPresent();
  }

  @Test
  void aFileWithoutRowGroupsHasNoRows() throws Exception {
    byte[] file = Files.write(SCHEMA, List.of());
    assertThat(Files.open(file).splits()).isEmpty();
    assertThat(Files.read(Files.open(file), SCHEMA)).isEmpty();
  }

  @Test
  void anEncryptedFileWithAFooterInPlainTextSaysSo() throws Exception {
    byte[] file =
        HandMadeFiles.editFooter(
            Files.write(SCHEMA, ROWS),
            footer ->
                footer.setEncryption_algorithm(EncryptionAlgorithm.AES_GCM_V1(new AesGcmV1())));
    assertThatThrownBy(() -> Files.open(file))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("is an encrypted Parquet file, which is not supported")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("22018");
  }

  @Test
  void aColumnOfAnotherFileIsNoColumnOfThisOne() throws Exception {
    byte[] file =
        HandMadeFiles.editFooter(
            Files.write(SCHEMA, ROWS),
            groups(group -> group.getColumns().forEach(c -> c.setFile_path("part-7.parquet"))));
    assertThatThrownBy(() -> Files.open(file))
        .hasMessageContaining("is a summary of other Parquet files, such as part-7.parquet");
  }
}
