package io.cassport.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.compliance.ReaderTables.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.arrow.dataset.file.FileFormat;
import org.apache.arrow.dataset.file.FileSystemDatasetFactory;
import org.apache.arrow.dataset.jni.NativeMemoryPool;
import org.apache.arrow.dataset.scanner.ScanOptions;
import org.apache.arrow.dataset.scanner.Scanner;
import org.apache.arrow.dataset.source.Dataset;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of what we write, as Arrow C++ reads it. */
class ArrowReaderIT {
  private static final long MEMORY = 256 << 20;

  @ParameterizedTest
  @MethodSource("io.cassport.compliance.ExportOptions#all")
  void everyScalarWithEveryOption(String options) throws Exception {
    check(ReaderTables.SCALARS, options);
  }

  @ParameterizedTest
  @MethodSource("io.cassport.compliance.ExportOptions#all")
  void everyCollectionWithEveryOption(String options) throws Exception {
    check(ReaderTables.COLLECTIONS, options);
  }

  @Test
  void everyNestingAndCountersAndNumbersOfOneScale() throws Exception {
    check(ReaderTables.COUNTERS, "");
    check(ReaderTables.DECIMALS, "DECIMAL_TYPE='38,10'");
    check(ReaderTables.DECIMALS, "DECIMAL_TYPE='38,10' AND PARQUET_VERSION='V2'");
    check(ReaderTables.NESTED, "");
    check(ReaderTables.NESTED, "PARQUET_VERSION='V2' AND VECTOR_TYPE='FIXED'");
  }

  private static void check(Table table, String options) throws Exception {
    ModelRows.compare(table, name -> true, read(Exports.file(table, options), table));
  }

  @Test
  void vectorsOfTheProfileForMachineLearningAreOfFixedSize() throws Exception {
    Table table = ReaderTables.VECTORS;
    Path file = Exports.file(table, "PROFILE='ML'");
    check(table, "PROFILE='ML'");
    Map<String, Field> fields = fields(file);
    table
        .columns()
        .forEach(
            (name, type) -> {
              if (type instanceof CqlType.VectorOf vector) {
                assertThat(fields.get(name).getType())
                    .as(name)
                    .isEqualTo(new ArrowType.FixedSizeList(vector.size()));
              }
            });
    assertThat(fields.get("tuple_of").getChildren().get(1).getType())
        .isEqualTo(new ArrowType.FixedSizeList(2));
  }

  @Test
  void aVectorThatIsNullSomewhereStaysAListThatArrowCanRead() throws Exception {
    Map<String, Field> fields = fields(Exports.file(ReaderTables.SCALARS, "PROFILE='ML'"));
    assertThat(fields.get("embedding").getType()).isEqualTo(ArrowType.List.INSTANCE);
  }

  @Test
  void filesWithAndWithoutNullVectorsAreOneDataset() throws Exception {
    Path dataset = Exports.newPath("ml");
    Connection connection = Exports.connection();
    Cassandra.run(
        connection,
        "CREATE TABLE embeddings (id int PRIMARY KEY, e vector<float, 3>)",
        "INSERT INTO embeddings (id, e) VALUES (1, [1, 2, 3])",
        "COPY embeddings TO '" + dataset + "/' WITH PROFILE='ML'",
        "TRUNCATE embeddings",
        "INSERT INTO embeddings (id, e) VALUES (2, null)",
        "INSERT INTO embeddings (id, e) VALUES (3, [4, 5, 6])",
        "COPY embeddings TO '" + dataset + "/' WITH PROFILE='ML' AND APPEND=TRUE");
    Map<Long, Object> read = new TreeMap<>();
    read(
        dataset,
        batch -> {
          for (int i = 0; i < batch.getRowCount(); i++) {
            read.put(
                (long) ((IntVector) batch.getVector("id")).get(i),
                String.valueOf(batch.getVector("e").getObject(i)));
          }
        });
    assertThat(read).isEqualTo(Map.of(1L, "[1.0,2.0,3.0]", 2L, "null", 3L, "[4.0,5.0,6.0]"));
  }

  @Test
  void aPartitionedDatasetIsReadWithoutItsPartitionColumns() throws Exception {
    // Arrow's Java knows no partitioning; its C++ and Python do, and decode names as Hive does
    Map<Long, String> read = new TreeMap<>();
    read(
        PartitionedTable.byValue(),
        batch -> {
          assertThat(batch.getSchema().getFields().stream().map(Field::getName))
              .containsExactlyInAnyOrder("id", "at", "v");
          for (int i = 0; i < batch.getRowCount(); i++) {
            read.put(
                (long) ((IntVector) batch.getVector("id")).get(i),
                String.valueOf(batch.getVector("v").getObject(i)));
          }
        });
    Map<Long, String> expected = new TreeMap<>();
    PartitionedTable.rows().forEach((id, row) -> expected.put(id, row.get(3)));
    assertThat(read).isEqualTo(expected);
  }

  private static Map<String, Field> fields(Path file) throws Exception {
    Map<String, Field> fields = new LinkedHashMap<>();
    read(file, batch -> batch.getSchema().getFields().forEach(f -> fields.put(f.getName(), f)));
    return fields;
  }

  private static Map<Long, Map<String, Object>> read(Path file, Table table) throws Exception {
    Map<Long, Map<String, Object>> rows = new LinkedHashMap<>();
    read(
        file,
        batch -> {
          for (int i = 0; i < batch.getRowCount(); i++) {
            int row = i;
            Map<String, Object> cells = new LinkedHashMap<>();
            table
                .columns()
                .forEach(
                    (name, type) ->
                        cells.put(name, ArrowValues.read(type, batch.getVector(name), row)));
            rows.put((long) ((IntVector) batch.getVector("id")).get(row), cells);
          }
        });
    return rows;
  }

  /**
   * Reads a file, or all files below a directory, batch by batch. The memory pool is the one that
   * is never closed: Arrow's threads give back what they have read ahead after the scanner has been
   * closed, and crash the JVM when their pool is gone.
   */
  @SuppressWarnings("try") // close() of Arrow's dataset and scanner may be interrupted
  private static void read(Path path, Consumer<VectorSchemaRoot> batches) throws Exception {
    try (BufferAllocator allocator = new RootAllocator(MEMORY);
        FileSystemDatasetFactory factory =
            new FileSystemDatasetFactory(
                allocator,
                NativeMemoryPool.getDefault(),
                FileFormat.PARQUET,
                path.toUri().toString());
        Dataset dataset = factory.finish();
        Scanner scanner = dataset.newScan(new ScanOptions(1_000));
        ArrowReader reader = scanner.scanBatches()) {
      while (reader.loadNextBatch()) {
        batches.accept(reader.getVectorSchemaRoot());
      }
    }
  }
}
