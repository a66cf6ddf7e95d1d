package io.cassport.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.compliance.ReaderTables.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of what we write, as DuckDB reads it. */
class DuckDbReaderIT {
  private static final Map<String, String> CASTS =
      Map.of(
          "c_double", "DOUBLE",
          "c_float", "FLOAT",
          "c_uuid", "UUID",
          "c_timeuuid", "UUID",
          "c_timestamp", "TIMESTAMPTZ");

  private static Connection duckdb;

  @BeforeAll
  static void open() throws SQLException {
    duckdb = DriverManager.getConnection("jdbc:duckdb:");
  }

  @AfterAll
  static void close() throws SQLException {
    duckdb.close();
  }

  @ParameterizedTest
  @MethodSource("io.cassport.compliance.ExportOptions#all")
  void everyScalarWithEveryOption(String options) throws SQLException {
    check(ReaderTables.SCALARS, options);
  }

  @ParameterizedTest
  @MethodSource("io.cassport.compliance.ExportOptions#all")
  void everyCollectionWithEveryOption(String options) throws SQLException {
    check(ReaderTables.COLLECTIONS, options);
  }

  @Test
  void everyNestingAndCountersAndNumbersOfOneScale() throws SQLException {
    check(ReaderTables.COUNTERS, "");
    check(ReaderTables.DECIMALS, "DECIMAL_TYPE='38,10'");
    check(ReaderTables.DECIMALS, "DECIMAL_TYPE='38,10' AND PARQUET_VERSION='V2'");
    check(ReaderTables.NESTED, "");
    check(ReaderTables.NESTED, "PARQUET_VERSION='V2' AND VECTOR_TYPE='FIXED'");
  }

  @Test
  void partitionColumnsHaveTheirValues() throws SQLException {
    Map<Long, List<String>> rows = new LinkedHashMap<>();
    for (List<String> row :
        Cassandra.rows(
            duckdb,
            "SELECT id, word, number, day, v FROM read_parquet('"
                + PartitionedTable.byValue()
                + "/**/*.parquet', hive_partitioning=true,"
                + " hive_types={'word': VARCHAR, 'number': INTEGER, 'day': DATE})")) {
      rows.put(Long.parseLong(row.get(0)), row.subList(1, row.size()));
    }
    assertThat(rows).isEqualTo(PartitionedTable.rows());
  }

  @Test
  void partsOfMomentsAreColumns() throws SQLException {
    Map<Long, List<Integer>> months = new LinkedHashMap<>();
    try (Statement statement = duckdb.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT id, \"at.year\", \"at.month\" FROM read_parquet('"
                    + PartitionedTable.byMonth()
                    + "/**/*.parquet', hive_partitioning=true,"
                    + " hive_types={'at.year': INTEGER, 'at.month': INTEGER})")) {
      while (result.next()) {
        months.put(
            result.getLong(1),
            Arrays.asList((Integer) result.getObject(2), (Integer) result.getObject(3)));
      }
    }
    assertThat(months).isEqualTo(PartitionedTable.months());
  }

  @Test
  void everyValueIsFoundThroughMinimumAndMaximum() throws SQLException {
    Path file = Exports.file(ReaderTables.SCALARS, "CHUNKSIZE=1");
    for (String column : List.of("c_double", "c_float", "c_uuid", "c_timeuuid", "c_timestamp")) {
      CqlType type = ReaderTables.SCALARS.columns().get(column);
      for (Object value : Samples.of(type)) {
        String literal = value instanceof java.time.Instant moment ? moment.toString() : "" + value;
        boolean zero = value instanceof Number number && number.doubleValue() == 0;
        assertThat(
                Cassandra.rows(
                    duckdb,
                    "SELECT count(*) FROM '"
                        + file
                        + "' WHERE "
                        + column
                        + " = CAST('"
                        + literal
                        + "' AS "
                        + CASTS.get(column)
                        + ")"))
            .as("%s = %s", column, value)
            .isEqualTo(List.of(List.of(zero ? "2" : "1"))); // 0.0 and -0.0 are equal
      }
    }
  }

  private static void check(Table table, String options) throws SQLException {
    ModelRows.compare(table, name -> true, read(Exports.file(table, options), table));
  }

  private static Map<Long, Map<String, Object>> read(Path file, Table table) throws SQLException {
    Map<Long, Map<String, Object>> rows = new LinkedHashMap<>();
    try (Statement statement = duckdb.createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM '" + file + "'")) {
      while (result.next()) {
        Map<String, Object> cells = new LinkedHashMap<>();
        for (Map.Entry<String, CqlType> column : table.columns().entrySet()) {
          cells.put(
              column.getKey(),
              DuckDbValues.read(column.getValue(), result.getObject(column.getKey())));
        }
        rows.put(result.getLong("id"), cells);
      }
    }
    return rows;
  }
}
