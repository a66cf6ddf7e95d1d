package io.cassport.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readers skip what our statistics, page index and Bloom filters let them: how many row groups and
 * rows remain to be read, each time beside the same file without the help.
 */
class SkippingIT {
  private static final int ROWS = 20_000;
  private static final int ROW_GROUPS = 10;
  private static final int SOUGHT = 12_345;
  private static final String IN_GROUPS = "CHUNKSIZE=2000 AND CONCURRENCY=1 AND DICTIONARY=FALSE";
  private static final String IN_PAGES = "PAGE_SIZE=1024 AND CONCURRENCY=1 AND DICTIONARY=FALSE";

  private static Connection connection;
  private static Connection duckdb;

  @TempDir static Path folder;

  @BeforeAll
  static void makeTable() throws SQLException {
    connection = Cassandra.connectToNew("skipping");
    duckdb = DriverManager.getConnection("jdbc:duckdb:");
    Cassandra.run(
        connection,
        // one partition, so that a file has the rows in the order of c
        "CREATE TABLE sorted (p int, c int, t text, u uuid, PRIMARY KEY (p, c))");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO sorted (p, c, t, u) VALUES (1, ?, ?, ?)")) {
      for (int i = 0; i < ROWS; i++) {
        insert.setInt(1, i);
        insert.setString(2, text(i));
        insert.setObject(3, uuid(i));
        insert.addBatch();
        if (i % 5_000 == 4_999) {
          insert.executeBatch();
        }
      }
    }
    Cassandra.run(
        duckdb, "SET enable_external_file_cache=false", "CALL enable_logging('FileSystem')");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
    duckdb.close();
  }

  /** In no order, so that every row group's minimum and maximum are about the same. */
  private static UUID uuid(int row) {
    return UUID.nameUUIDFromBytes(ByteBuffer.allocate(4).putInt(row).array());
  }

  private static String text(int row) {
    return uuid(row).toString();
  }

  private static Path export(String name, String options) throws SQLException {
    Path file = folder.resolve(name + ".parquet");
    Cassandra.run(connection, "COPY sorted TO '" + file + "' WITH " + options);
    return file;
  }

  @Test
  void parquetJavaSkipsRowGroupsByMinimumAndMaximum() throws Exception {
    FilterPredicate sought = FilterApi.eq(FilterApi.intColumn("c"), SOUGHT);
    assertThat(rowGroups(export("j1", IN_GROUPS), sought)).isEqualTo(1);
    assertThat(rowGroups(export("j2", IN_GROUPS + " AND STATISTICS=FALSE"), sought))
        .isEqualTo(ROW_GROUPS);
  }

  @Test
  void parquetJavaSkipsRowGroupsByBloomFilter() throws Exception {
    Path without = export("j3", IN_GROUPS);
    Path with = export("j4", IN_GROUPS + " AND BLOOM_FILTER='t,u'");
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(uuid(SOUGHT).getMostSignificantBits());
    bytes.putLong(uuid(SOUGHT).getLeastSignificantBits());
    for (FilterPredicate sought :
        List.of(
            FilterApi.eq(FilterApi.binaryColumn("t"), Binary.fromString(text(SOUGHT))),
            FilterApi.eq(
                FilterApi.binaryColumn("u"), Binary.fromConstantByteArray(bytes.array())))) {
      assertThat(rowGroups(without, sought)).isEqualTo(ROW_GROUPS);
      assertThat(rowGroups(with, sought)).isBetween(1, 3); // one, and false positives of 1 %
    }
    FilterPredicate absent =
        FilterApi.eq(FilterApi.binaryColumn("t"), Binary.fromString(text(ROWS + 1)));
    assertThat(rowGroups(with, absent)).isLessThanOrEqualTo(2);
  }

  @Test
  void parquetJavaSkipsPagesByThePageIndex() throws Exception {
    FilterPredicate sought = FilterApi.eq(FilterApi.intColumn("c"), SOUGHT);
    assertThat(rowsOfPages(export("j5", IN_PAGES), sought)).isBetween(1L, 1_024L);
    assertThat(rowsOfPages(export("j6", IN_PAGES + " AND PAGE_INDEX=FALSE"), sought))
        .isEqualTo(ROWS);
  }

  private static int rowGroups(Path file, FilterPredicate sought) throws IOException {
    try (ParquetFileReader reader = open(file, sought)) {
      return reader.getRowGroups().size();
    }
  }

  private static long rowsOfPages(Path file, FilterPredicate sought) throws IOException {
    try (ParquetFileReader reader = open(file, sought)) {
      return reader.getFilteredRecordCount();
    }
  }

  private static ParquetFileReader open(Path file, FilterPredicate sought) throws IOException {
    return new ParquetFileReader(
        new LocalInput(file),
        ParquetReadOptions.builder()
            .withRecordFilter(FilterCompat.get(sought))
            .useStatsFilter(true)
            .useBloomFilter(true)
            .useColumnIndexFilter(true)
            .build());
  }

  @Test
  void duckDbReadsOnlyRowGroupsThatMinimumAndMaximumLeave() throws Exception {
    assertThat(rowGroupsRead(export("d1", IN_GROUPS), "c = " + SOUGHT)).isEqualTo(1);
    assertThat(rowGroupsRead(export("d2", IN_GROUPS + " AND STATISTICS=FALSE"), "c = " + SOUGHT))
        .isEqualTo(ROW_GROUPS);
  }

  @Test
  void duckDbReadsOnlyRowGroupsThatBloomFiltersLeave() throws Exception {
    String sought = "t = '" + text(SOUGHT) + "'";
    assertThat(rowGroupsRead(export("d3", IN_GROUPS), sought)).isEqualTo(ROW_GROUPS);
    assertThat(rowGroupsRead(export("d4", IN_GROUPS + " AND BLOOM_FILTER='t'"), sought))
        .isBetween(1, 3);
  }

  /** Row groups of which the query, that finds one row, has read any page. */
  private static int rowGroupsRead(Path file, String condition) throws SQLException {
    Cassandra.run(duckdb, "CALL truncate_duckdb_logs()");
    assertThat(Cassandra.rows(duckdb, "SELECT c FROM '" + file + "' WHERE " + condition))
        .isEqualTo(List.of(List.of("" + SOUGHT)));
    String read =
        "WITH reads AS (SELECT message->>'$.pos' AS pos FROM duckdb_logs WHERE type = 'FileSystem'"
            + " AND (message->>'$.op') = 'READ' AND (message->>'$.path') = '"
            + file
            + "'), chunks AS (SELECT row_group_id AS id, data_page_offset AS first,"
            + " data_page_offset + total_compressed_size AS last FROM parquet_metadata('"
            + file
            + "')) SELECT count(DISTINCT id) FROM reads, chunks WHERE pos::BIGINT >= first AND"
            + " pos::BIGINT < last";
    return Integer.parseInt(Cassandra.rows(duckdb, read).get(0).get(0));
  }
}
