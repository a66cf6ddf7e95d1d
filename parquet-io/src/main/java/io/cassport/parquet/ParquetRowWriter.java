package io.cassport.parquet;

import io.cassport.format.ColumnRange;
import io.cassport.format.RowEncoder;
import io.cassport.format.RowSchema;
import io.cassport.format.RowWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** One Parquet file being written: encoders append whole row groups to it. */
final class ParquetRowWriter implements RowWriter {
  private static final int BLOOM_FILTER_CANDIDATES = 10;
  private static final int SMALLEST_BLOOM_FILTER = 1 << 10;
  private static final int LARGEST_BLOOM_FILTER = 1 << 20;
  private static final int INDEX_TRUNCATE_LENGTH = 64;
  private static final int DEFAULT_PAGE_ROWS = 20_000;

  private final OutputStream sink;
  private final String name;
  private final RowSchema schema;
  private final WriteSettings settings;
  private final WriteSchema compiled;
  private final ParquetFileWriter file;
  private final BitSet vectorsWithNulls = new BitSet();
  private SQLException failure;
  private volatile long bytesWritten;
  private volatile long rowsWritten;

  ParquetRowWriter(OutputStream sink, String name, RowSchema schema, WriteSettings settings)
      throws SQLException {
    this.sink = sink;
    this.name = name;
    this.schema = schema;
    this.settings = settings;
    this.compiled = new WriteSchema(schema, settings);
    try {
      this.file =
          new ParquetFileWriter(
              new StreamOutput(sink, name),
              compiled.message(),
              ParquetFileWriter.Mode.CREATE,
              settings.rowGroupBytes(),
              0,
              null,
              ParquetProperties.builder().build());
      file.start();
    } catch (IOException e) {
      throw Errors.io("write", name, e);
    }
  }

  String name() {
    return name;
  }

  RowSchema schema() {
    return schema;
  }

  WriteSettings settings() {
    return settings;
  }

  @Override
  public RowEncoder newEncoder() throws SQLException {
    return new ParquetRowEncoder(this, new WriteSchema(schema, settings));
  }

  /** The columns of an encoder; our own way unless something is asked for that it does not do. */
  RowGroup newRowGroup(WriteSchema compiled) {
    ParquetProperties properties = properties(compiled, DEFAULT_PAGE_ROWS);
    boolean direct =
        !settings.version2()
            && compiled.message().getColumns().stream()
                .allMatch(column -> isDirect(column, properties));
    return direct
        ? new DirectRowGroup(compiled.message(), properties, settings.pageIndex())
        : new ParquetJavaRowGroup(
            compiled.message(), rows -> properties(compiled, rows), settings.pageIndex());
  }

  private static boolean isDirect(ColumnDescriptor column, ParquetProperties properties) {
    return !properties.isBloomFilterEnabled(column)
        && (!properties.isDictionaryEnabled(column)
            || isWorthDictionary(column.getPrimitiveType()));
  }

  /** How one encoder's columns are encoded; sizes are checked every so many rows. */
  ParquetProperties properties(WriteSchema compiled, int rowsBetweenChecks) {
    ParquetProperties.Builder builder =
        ParquetProperties.builder()
            .withPageSize(settings.pageBytes())
            .withDictionaryPageSize(settings.pageBytes())
            .withWriterVersion(
                settings.version2()
                    ? ParquetProperties.WriterVersion.PARQUET_2_0
                    : ParquetProperties.WriterVersion.PARQUET_1_0)
            .withMinRowCountForPageSizeCheck(rowsBetweenChecks)
            .withMaxRowCountForPageSizeCheck(rowsBetweenChecks)
            .withPageRowCountLimit(
                rowsBetweenChecks * Math.max(1, DEFAULT_PAGE_ROWS / rowsBetweenChecks))
            .withColumnIndexTruncateLength(INDEX_TRUNCATE_LENGTH)
            // switched on column by column: paths are written with dots, so a column with a dot in
            // its own name cannot be addressed, and keeps what reads right without being addressed
            .withDictionaryEncoding(false)
            .withStatisticsEnabled(false)
            .withAdaptiveBloomFilterEnabled(true)
            .withMaxBloomFilterBytes(bloomFilterBytes(compiled));
    for (ColumnDescriptor column : compiled.message().getColumns()) {
      String path = String.join(".", column.getPath());
      String top = column.getPath()[0];
      PrimitiveType type = column.getPrimitiveType();
      boolean uuid = type.getLogicalTypeAnnotation() instanceof UUIDLogicalTypeAnnotation;
      boolean dictionary =
          settings
              .dictionary()
              .map(names -> names.test(top))
              .orElse(!uuid && isWorthDictionary(type));
      builder
          .withDictionaryEncoding(path, dictionary)
          .withStatisticsEnabled(path, !uuid && settings.statistics().test(top))
          .withBloomFilterEnabled(path, settings.bloomFilter().test(top))
          .withBloomFilterCandidatesNumber(path, BLOOM_FILTER_CANDIDATES);
    }
    return builder.build();
  }

  /**
   * The most bytes of one column's Bloom filter. It grows with the values, beginning with {@link
   * #BLOOM_FILTER_CANDIDATES} filters of half the size each, which are dropped when they are full:
   * all columns' together stay below a quarter of a row group.
   */
  private int bloomFilterBytes(WriteSchema compiled) {
    long columns =
        compiled.message().getColumns().stream()
            .filter(column -> settings.bloomFilter().test(column.getPath()[0]))
            .count();
    long share = settings.rowGroupBytes() / 8 / Math.max(1, columns);
    return (int) Math.max(SMALLEST_BLOOM_FILTER, Math.min(LARGEST_BLOOM_FILTER, share));
  }

  private static boolean isWorthDictionary(PrimitiveType type) {
    PrimitiveTypeName physical = type.getPrimitiveTypeName();
    return physical != PrimitiveTypeName.FLOAT
        && physical != PrimitiveTypeName.DOUBLE
        && physical != PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
  }

  /** Appends a row group whose columns are encoded and compressed; others wait meanwhile. */
  synchronized void append(ColumnChunkPageWriteStore pages, long rowCount, WriteSchema encoded)
      throws SQLException {
    if (failure != null) {
      throw failure;
    }
    try {
      file.startBlock(rowCount);
      pages.flushToFileWriter(file);
      file.endBlock();
      bytesWritten = file.getPos();
      rowsWritten += rowCount;
      for (int i = 0; i < encoded.vectors().size(); i++) {
        if (encoded.vectors().get(i).writer().wasNull()) {
          vectorsWithNulls.set(i);
        }
      }
    } catch (IOException | RuntimeException e) {
      failure = Errors.io("write", name, e);
      throw failure;
    }
  }

  @Override
  public long bytesWritten() {
    return bytesWritten;
  }

  @Override
  public long rowsWritten() {
    return rowsWritten;
  }

  @Override
  public synchronized void finish() throws SQLException {
    Map<String, String> metadata = new HashMap<>(settings.metadata());
    metadata.put(CqlTypes.FOOTER_KEY, CqlTypes.describe(schema.columns()));
    if (settings.arrowSchema()) {
      metadata.put(ArrowSchema.FOOTER_KEY, ArrowSchema.encode(compiled.message(), fixedSizes()));
    }
    try {
      file.end(metadata);
      bytesWritten = file.getPos();
    } catch (IOException | RuntimeException e) {
      throw Errors.io("write", name, e);
    }
  }

  /**
   * The dimensions of the vectors that are of fixed size for Arrow, too. Those that have been null
   * are not: Arrow C++ before 25 cannot read a null list of fixed size
   * (https://github.com/apache/arrow/issues/35692).
   */
  private IdentityHashMap<Type, Integer> fixedSizes() {
    IdentityHashMap<Type, Integer> sizes = new IdentityHashMap<>();
    for (int i = 0; i < compiled.vectors().size(); i++) {
      if (!vectorsWithNulls.get(i)) {
        WriteSchema.VectorNode vector = compiled.vectors().get(i);
        sizes.put(vector.type(), vector.writer().dimensions());
      }
    }
    return sizes;
  }

  @Override
  public List<ColumnRange> ranges() {
    return ColumnRanges.of(schema, file.getFooter().getBlocks());
  }

  @Override
  public synchronized void close() {
    // after finish() nothing is left to do; before it the object is thrown away
    try {
      file.close();
      sink.close(); // parquet-java leaves it open when it has failed
    } catch (IOException | RuntimeException e) {
      // the failure that made it incomplete has been reported
    }
  }
}
