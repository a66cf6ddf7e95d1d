package io.cassport.jdbc.badfiles;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.detach.AttachmentPoint;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import io.cassport.format.ColumnSchema;
import io.cassport.format.FormatOptions;
import io.cassport.format.FormatProvider;
import io.cassport.format.OptionSpec;
import io.cassport.format.RowBatch;
import io.cassport.format.RowEncoder;
import io.cassport.format.RowSchema;
import io.cassport.format.RowWriter;
import io.cassport.parquet.ParquetFormat;
import io.cassport.text.csv.CsvFormat;
import io.cassport.text.json.JsonFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sound files of every type, codec and form that the writers have, and those of other writers. */
public final class Originals {
  static final FormatProvider PARQUET = new ParquetFormat();
  static final FormatProvider CSV = new CsvFormat();
  static final FormatProvider JSON = new JsonFormat();

  private static final Path FOREIGN =
      Path.of("..", "parquet-io", "src", "test", "resources", "foreign");
  private static final int ROWS = 120;

  /** The columns of {@link #SCHEMA}, with two literals each; the key's are numbers of rows. */
  private static final List<Column> COLUMNS =
      List.of(
          new Column("id", DataTypes.INT, "0", "0"),
          new Column("t", DataTypes.TEXT, "'plain'", "'a \"quoted\", ünï\n''text'' \\n'"),
          new Column("b", DataTypes.BLOB, "0x", "0x00ff5a0a0d22"),
          new Column("bo", DataTypes.BOOLEAN, "true", "false"),
          new Column("ti", DataTypes.TINYINT, "-128", "127"),
          new Column("si", DataTypes.SMALLINT, "-32768", "7"),
          new Column("bi", DataTypes.BIGINT, "-9223372036854775808", "12"),
          new Column("f", DataTypes.FLOAT, "1.5", "NaN"),
          new Column("d", DataTypes.DOUBLE, "-0.0", "1e300"),
          new Column("de", DataTypes.DECIMAL, "12345678901234567890.12", "-0.001"),
          new Column("va", DataTypes.VARINT, "0", "-123456789012345678901234567890"),
          new Column("da", DataTypes.DATE, "'1969-12-31'", "'2026-11-21'"),
          new Column("tm", DataTypes.TIME, "'00:00:00.000000001'", "'23:59:59'"),
          new Column("ts", DataTypes.TIMESTAMP, "0", "1700000000123"),
          new Column("u", DataTypes.UUID, "123e4567-e89b-12d3-a456-426614174000", "NULL"),
          new Column("i", DataTypes.INET, "'127.0.0.1'", "'2001:db8::1'"),
          new Column("du", DataTypes.DURATION, "1mo2d3ns", "NULL"),
          new Column("l", DataTypes.listOf(DataTypes.BIGINT), "[1, 2, 3]", "[]"),
          new Column("s", DataTypes.setOf(DataTypes.TEXT), "{'a', 'b,c'}", "NULL"),
          new Column(
              "m", DataTypes.mapOf(DataTypes.TEXT, DataTypes.DOUBLE), "{'k': 1.5, '': 2}", "NULL"),
          new Column(
              "n",
              DataTypes.listOf(
                  DataTypes.frozenMapOf(DataTypes.INT, DataTypes.frozenSetOf(DataTypes.TEXT))),
              "[{1: {'x', 'y'}, 2: {}}, {}]",
              "NULL"),
          new Column(
              "tu", DataTypes.tupleOf(DataTypes.INT, DataTypes.TEXT), "(1, 'one')", "(NULL, 'x')"),
          new Column("v", DataTypes.vectorOf(DataTypes.FLOAT, 3), "[1.0, 2.0, 3.5]", "NULL"));

  /** The columns of the files that our writers make. */
  public static final RowSchema SCHEMA =
      new RowSchema(
          COLUMNS.stream().map(column -> new ColumnSchema(column.name, column.type)).toList());

  private Originals() {}

  private record Column(String name, DataType type, String one, String other) {
    ByteBuffer cell(int row) {
      String literal = name.equals("id") ? Integer.toString(row) : row % 3 == 0 ? other : one;
      if (row % 7 == 5 && !name.equals("id") || literal.equals("NULL")) {
        return null;
      }
      type.attach(AttachmentPoint.NONE);
      return encoded(literal);
    }

    private ByteBuffer encoded(String literal) {
      TypeCodec<Object> codec = CodecRegistry.DEFAULT.codecFor(type);
      return codec.encode(codec.parse(literal), ProtocolVersion.DEFAULT);
    }
  }

  /** Ours of every codec and version, and the foreign ones that parquet-io is tested with. */
  public static List<Original> parquet() throws SQLException, IOException {
    List<Original> originals = new ArrayList<>();
    for (String codec : List.of("NONE", "SNAPPY", "GZIP", "ZSTD", "LZ4")) {
      for (String version : List.of("V1", "V2")) {
        for (String dictionary : List.of("TRUE", "FALSE")) {
          originals.add(
              written(
                  PARQUET,
                  codec + "-" + version + "-" + dictionary + ".parquet",
                  "COMPRESSION",
                  codec,
                  "PARQUET_VERSION",
                  version,
                  "DICTIONARY",
                  dictionary,
                  "CHUNKSIZE",
                  "70",
                  "BLOOM_FILTER",
                  dictionary));
        }
      }
    }
    try (Stream<Path> files = Files.list(FOREIGN)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".parquet")).sorted().toList()) {
        String name = file.getFileName().toString();
        originals.add(new Original(name, PARQUET, null, List.of(), Files.readAllBytes(file)));
      }
    }
    return originals;
  }

  /** Every compression, and the dialects that change how a file is cut into records. */
  public static List<Original> csv() throws SQLException {
    return List.of(
        written(CSV, "plain.csv", "HEADER", "TRUE"),
        written(CSV, "no-header.csv"),
        written(CSV, "doubled.csv", "HEADER", "TRUE", "ESCAPE", "\""),
        written(CSV, "tabs.tsv", "HEADER", "TRUE", "DELIMITER", "\\t"),
        written(CSV, "utf-16.csv", "HEADER", "TRUE", "ENCODING", "UTF-16"),
        written(CSV, "gzip.csv.gz", "HEADER", "TRUE", "COMPRESSION", "GZIP"),
        written(CSV, "zstd.csv.zst", "HEADER", "TRUE", "COMPRESSION", "ZSTD"));
  }

  /** Every compression and style. */
  public static List<Original> json() throws SQLException {
    return List.of(
        written(JSON, "lines.json"),
        written(JSON, "array.json", "JSON_STYLE", "ARRAY"),
        written(JSON, "gzip.json.gz", "COMPRESSION", "GZIP"),
        written(JSON, "zstd.json.zst", "COMPRESSION", "ZSTD"));
  }

  private static Original written(FormatProvider format, String name, String... options)
      throws SQLException {
    FormatOptions parsed = format.completed(options(format, options), name);
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    RowBatch batch = new RowBatch(SCHEMA, ROWS);
    batch.setRowCount(ROWS);
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < SCHEMA.size(); column++) {
        batch.setBytes(column, row, COLUMNS.get(column).cell(row));
      }
    }
    try (RowWriter writer = format.openWriter(sink, name, SCHEMA, parsed)) {
      try (RowEncoder encoder = writer.newEncoder()) {
        encoder.write(batch, IntStream.range(0, ROWS).toArray(), 0, ROWS);
        encoder.flush();
      }
      writer.finish();
    }
    List<String> reading = name.startsWith("doubled") ? List.of("ESCAPE", "\"") : List.of();
    return new Original(name, format, SCHEMA, reading, sink.toByteArray());
  }

  /** Options by name, as a statement would give them. */
  static FormatOptions options(FormatProvider format, String... namesAndValues) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String name = namesAndValues[i];
      OptionSpec<?> spec =
          format.options().stream().filter(o -> o.answersTo(name)).findFirst().orElseThrow();
      values.put(spec.name(), spec.parser().apply(namesAndValues[i + 1]));
    }
    return new FormatOptions(values);
  }
}
