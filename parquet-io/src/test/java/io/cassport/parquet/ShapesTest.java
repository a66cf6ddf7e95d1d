package io.cassport.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.detach.AttachmentPoint;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.protocol.internal.util.Bytes;
import io.cassport.format.ObjectReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists, maps and groups in every shape that writers have given them. */
class ShapesTest {
  static Stream<Arguments> shapes() {
    return Stream.of(lists(), oldLists(), repeatedFieldsAndMaps(), groups()).flatMap(all -> all);
  }

  private static Stream<Arguments> lists() {
    return Stream.of(
        shape(
            "three levels of today",
            "optional group c (LIST) { repeated group list { optional int32 element; } }",
            "list<int>",
            List.of("[1,2]", "[]", "null"),
            row -> {
              row.addGroup("c").addGroup("list").append("element", 1);
              row.getGroup("c", 0).addGroup("list").append("element", 2);
            },
            row -> row.addGroup("c")),
        shape(
            "Hive's bag",
            "optional group c (LIST) { repeated group bag { optional int32 array_element; } }",
            "list<int>",
            List.of("[1]", "null"),
            row -> row.addGroup("c").addGroup("bag").append("array_element", 1)),
        shape(
            "Spark's bag of arrays",
            "optional group c (LIST) { repeated group bag { optional int32 array; } }",
            "list<int>",
            List.of("[1]", "null"),
            row -> row.addGroup("c").addGroup("bag").append("array", 1)),
        shape(
            "two levels of a number",
            "optional group c (LIST) { repeated int32 array; }",
            "set<int>",
            List.of("{1,2}", "{}", "null"),
            row -> row.addGroup("c").append("array", 1).append("array", 2),
            row -> row.addGroup("c")),
        shape(
            "two levels of a group with many fields",
            "optional group c (LIST) { repeated group element { required int32 a; optional int32 b;"
                + " } }",
            "list<frozen<tuple<int, int>>>",
            List.of("[(1,2),(3,NULL)]", "null"),
            row -> {
              row.addGroup("c").addGroup("element").append("a", 1).append("b", 2);
              row.getGroup("c", 0).addGroup("element").append("a", 3);
            }));
  }

  private static Stream<Arguments> oldLists() {
    return Stream.of(
        shape(
            "Avro's array of a group with one field",
            "optional group c (LIST) { repeated group array { required int32 a; } }",
            "list<frozen<tuple<int>>>",
            List.of("[(1)]", "null"),
            row -> row.addGroup("c").addGroup("array").append("a", 1)),
        shape(
            "Thrift's tuple",
            "optional group c (LIST) { repeated group c_tuple { required int32 a; } }",
            "list<frozen<tuple<int>>>",
            List.of("[(1)]", "null"),
            row -> row.addGroup("c").addGroup("c_tuple").append("a", 1)),
        shape(
            "Avro's arrays of arrays",
            "optional group c (LIST) { repeated group array (LIST) { repeated int32 array; } }",
            "list<frozen<list<int>>>",
            List.of("[[1,2],[]]", "null"),
            row -> {
              row.addGroup("c").addGroup("array").append("array", 1).append("array", 2);
              row.getGroup("c", 0).addGroup("array");
            }),
        shape(
            "Thrift's lists of lists",
            "optional group c (LIST) { repeated group c_tuple (LIST) { repeated int32 c_tuple_tuple;"
                + " } }",
            "list<frozen<list<int>>>",
            List.of("[[1],[2]]", "null"),
            row -> {
              row.addGroup("c").addGroup("c_tuple").append("c_tuple_tuple", 1);
              row.getGroup("c", 0).addGroup("c_tuple").append("c_tuple_tuple", 2);
            }),
        shape(
            "a repeated list of another name",
            "optional group c (LIST) { repeated group element (LIST) { repeated int32 element; } }",
            "list<frozen<list<int>>>",
            List.of("[[1,2]]", "null"),
            row -> row.addGroup("c").addGroup("element").append("element", 1).append("element", 2)),
        shape(
            "a repeated group whose field repeats",
            "optional group c (LIST) { repeated group element { repeated int32 items; } }",
            "list<frozen<tuple<list<int>>>>",
            List.of("[([1,2])]", "null"),
            row -> row.addGroup("c").addGroup("element").append("items", 1).append("items", 2)),
        shape(
            "two levels of maps",
            "optional group c (LIST) { repeated group element (MAP) { repeated group key_value {"
                + " required int32 key; optional int32 value; } } }",
            "list<frozen<map<int, int>>>",
            List.of("[{1:2},{}]", "null"),
            row -> {
              row.addGroup("c")
                  .addGroup("element")
                  .addGroup("key_value")
                  .append("key", 1)
                  .append("value", 2);
              row.getGroup("c", 0).addGroup("element");
            }));
  }

  private static Stream<Arguments> repeatedFieldsAndMaps() {
    return Stream.of(
        shape(
            "Protobuf's repeated field",
            "repeated binary c (STRING)",
            "list<text>",
            List.of("['a','b']", "[]"),
            row -> row.append("c", "a").append("c", "b")),
        shape(
            "Protobuf's repeated message",
            "repeated group c { required int32 a; repeated int32 b; }",
            "list<frozen<tuple<int, list<int>>>>",
            List.of("[(1,[2,3]),(4,[])]", "[]"),
            row -> {
              row.addGroup("c").append("a", 1).append("b", 2).append("b", 3);
              row.addGroup("c").append("a", 4);
            }),
        shape(
            "a map of today",
            "optional group c (MAP) { repeated group key_value { required binary key (STRING);"
                + " optional int32 value; } }",
            "map<text, int>",
            List.of("{'a':1}", "{}", "null"),
            row -> row.addGroup("c").addGroup("key_value").append("key", "a").append("value", 1),
            row -> row.addGroup("c")),
        shape(
            "an old map",
            "optional group c (MAP_KEY_VALUE) { repeated group map { required binary str (STRING);"
                + " required int32 num; } }",
            "map<text, int>",
            List.of("{'a':1}", "null"),
            row -> row.addGroup("c").addGroup("map").append("str", "a").append("num", 1)),
        shape(
            "Hive's map with keys that may be null",
            "optional group c (MAP) { repeated group map (MAP_KEY_VALUE) { optional binary key"
                + " (STRING); optional int32 value; } }",
            "map<text, int>",
            List.of("bad 22018", "{'b':2}", "null"),
            row -> row.addGroup("c").addGroup("map").append("value", 1),
            row -> row.addGroup("c").addGroup("map").append("key", "b").append("value", 2)),
        shape(
            "a map without values as a set",
            "optional group c (MAP) { repeated group key_value { required int32 key; } }",
            "set<int>",
            List.of("{1,2}", "{}", "null"),
            row -> {
              row.addGroup("c").addGroup("key_value").append("key", 1);
              row.getGroup("c", 0).addGroup("key_value").append("key", 2);
            },
            row -> row.addGroup("c")));
  }

  private static Stream<Arguments> groups() {
    return Stream.of(
        shape(
            "values of a type that only has nulls",
            "optional group c { optional int32 a (UNKNOWN); optional int32 b; }",
            "tuple<int, int>",
            List.of("bad 22018", "(NULL,2)", "null"),
            row -> row.addGroup("c").append("a", 1).append("b", 1),
            row -> row.addGroup("c").append("b", 2)),
        shape(
            "a duration whose parts may be null",
            "optional group c { optional int32 months; optional int32 days; optional int64 nanos; }",
            "duration",
            List.of("1mo2d3ns", "bad 22018", "bad 22018", "bad 22003", "null"),
            row -> row.addGroup("c").append("months", 1).append("days", 2).append("nanos", 3L),
            row -> row.addGroup("c").append("days", 2).append("nanos", 3L),
            row -> row.addGroup("c"),
            row -> row.addGroup("c").append("months", 1).append("days", -2).append("nanos", 3L)),
        shape(
            "groups in groups",
            "optional group c { optional group a { optional group b { optional int32 x; } } optional"
                + " binary t (STRING); }",
            "tuple<tuple<tuple<int>>, text>",
            List.of("(((1)),'t')", "(((NULL)),NULL)", "((NULL),NULL)", "(NULL,NULL)", "null"),
            row -> {
              Group c = row.addGroup("c").append("t", "t");
              c.addGroup("a").addGroup("b").append("x", 1);
            },
            row -> row.addGroup("c").addGroup("a").addGroup("b"),
            row -> row.addGroup("c").addGroup("a"),
            row -> row.addGroup("c")),
        shape(
            "required all the way down",
            "required group c (LIST) { repeated group list { required group element (MAP) { repeated"
                + " group key_value { required int32 key; required group value (LIST) { repeated"
                + " group list { required int32 element; } } } } } }",
            "list<frozen<map<int, frozen<list<int>>>>>",
            List.of("[{1:[2],3:[]},{}]", "[]"),
            row -> {
              Group map = row.addGroup("c").addGroup("list").addGroup("element");
              Group entry = map.addGroup("key_value").append("key", 1);
              entry.addGroup("value").addGroup("list").append("element", 2);
              map.addGroup("key_value").append("key", 3).addGroup("value");
              row.getGroup("c", 0).addGroup("list").addGroup("element");
            },
            row -> row.addGroup("c")),
        shape(
            "decimals inside a list",
            "optional group c (LIST) { repeated group list { optional fixed_len_byte_array(2) element"
                + " (DECIMAL(4,2)); } }",
            "list<decimal>",
            List.of("[-1.23]", "null"),
            row ->
                row.addGroup("c")
                    .addGroup("list")
                    .append(
                        "element",
                        Binary.fromConstantByteArray(new byte[] {(byte) 0xff, (byte) 0x85}))));
  }

  /** The rows, then one without the field if it may be missing; one literal for each. */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  private static Arguments shape(
      String name, String field, String cqlType, List<String> literals, Consumer<Group>... rows) {
    List<Consumer<Group>> all = new ArrayList<>(Arrays.asList(rows));
    if (literals.size() > rows.length) {
      all.add(row -> {});
    }
    return Arguments.of(name, field, cqlType, literals, all);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void everyShapeIsReadInBothPageVersions(
      String name, String field, String cqlType, List<String> literals, List<Consumer<Group>> rows)
      throws Exception {
    DataType type = ConversionTest.type(cqlType);
    type.attach(AttachmentPoint.NONE);
    List<String> expected = new ArrayList<>();
    for (String literal : literals) {
      expected.add(
          literal.equals("null")
              ? null
              : literal.startsWith("bad ")
                  ? literal
                  : Bytes.toHexString(RoundTripTest.encode(type, literal)));
    }
    for (ParquetProperties.WriterVersion version : ParquetProperties.WriterVersion.values()) {
      byte[] file =
          RawFiles.records(
              RawFiles.message(field),
              ParquetProperties.builder().withWriterVersion(version).build(),
              new PageCompressor(Codec.SNAPPY, Optional.empty()),
              rows);
      try (ObjectReader reader = Files.open(file)) {
        assertThat(ForeignFilesTest.read(reader, 0, type)).as(version.name()).isEqualTo(expected);
      }
    }
  }
}
