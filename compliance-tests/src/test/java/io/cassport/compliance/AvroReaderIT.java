package io.cassport.compliance;

import io.cassport.compliance.CqlType.ListOf;
import io.cassport.compliance.CqlType.MapOf;
import io.cassport.compliance.CqlType.Scalar;
import io.cassport.compliance.CqlType.SetOf;
import io.cassport.compliance.CqlType.VectorOf;
import io.cassport.compliance.ReaderTables.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of what we write that Avro has a type for; its maps have keys of text only. */
class AvroReaderIT {
  /** What files have as text, whatever the options. */
  private static final Set<CqlType> TEXT =
      Set.of(Scalar.ASCII, Scalar.TEXT, Scalar.INET, Scalar.VARINT);

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
    check(ReaderTables.NESTED, "PARQUET_VERSION='V2'");
  }

  private static void check(Table table, String options) throws IOException {
    List<String> known =
        table.columns().entrySet().stream()
            .filter(column -> isKnown(column.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    // in one Avro schema two fixed-length fields must not have the same name
    boolean alone = options.contains("DECIMAL_TYPE") || options.contains("UUID_TYPE='BINARY'");
    List<List<String>> projections = alone ? known.stream().map(List::of).toList() : List.of(known);
    boolean uuids = !options.contains("UUID_TYPE") && !options.contains("ANALYTICS");
    Map<Long, Map<String, Object>> rows = new LinkedHashMap<>();
    for (List<String> columns : projections) {
      read(Exports.file(table, options), table, columns, uuids, rows);
    }
    ModelRows.compare(table, known::contains, rows);
  }

  private static boolean isKnown(CqlType type) {
    if (type instanceof MapOf map) {
      return TEXT.contains(map.key()) && isKnown(map.value());
    }
    if (type instanceof ListOf list) {
      return isKnown(list.element());
    }
    if (type instanceof SetOf set) {
      return isKnown(set.element());
    }
    if (type instanceof VectorOf vector) {
      return isKnown(vector.element());
    }
    Map<String, CqlType> fields = CqlType.fieldsOf(type);
    return fields == null || fields.values().stream().allMatch(AvroReaderIT::isKnown);
  }

  private static void read(
      Path file,
      Table table,
      List<String> columns,
      boolean uuids,
      Map<Long, Map<String, Object>> rows)
      throws IOException {
    Configuration configuration = new Configuration(false);
    configuration.setBoolean(AvroSchemaConverter.ADD_LIST_ELEMENT_RECORDS, false);
    configuration.setBoolean("parquet.avro.write-old-list-structure", false);
    configuration.setBoolean("parquet.avro.write-parquet-uuid", uuids);
    AvroReadSupport.setRequestedProjection(configuration, projection(file, columns, configuration));
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(new LocalInput(file))
            .withConf(configuration)
            .build()) {
      for (GenericRecord record = reader.read(); record != null; record = reader.read()) {
        Map<String, Object> cells =
            rows.computeIfAbsent(
                ((Integer) record.get("id")).longValue(), unused -> new LinkedHashMap<>());
        for (String name : columns) {
          Schema schema = record.getSchema().getField(name).schema();
          cells.put(name, AvroValues.read(table.columns().get(name), schema, record.get(name)));
        }
      }
    }
  }

  private static Schema projection(Path file, List<String> columns, Configuration configuration)
      throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInput(file))) {
      MessageType all = reader.getFileMetaData().getSchema();
      List<Type> types = new ArrayList<>(List.of(all.getType("id")));
      columns.forEach(column -> types.add(all.getType(column)));
      return new AvroSchemaConverter(configuration).convert(new MessageType("row", types));
    }
  }
}
