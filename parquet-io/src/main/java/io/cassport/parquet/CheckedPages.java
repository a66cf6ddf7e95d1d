package io.cassport.parquet;

import java.util.Optional;
import java.util.PrimitiveIterator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Refuses dictionaries that claim more values than their bytes can hold: parquet-java would make
 * room for all of them before it looks.
 */
record CheckedPages(PageReadStore target) implements PageReadStore {
  @Override
  public PageReader getPageReader(ColumnDescriptor descriptor) {
    return new Reader(target.getPageReader(descriptor));
  }

  @Override
  public long getRowCount() {
    return target.getRowCount();
  }

  @Override
  public Optional<Long> getRowIndexOffset() {
    return target.getRowIndexOffset();
  }

  @Override
  public Optional<PrimitiveIterator.OfLong> getRowIndexes() {
    return target.getRowIndexes();
  }

  @Override
  public void close() {
    target.close();
  }

  private record Reader(PageReader target) implements PageReader {
    @Override
    public DictionaryPage readDictionaryPage() {
      DictionaryPage page = target.readDictionaryPage();
      if (page != null
          && (page.getDictionarySize() < 0 || page.getDictionarySize() > page.getBytes().size())) {
        throw new ParquetDecodingException(
            "a dictionary claims "
                + page.getDictionarySize()
                + " values in "
                + page.getBytes().size()
                + " bytes");
      }
      return page;
    }

    @Override
    public long getTotalValueCount() {
      return target.getTotalValueCount();
    }

    @Override
    public DataPage readPage() {
      return target.readPage();
    }
  }
}
