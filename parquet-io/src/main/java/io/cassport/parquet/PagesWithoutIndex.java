package io.cassport.parquet;

import java.io.IOException;
import java.util.function.Predicate;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;

/**
 * Passes V1 pages on without their row counts, for columns that shall have no page index:
 * parquet-java has no setting for it and leaves the index out when it does not know the rows.
 *
 * @param indexed true for names of top-level columns that keep their index
 */
record PagesWithoutIndex(PageWriteStore target, Predicate<String> indexed)
    implements PageWriteStore {
  @Override
  public PageWriter getPageWriter(ColumnDescriptor column) {
    PageWriter writer = target.getPageWriter(column);
    return indexed.test(column.getPath()[0]) ? writer : new Writer(writer);
  }

  private record Writer(PageWriter target) implements PageWriter {
    @Override
    @SuppressWarnings("deprecation") // it is the one that leaves the index out
    public void writePage(
        BytesInput bytes,
        int valueCount,
        Statistics<?> statistics,
        Encoding repetition,
        Encoding definition,
        Encoding values)
        throws IOException {
      target.writePage(bytes, valueCount, statistics, repetition, definition, values);
    }

    @Override
    public void writePage(
        BytesInput bytes,
        int valueCount,
        int rowCount,
        Statistics<?> statistics,
        Encoding repetition,
        Encoding definition,
        Encoding values)
        throws IOException {
      writePage(bytes, valueCount, statistics, repetition, definition, values);
    }

    @Override
    public void writePage(
        BytesInput bytes,
        int valueCount,
        int rowCount,
        Statistics<?> statistics,
        SizeStatistics sizes,
        GeospatialStatistics places,
        Encoding repetition,
        Encoding definition,
        Encoding values)
        throws IOException {
      writePage(bytes, valueCount, statistics, repetition, definition, values);
    }

    @Override
    public void writePageV2(
        int rowCount,
        int nullCount,
        int valueCount,
        BytesInput repetitionLevels,
        BytesInput definitionLevels,
        Encoding encoding,
        BytesInput data,
        Statistics<?> statistics) {
      throw new IllegalStateException("V2 pages always have an index");
    }

    @Override
    public long getMemSize() {
      return target.getMemSize();
    }

    @Override
    public long allocatedSize() {
      return target.allocatedSize();
    }

    @Override
    public void writeDictionaryPage(DictionaryPage dictionary) throws IOException {
      target.writeDictionaryPage(dictionary);
    }

    @Override
    public String memUsageString(String prefix) {
      return target.memUsageString(prefix);
    }

    @Override
    public void close() {
      target.close();
    }
  }
}
