package io.cassport.copy.load;

import io.cassport.copy.dataset.LocalObject;
import io.cassport.format.ColumnSchema;
import io.cassport.format.ObjectReader;
import io.cassport.format.RowSchema;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
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
  private final LongAdder rowsThere = new LongAdder();
  private final List<ColumnSchema> directories;
  private final AtomicLongArray rowsLoadedOfSplit;
  private final String splitsKey;
  private final BitSet loadedBefore = new BitSet();
  private long rowsRejected;
  private long firstBadRow = Long.MAX_VALUE;
  private String firstError;

  /**
   * Makes it.
   *
   * @param schema the columns to write: those of the file, then those of its directories
   * @param fileColumns for each of the first columns its index in the file
   * @param partitionValues the bytes of the other columns, null for a CQL null
   * @param reading what the statement says of how the file is read
   */
  public ObjectLoad(
      LocalObject object,
      ObjectReader reader,
      RowSchema schema,
      int[] fileColumns,
      List<ByteBuffer> partitionValues,
      TableWriter writer,
      String reading) {
    this.object = object;
    this.reader = reader;
    this.fileSchema = new RowSchema(schema.columns().subList(0, fileColumns.length));
    this.directories = schema.columns().subList(fileColumns.length, schema.size());
    this.fileColumns = fileColumns;
    this.partitionValues = partitionValues;
    this.writer = writer;
    this.rowsLoadedOfSplit = new AtomicLongArray(reader.splits().size());
    this.splitsKey = SplitSet.key(reading, reader.splits());
  }

  /**
   * Leaves out the splits that an interrupted COPY had loaded, if it read the file as this one.
   *
   * @param splits as {@link #splitsLoaded()} told them then, or null
   */
  public void goOnAfter(String splits) {
    loadedBefore.or(SplitSet.parse(splits, splitsKey));
  }

  boolean isLoadedBefore(int split) {
    return loadedBefore.get(split);
  }

  /** The splits whose rows the server has all acknowledged; empty for none. */
  public String splitsLoaded() {
    return SplitSet.text(splitsKey, loadedSplits());
  }

  /** The first split of which a row may be missing. */
  int firstSplitLeft() {
    return loadedSplits().nextClearBit(0);
  }

  BitSet loadedSplits() {
    BitSet loaded = new BitSet();
    loaded.or(loadedBefore);
    for (int split = 0; split < rowsLoadedOfSplit.length(); split++) {
      if (rowsLoadedOfSplit.get(split) == reader.splits().get(split).rowCount()) {
        loaded.set(split);
      }
    }
    return loaded;
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

  /** The columns that the directories name. */
  List<ColumnSchema> directories() {
    return directories;
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

  void addThere(int split, long rows) {
    rowsThere.add(rows);
    rowsLoadedOfSplit.addAndGet(split, rows);
  }

  synchronized void addRejected(long row, String error) {
    rowsRejected++;
    if (row < firstBadRow) {
      firstBadRow = row;
      firstError = error;
    }
  }

  void addLoaded(int split, long rows) {
    rowsLoaded.add(rows);
    rowsLoadedOfSplit.addAndGet(split, rows);
  }

  /** Counts rows that an interrupted COPY had loaded. */
  void addLoadedBefore(long rows) {
    rowsRead.add(rows);
    rowsLoaded.add(rows);
  }

  /** Rows that the file has. */
  public long rowsTotal() {
    return reader.splits().stream().mapToLong(ObjectReader.Split::rowCount).sum();
  }

  /** Rows taken from the file so far. */
  public long rowsRead() {
    return rowsRead.sum();
  }

  /** Rows that the server acknowledged so far. */
  public long rowsLoaded() {
    return rowsLoaded.sum();
  }

  /** Rows that stay as they were, because MODE=INSERT found them there already. */
  public long rowsThere() {
    return rowsThere.sum();
  }

  /** Rows that could not be loaded so far. */
  public synchronized long rowsRejected() {
    return rowsRejected;
  }

  /** What was wrong with the first of them in the file, or null. */
  public synchronized String firstError() {
    return firstError;
  }
}
