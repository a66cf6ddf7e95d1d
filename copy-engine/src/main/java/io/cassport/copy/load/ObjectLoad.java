package io.cassport.copy.load;

import io.cassport.copy.dataset.LocalObject;
import io.cassport.format.ObjectReader;
import io.cassport.format.RowSchema;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** One file on its way into the table, and how far it has come. Thread-safe. */
public final class ObjectLoad {
  private final LocalObject object;
  private final ObjectReader reader;
  private final RowSchema fileSchema;
  private final int[] fileColumns;
  private final List<ByteBuffer> partitionValues;
  private final TableWriter writer;
  private final LongAdder rowsRead = new LongAdder();
  private final LongAdder rowsLoaded = new LongAdder();

  /**
   * Makes it.
   *
   * @param schema the columns to write: those of the file, then those of its directories
   * @param fileColumns for each of the first columns its index in the file
   * @param partitionValues the bytes of the other columns, null for a CQL null
   */
  public ObjectLoad(
      LocalObject object,
      ObjectReader reader,
      RowSchema schema,
      int[] fileColumns,
      List<ByteBuffer> partitionValues,
      TableWriter writer) {
    this.object = object;
    this.reader = reader;
    this.fileSchema = new RowSchema(schema.columns().subList(0, fileColumns.length));
    this.fileColumns = fileColumns;
    this.partitionValues = partitionValues;
    this.writer = writer;
  }

  /** The file. */
  public LocalObject object() {
    return object;
  }

  ObjectReader reader() {
    return reader;
  }

  RowSchema fileSchema() {
    return fileSchema;
  }

  int[] fileColumns() {
    return fileColumns;
  }

  List<ByteBuffer> partitionValues() {
    return partitionValues;
  }

  TableWriter writer() {
    return writer;
  }

  void addRead(long rows) {
    rowsRead.add(rows);
  }

  void addLoaded(long rows) {
    rowsLoaded.add(rows);
  }

  /** Rows taken from the file so far. */
  public long rowsRead() {
    return rowsRead.sum();
  }

  /** Rows that the server acknowledged so far. */
  public long rowsLoaded() {
    return rowsLoaded.sum();
  }
}
