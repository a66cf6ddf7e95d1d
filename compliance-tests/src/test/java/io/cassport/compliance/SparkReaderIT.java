package io.cassport.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.compliance.ReaderTables.Table;
import io.cassport.compliance.Spark.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of what we write for it, as Spark reads it without a cast. */
class SparkReaderIT {
  private static final String BY_VALUE = "SELECT id, word, number, day, v FROM ";
  private static final String BY_MONTH = "SELECT id, `at.year` AS y, `at.month` AS m FROM ";
  private static final String ANALYTICS = "PROFILE='ANALYTICS'";

  private static Map<String, Answer> answers;

  @BeforeAll
  static void ask() throws Exception {
    List<String> queries = new ArrayList<>();
    for (String options : forSpark().toList()) {
      queries.add(query(ReaderTables.SCALARS, options));
      queries.add(query(ReaderTables.COLLECTIONS, options));
    }
    queries.add(query(ReaderTables.NESTED, ANALYTICS));
    queries.add(query(ReaderTables.COUNTERS, ANALYTICS));
    queries.add(query(ReaderTables.DECIMALS, ANALYTICS + " AND DECIMAL_TYPE='38,10'"));
    queries.add(query(ReaderTables.SCALARS, ""));
    queries.add(query(ReaderTables.SCALARS, ANALYTICS + " AND UUID_TYPE='UUID'"));
    queries.add(query(ReaderTables.SCALARS, ANALYTICS + " AND TIME_UNIT='MICROS'"));
    queries.add(BY_VALUE + "parquet.`" + PartitionedTable.byValue() + "`");
    queries.add(BY_MONTH + "parquet.`" + PartitionedTable.byMonth() + "`");
    queries.addAll(searches());
    answers = Spark.ask(queries);
  }

  static Stream<String> forSpark() {
    return Stream.of(
        ANALYTICS,
        ANALYTICS + " AND PARQUET_VERSION='V2' AND COMPRESSION='ZSTD' AND CHUNKSIZE=3",
        ANALYTICS + " AND COMPRESSION='LZ4' AND VECTOR_TYPE='FIXED'",
        ANALYTICS + " AND COMPRESSION='GZIP' AND UUID_TYPE='BINARY' AND TIMESTAMP_UNIT='MILLIS'",
        ANALYTICS + " AND DICTIONARY=FALSE AND STATISTICS=FALSE AND PAGE_INDEX=FALSE",
        ANALYTICS + " AND DICTIONARY=TRUE AND BLOOM_FILTER=TRUE AND PAGE_SIZE=1024");
  }

  @ParameterizedTest
  @MethodSource("forSpark")
  void everyScalar(String options) {
    check(ReaderTables.SCALARS, options);
  }

  @ParameterizedTest
  @MethodSource("forSpark")
  void everyCollection(String options) {
    check(ReaderTables.COLLECTIONS, options);
  }

  @Test
  void everyNestingAndCountersAndNumbersOfOneScale() {
    check(ReaderTables.NESTED, ANALYTICS);
    check(ReaderTables.COUNTERS, ANALYTICS);
    check(ReaderTables.DECIMALS, ANALYTICS + " AND DECIMAL_TYPE='38,10'");
  }

  @Test
  void theProfileGivesTheTypesThatOneWouldHaveCastTo() {
    assertThat(answers.get(query(ReaderTables.SCALARS, ANALYTICS)).schema().split(","))
        .contains(
            "id INT",
            "c_ascii STRING",
            "c_bigint BIGINT",
            "c_blob BINARY",
            "c_boolean BOOLEAN",
            "c_date DATE",
            "c_decimal STRING",
            "c_double DOUBLE",
            "c_float FLOAT",
            "c_inet STRING",
            "c_int INT",
            "c_smallint SMALLINT",
            "c_time STRING",
            "c_timestamp TIMESTAMP",
            "c_timeuuid STRING",
            "c_tinyint TINYINT",
            "c_uuid STRING",
            "c_varint STRING",
            "embedding ARRAY<FLOAT>");
  }

  @Test
  void partitionColumnsHaveTheirValuesAndTypes() {
    Answer answer = answers.get(BY_VALUE + "parquet.`" + PartitionedTable.byValue() + "`");
    assertThat(answer.error()).isNull();
    assertThat(answer.schema()).isEqualTo("id INT,word STRING,number INT,day DATE,v STRING");
    Map<Long, List<String>> rows = new LinkedHashMap<>();
    for (Map<String, Object> row : answer.rows()) {
      List<String> cells = new ArrayList<>();
      row.forEach((name, value) -> cells.add(value == null ? null : value.toString()));
      rows.put(Long.parseLong(cells.get(0)), cells.subList(1, cells.size()));
    }
    assertThat(rows).isEqualTo(PartitionedTable.rows());
  }

  @Test
  void partsOfMomentsAreColumns() {
    Answer answer = answers.get(BY_MONTH + "parquet.`" + PartitionedTable.byMonth() + "`");
    assertThat(answer.error()).isNull();
    Map<Long, List<Object>> months = new LinkedHashMap<>();
    for (Map<String, Object> row : answer.rows()) {
      months.put(((Number) row.get("id")).longValue(), Arrays.asList(row.get("y"), row.get("m")));
    }
    assertThat(months).isEqualTo(PartitionedTable.months());
  }

  @Test
  void everyValueIsFoundThroughMinimumAndMaximum() {
    for (String search : searches()) {
      boolean zero = search.endsWith("'0.0')") || search.endsWith("'-0.0')");
      assertThat(answers.get(search).rows()).as(search).hasSize(zero ? 2 : 1);
    }
  }

  /** For each sample; 0.0 and -0.0 are equal, and NaN is equal to itself. */
  private static List<String> searches() {
    String file = "parquet.`" + Exports.file(ReaderTables.SCALARS, ANALYTICS + " AND CHUNKSIZE=1");
    List<String> searches = new ArrayList<>();
    for (String column : List.of("double", "float", "uuid")) {
      String cast = column.equals("uuid") ? "string" : column;
      for (Object value : Samples.of(ReaderTables.SCALARS.columns().get("c_" + column))) {
        searches.add(
            "SELECT id FROM " + file + "` WHERE c_" + column + " = " + cast + "('" + value + "')");
      }
    }
    return searches;
  }

  @Test
  void withoutTheProfileSparkRefusesUuidsAndTimes() {
    assertThat(answers.get(query(ReaderTables.SCALARS, "")).error())
        .contains("Illegal Parquet type: INT64 (TIME(NANOS,false))");
    assertThat(
            answers.get(query(ReaderTables.SCALARS, ANALYTICS + " AND UUID_TYPE='UUID'")).error())
        .contains("Illegal Parquet type: FIXED_LEN_BYTE_ARRAY (UUID)");
    assertThat(
            answers.get(query(ReaderTables.SCALARS, ANALYTICS + " AND TIME_UNIT='MICROS'")).error())
        .contains("Illegal Parquet type: INT64 (TIME(MICROS,false))");
  }

  private static String query(Table table, String options) {
    StringJoiner columns = new StringJoiner(", ", "SELECT id, ", " FROM ");
    table
        .columns()
        .forEach(
            (name, type) ->
                columns.add(
                    isKeyedByNumbers(type) ? "map_entries(" + name + ") AS " + name : name));
    return columns + "parquet.`" + Exports.file(table, options) + "`";
  }

  /** Scala's maps, in which Spark hands rows out, take 0.0 and -0.0 for the same key. */
  private static boolean isKeyedByNumbers(CqlType type) {
    return type instanceof CqlType.MapOf map
        && (map.key() == CqlType.Scalar.FLOAT || map.key() == CqlType.Scalar.DOUBLE);
  }

  private static void check(Table table, String options) {
    Answer answer = answers.get(query(table, options));
    assertThat(answer.error()).isNull();
    Map<Long, Map<String, Object>> rows = new LinkedHashMap<>();
    for (Map<String, Object> row : answer.rows()) {
      Map<String, Object> cells = new LinkedHashMap<>();
      table
          .columns()
          .forEach((name, type) -> cells.put(name, SparkValues.read(type, row.get(name))));
      rows.put(((Number) row.get("id")).longValue(), cells);
    }
    ModelRows.compare(table, name -> true, rows);
  }
}
