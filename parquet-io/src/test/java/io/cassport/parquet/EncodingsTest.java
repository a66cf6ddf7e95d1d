package io.cassport.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.protocol.internal.util.Bytes;
import io.cassport.format.values.Texts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every encoding that parquet-java writes, in both page versions, with every codec. */
class EncodingsTest {
  private static final int ROWS = 3_000;

  private static final String MESSAGE =
      "message m { required boolean z; optional boolean zn; required int32 i; optional int32 inull;"
          + " required int64 l; optional int64 ln; optional int96 t; optional float f; required"
          + " double d; optional double dn; optional binary s (STRING); required binary b; optional"
          + " fixed_len_byte_array(16) u (UUID); optional group a (LIST) { repeated group list {"
          + " optional int64 element; } } }";

  private static final Map<String, DataType> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put("z", DataTypes.BOOLEAN);
    TYPES.put("zn", DataTypes.BOOLEAN);
    TYPES.put("i", DataTypes.INT);
    TYPES.put("inull", DataTypes.INT);
    TYPES.put("l", DataTypes.BIGINT);
    TYPES.put("ln", DataTypes.BIGINT);
    TYPES.put("t", DataTypes.TIMESTAMP);
    TYPES.put("f", DataTypes.FLOAT);
    TYPES.put("d", DataTypes.DOUBLE);
    TYPES.put("dn", DataTypes.DOUBLE);
    TYPES.put("s", DataTypes.TEXT);
    TYPES.put("b", DataTypes.BLOB);
    TYPES.put("u", DataTypes.UUID);
    TYPES.put("a", DataTypes.listOf(DataTypes.BIGINT));
  }

  /** How the values of a file are spread: it decides which encodings are kept. */
  private enum Spread {
    FEW,
    MANY,
    CONSTANT
  }

  static Stream<Arguments> files() {
    List<Arguments> files = new ArrayList<>();
    for (WriterVersion version : WriterVersion.values()) {
      for (Spread spread : Spread.values()) {
        files.add(Arguments.of(version, spread, "dictionary", Codec.NONE));
        files.add(Arguments.of(version, spread, "small dictionary", Codec.NONE));
        files.add(Arguments.of(version, spread, "no dictionary", Codec.NONE));
        files.add(Arguments.of(version, spread, "byte stream split", Codec.NONE));
      }
      for (Codec codec : Codec.values()) {
        files.add(Arguments.of(version, Spread.MANY, "small dictionary", codec));
      }
    }
    return files.stream();
  }

  @ParameterizedTest(name = "{0}, {1} values, {2}, {3}")
  @MethodSource("files")
  void everyCellComesBack(WriterVersion version, Spread spread, String form, Codec codec)
      throws Exception {
    ParquetProperties properties =
        ParquetProperties.builder()
            .withWriterVersion(version)
            .withPageSize(4_096)
            .withMinRowCountForPageSizeCheck(50)
            .withMaxRowCountForPageSizeCheck(100)
            .withDictionaryEncoding(form.contains("dictionary") && !form.startsWith("no"))
            .withDictionaryPageSize(form.startsWith("small") ? 2_048 : 1 << 20)
            .withExtendedByteStreamSplitEncoding(form.startsWith("byte"))
            .build();
    Map<String, List<String>> expected = new LinkedHashMap<>();
    TYPES.keySet().forEach(name -> expected.put(name, new ArrayList<>()));
    byte[] file =
        RawFiles.records(
            MESSAGE,
            properties,
            new PageCompressor(Codec.named(codec.name()), Optional.empty()), // loads its library
            rows(spread, expected));
    for (Map.Entry<String, DataType> column : TYPES.entrySet()) {
      int index = List.copyOf(TYPES.keySet()).indexOf(column.getKey());
      assertThat(ForeignFilesTest.read(Files.open(file), index, column.getValue()))
          .as(column.getKey())
          .isEqualTo(expected.get(column.getKey()));
    }
    Set<Encoding> used = new HashSet<>();
    Footers.read(Files.source(file))
        .getBlocks()
        .get(0)
        .getColumns()
        .forEach(chunk -> used.addAll(chunk.getEncodings()));
    assertThat(used).containsAll(encodings(version, spread, form));
  }

  /** What the file must have in it, so that the test tests it. */
  private static Set<Encoding> encodings(WriterVersion version, Spread spread, String form) {
    boolean second = version == WriterVersion.PARQUET_2_0;
    return switch (form) {
      case "dictionary" ->
          spread == Spread.MANY
              ? Set.of()
              : Set.of(second ? Encoding.RLE_DICTIONARY : Encoding.valueOf("PLAIN_DICTIONARY"));
      case "byte stream split" -> Set.of(Encoding.BYTE_STREAM_SPLIT);
      default ->
          second && (spread == Spread.MANY || form.startsWith("no"))
              ? Set.of(Encoding.DELTA_BINARY_PACKED, Encoding.DELTA_BYTE_ARRAY, Encoding.RLE)
              : Set.of(Encoding.PLAIN);
    };
  }

  private static List<Consumer<Group>> rows(Spread spread, Map<String, List<String>> expected) {
    Random random = new Random(17);
    List<Consumer<Group>> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      long seed =
          switch (spread) {
            case FEW -> random.nextInt(7) * 0x9e3779b97f4a7c15L;
            case MANY -> random.nextLong();
            case CONSTANT -> 42;
          };
      boolean nulls = random.nextInt(6) == 0;
      int elements = nulls ? 0 : random.nextInt(4);
      addCells(expected, seed, nulls, elements);
      rows.add(group -> addRow(group, seed, nulls, elements));
    }
    return rows;
  }

  private static long millis(long seed) {
    return seed % 100_000_000_000_000L;
  }

  private static byte[] text(long seed) {
    return Texts.bytes("a common beginning, then " + Long.toHexString(seed));
  }

  private static void addRow(Group row, long seed, boolean nulls, int elements) {
    byte[] int96 =
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(Math.floorMod(millis(seed), 86_400_000L) * 1_000_000L)
            .putInt((int) (Math.floorDiv(millis(seed), 86_400_000L) + 2_440_588))
            .array();
    row.append("z", seed % 3 == 0).append("i", (int) seed).append("l", seed);
    row.append("d", Double.longBitsToDouble(seed >>> 3));
    row.append("b", Binary.fromConstantByteArray(text(seed)));
    Group list = row.addGroup("a");
    for (int i = 0; i < elements; i++) {
      list.addGroup("list").append("element", seed + i);
    }
    if (nulls) {
      return;
    }
    row.append("zn", seed % 5 == 0).append("inull", (int) (seed >> 7)).append("ln", -seed);
    row.append("t", Binary.fromConstantByteArray(int96));
    row.append("f", (float) seed).append("dn", seed / 3.0);
    row.append("s", Binary.fromConstantByteArray(text(seed)));
    row.append("u", Binary.fromConstantByteArray(uuid(seed)));
  }

  private static byte[] uuid(long seed) {
    return ByteBuffer.allocate(16).putLong(seed).putLong(~seed).array();
  }

  private static void addCells(
      Map<String, List<String>> expected, long seed, boolean nulls, int elements) {
    expected.get("z").add(bool(seed % 3 == 0));
    expected.get("i").add(String.format("0x%08x", (int) seed));
    expected.get("l").add(hex(seed));
    expected.get("d").add(hex(Double.doubleToRawLongBits(Double.longBitsToDouble(seed >>> 3))));
    expected.get("b").add(Bytes.toHexString(text(seed)));
    ByteBuffer list = ByteBuffer.allocate(4 + 12 * elements).putInt(elements);
    for (int i = 0; i < elements; i++) {
      list.putInt(8).putLong(seed + i);
    }
    expected.get("a").add(Bytes.toHexString(list.flip()));
    expected.get("zn").add(nulls ? null : bool(seed % 5 == 0));
    expected.get("inull").add(nulls ? null : String.format("0x%08x", (int) (seed >> 7)));
    expected.get("ln").add(nulls ? null : hex(-seed));
    expected.get("t").add(nulls ? null : hex(millis(seed)));
    expected
        .get("f")
        .add(nulls ? null : String.format("0x%08x", Float.floatToRawIntBits((float) seed)));
    expected.get("dn").add(nulls ? null : hex(Double.doubleToRawLongBits(seed / 3.0)));
    expected.get("s").add(nulls ? null : Bytes.toHexString(text(seed)));
    expected.get("u").add(nulls ? null : Bytes.toHexString(uuid(seed)));
  }

  private static String bool(boolean value) {
    return value ? "0x01" : "0x00";
  }

  private static String hex(long value) {
    return String.format("0x%016x", value);
  }
}
