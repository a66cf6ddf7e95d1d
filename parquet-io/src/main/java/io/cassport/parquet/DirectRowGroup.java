package io.cassport.parquet;

import io.cassport.parquet.encoding.ColumnSink;
import io.cassport.parquet.encoding.RowGroupColumns;
import java.io.IOException;
import java.util.function.Predicate;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.schema.MessageType;

/** Pages of version 1 by our own encoders. */
final class DirectRowGroup implements RowGroup {
  private final RowGroupColumns columns;
  private final Predicate<String> indexed;

  /**
   * Makes it.
   *
   * @param properties which columns have statistics and dictionaries, and how large pages are
   * @param indexed true for names of top-level columns that have a page index
   */
  DirectRowGroup(MessageType schema, ParquetProperties properties, Predicate<String> indexed) {
    this.indexed = indexed;
    this.columns =
        new RowGroupColumns(
            schema,
            properties::getStatisticsEnabled,
            properties::isDictionaryEnabled,
            properties.getPageSizeThreshold(),
            properties.getPageRowCountLimit());
  }

  @Override
  public void begin(ColumnChunkPageWriteStore pages, int rowsBetweenChecks) {
    columns.begin(new PagesWithoutIndex(pages, indexed));
  }

  @Override
  public ColumnSink column(ColumnDescriptor column) {
    return columns.column(column);
  }

  @Override
  public void endRows(int count) throws IOException {
    columns.endFullPages();
  }

  @Override
  public long bufferedBytes() {
    return columns.bufferedBytes();
  }

  @Override
  public void end() throws IOException {
    columns.end();
  }
}
