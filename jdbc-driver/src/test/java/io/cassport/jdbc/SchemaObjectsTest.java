package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.schema.ClusteringOrder;
import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.internal.core.metadata.schema.DefaultColumnMetadata;
import com.datastax.oss.driver.internal.core.metadata.schema.DefaultKeyspaceMetadata;
import com.datastax.oss.driver.internal.core.metadata.schema.DefaultTableMetadata;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What DatabaseMetaData answers, without any session: so no query can have been sent. */
final class SchemaObjectsTest {
  private static final int TABLES = 1_000;

  private static CqlIdentifier id(String name) {
    return CqlIdentifier.fromInternal(name);
  }

  private static TableMetadata table(String keyspace, String name) {
    Map<CqlIdentifier, ColumnMetadata> columns = new LinkedHashMap<>();
    for (String column : List.of("id", "at", "v")) {
      columns.put(
          id(column),
          new DefaultColumnMetadata(id(keyspace), id(name), id(column), DataTypes.INT, false));
    }
    return new DefaultTableMetadata(
        id(keyspace),
        id(name),
        UUID.randomUUID(),
        false,
        false,
        List.of(columns.get(id("id"))),
        Map.of(columns.get(id("at")), ClusteringOrder.DESC),
        columns,
        Map.of(),
        Map.of());
  }

  private static SchemaObjects schema(int tables) {
    Map<CqlIdentifier, TableMetadata> all = new LinkedHashMap<>();
    for (int i = 0; i < tables; i++) {
      String name = "table_%04d".formatted(i);
      all.put(id(name), table("big", name));
    }
    KeyspaceMetadata keyspace =
        new DefaultKeyspaceMetadata(
            id("big"), true, false, Map.of(), Map.of(), all, Map.of(), Map.of(), Map.of());
    return new SchemaObjects(Map.of(id("big"), keyspace));
  }

  private static int count(ResultSet rows) throws SQLException {
    int count = 0;
    while (rows.next()) {
      count++;
    }
    return count;
  }

  @Test
  void aThousandTablesAreListedFromMemory() throws SQLException {
    SchemaObjects schema = schema(TABLES);
    DescribedTables tables = new DescribedTables(schema, TypeOptions.DEFAULT);
    DescribedKeys keys = new DescribedKeys(schema, TypeOptions.DEFAULT);
    assertThat(count(tables.tables("big", "%", null))).isEqualTo(TABLES);
    assertThat(count(tables.columns("big", "%", "%"))).isEqualTo(3 * TABLES);
    assertThat(count(keys.primaryKeys("big", "%"))).isEqualTo(2 * TABLES);
    assertThat(count(keys.indexes("big", "%", false))).isZero();
  }

  @Test
  void theColumnsOfOneTableAreInTheirOrderWithKeyKindAndNullability() throws SQLException {
    ResultSet columns =
        new DescribedTables(schema(2), TypeOptions.DEFAULT).columns("big", "table_0001", null);
    String found = "";
    while (columns.next()) {
      found +=
          columns.getString("TABLE_NAME")
              + "."
              + columns.getString("COLUMN_NAME")
              + " "
              + columns.getInt("ORDINAL_POSITION")
              + " "
              + columns.getInt("NULLABLE")
              + " "
              + columns.getString("REMARKS")
              + "\n";
    }
    assertThat(found)
        .isEqualTo(
            """
            table_0001.id 1 0 partition key
            table_0001.at 2 0 clustering column, desc
            table_0001.v 3 1\s
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "v                  | v",
        "keys(m)            | m",
        "values(m)          | m",
        "entries(m)         | m",
        "full(f)            | f",
        "\"MyCol\"          | MyCol",
        "values(\"My Col\") | My Col",
        "\"values(m)\"      | values(m)",
        "\"a\"\"b\"         | a\"b",
        "keys(\"a)\")       | a)",
        "\"a\"\"\"          | a\"",
      })
  void theColumnOfAnIndexIsItsPlainName(String target, String column) {
    assertThat(DescribedKeys.column(target)).isEqualTo(column);
  }
}
