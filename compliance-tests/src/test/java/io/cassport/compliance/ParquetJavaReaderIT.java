package io.cassport.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.compliance.ReaderTables.Table;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of what we write, as an older parquet-java than the one that wrote it reads it. */
class ParquetJavaReaderIT {
  @ParameterizedTest
  @MethodSource("io.cassport.compliance.ExportOptions#all")
  void everyScalarWithEveryOption(String options) throws IOException {
    check(ReaderTables.SCALARS, options);
  }

  @ParameterizedTest
  @MethodSource("io.cassport.compliance.ExportOptions#all")
  void everyCollectionWithEveryOption(String options) throws IOException {
    check(ReaderTables.COLLECTIONS, options);
  }

  @Test
  void everyNestingAndCountersAndNumbersOfOneScale() throws IOException {
    check(ReaderTables.COUNTERS, "");
    check(ReaderTables.DECIMALS, "DECIMAL_TYPE='38,10'");
    check(ReaderTables.DECIMALS, "DECIMAL_TYPE='38,10' AND PARQUET_VERSION='V2'");
    check(ReaderTables.NESTED, "");
    check(ReaderTables.NESTED, "PARQUET_VERSION='V2' AND VECTOR_TYPE='FIXED'");
  }

  @Test
  void filesOfADatasetHaveAllButWhatTheirDirectoriesAreNamedAfter() throws IOException {
    Map<Long, List<String>> rows = new LinkedHashMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(PartitionedTable.byValue())) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      List<String> directories = new ArrayList<>();
      for (Path name : PartitionedTable.byValue().relativize(file).getParent()) {
        String value = name.toString().split("=", 2)[1];
        directories.add(
            value.equals("__HIVE_DEFAULT_PARTITION__")
                ? null
                : URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
      }
      read(
          file,
          row -> {
            List<String> cells = new ArrayList<>(directories);
            cells.add(row.getString("v", 0));
            rows.put((long) row.getInteger("id", 0), cells);
          });
    }
    assertThat(rows).isEqualTo(PartitionedTable.rows());
  }

  private static void check(Table table, String options) throws IOException {
    ModelRows.compare(table, name -> true, read(Exports.file(table, options), table));
  }

  private static Map<Long, Map<String, Object>> read(Path file, Table table) throws IOException {
    Map<Long, Map<String, Object>> rows = new LinkedHashMap<>();
    read(
        file,
        row -> {
          Map<String, Object> cells = new LinkedHashMap<>();
          table
              .columns()
              .forEach((name, type) -> cells.put(name, GroupValues.read(type, row, name)));
          rows.put((long) row.getInteger("id", 0), cells);
        });
    return rows;
  }

  private static void read(Path file, Consumer<Group> rows) throws IOException {
    try (ParquetReader<Group> reader = new Groups(new LocalInput(file)).build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        rows.accept(group);
      }
    }
  }

  private static final class Groups extends ParquetReader.Builder<Group> {
    Groups(InputFile file) {
      super(file);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
