package io.cassport.parquet;

import io.cassport.parquet.encoding.ColumnSink;
import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;

/** The columns of the row group that is being filled, by one of two ways of encoding. */
sealed interface RowGroup permits DirectRowGroup, ParquetJavaRowGroup {
  /**
   * Begins one.
   *
   * @param pages takes its pages
   * @param rowsBetweenChecks after so many rows pages may end
   */
  void begin(ColumnChunkPageWriteStore pages, int rowsBetweenChecks);

  /** Where the values of a column go. */
  ColumnSink column(ColumnDescriptor column);

  /** Every column has so many more rows. */
  void endRows(int count) throws IOException;

  /** About the bytes so far. */
  long bufferedBytes();

  /** Ends the last pages. */
  void end() throws IOException;
}
