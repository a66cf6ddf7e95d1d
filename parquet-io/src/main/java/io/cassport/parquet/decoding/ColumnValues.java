package io.cassport.parquet.decoding;

import io.cassport.format.RowBatch;
import io.cassport.format.values.BadValueException;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * The entries of one column chunk in order, each a value or a null with its levels. They are
 * decoded a window at a time, so that no count in a page can ask for memory; entries of a window
 * that are values are counted by their levels, so that no value is decoded that is not there.
 */
public final class ColumnValues {
  private final int maxDefinition;
  private final ChunkPages pages;
  private final LevelWindow repetitions;
  private final LevelWindow definitions;
  private final Slices values = new Slices(LevelWindow.SIZE);
  private ChunkPages.OpenPage page;

  /** Entries of the page that are in no window yet. */
  private int pageEntries;

  /** Entries of the window, and which of them is next. */
  private int entries;

  private int entry;

  /** Values of the window that are not converted yet. */
  private int unconverted;

  /** Which of the converted values is next. */
  private int value;

  ColumnValues(
      ColumnDescriptor column, Conversion conversion, PageReader pages, ParsedVersion writer) {
    this.maxDefinition = column.getMaxDefinitionLevel();
    this.pages = new ChunkPages(column, conversion, pages, writer);
    this.repetitions = new LevelWindow(column.getMaxRepetitionLevel());
    this.definitions = new LevelWindow(maxDefinition);
  }

  /** Makes sure that there is a next entry in the window; false at the end of the chunk. */
  private boolean hasEntry() {
    return entry < entries || nextWindow();
  }

  private boolean nextWindow() {
    while (pageEntries == 0) {
      page = pages.next();
      if (page == null) {
        return false;
      }
      pageEntries = page.entries();
    }
    int count = Math.min(LevelWindow.SIZE, pageEntries);
    repetitions.read(page.repetitions(), count);
    definitions.read(page.definitions(), count);
    unconverted = definitions.countGreatest(count);
    values.clear();
    value = 0;
    pageEntries -= count;
    entries = count;
    entry = 0;
    return true;
  }

  private void requireEntry() {
    if (!hasEntry()) {
      throw new ParquetDecodingException("its pages end before its rows do");
    }
  }

  private void requireValue() {
    if (value == values.count()) {
      values.clear();
      value = 0;
      page.values().read(values, unconverted);
      unconverted -= values.count();
    }
  }

  /** The definition level of the next entry. */
  public int definition() {
    requireEntry();
    return definitions.get(entry);
  }

  /** The repetition level of the next entry; 0 also at the end. */
  public int repetition() {
    return hasEntry() ? repetitions.get(entry) : 0;
  }

  /** True when the next entry is a value. */
  public boolean hasValue() {
    return definition() == maxDefinition;
  }

  /** Passes over the next entry. */
  public void skip() {
    if (hasValue()) {
      requireValue();
      value++;
    }
    entry++;
  }

  /**
   * Takes the next entry, which {@link #hasValue} has called a value, and appends its bytes to a
   * batch's data.
   *
   * @return why it has none, or null when it has
   */
  public BadValueException take(RowBatch batch) {
    requireValue();
    BadValueException bad = values.bad(value);
    if (bad == null) {
      int at = batch.reserve(values.length(value));
      values.copy(value, batch.data(), at);
    }
    value++;
    entry++;
    return bad;
  }

  /** The same with the length of the bytes, in four bytes, before them. */
  public BadValueException takeSized(RowBatch batch) {
    requireValue();
    BadValueException bad = values.bad(value);
    if (bad == null) {
      int length = values.length(value);
      int at = batch.reserve((long) length + Integer.BYTES);
      CqlBytes.INTS.set(batch.data(), at, length);
      values.copy(value, batch.data(), at + Integer.BYTES);
    }
    value++;
    entry++;
    return bad;
  }

  /**
   * How many elements the next collection has when all of them are at hand: values in this window,
   * none of them bad. 0 when they are not, or when there are none, and they have to be taken one by
   * one.
   *
   * @param repeats the repetition level of a further element
   */
  public int elementsAtHand(int repeats) {
    if (entry >= entries) {
      return 0;
    }
    int end = repetitions.end(repeats, entry + 1, entries);
    if (end == entries || !definitions.areGreatest(entry, end)) {
      return 0; // it may go on in the next window
    }
    int count = end - entry;
    return value + count <= values.count() ? count : 0;
  }

  /** The bytes of the next values, which are at hand, or -1 when one is bad. */
  public int totalLength(int count) {
    return values.totalLength(value, value + count);
  }

  /**
   * Takes the next entry, which is at hand, and writes its bytes behind their length.
   *
   * @return where they end
   */
  public int putSized(byte[] data, int at) {
    int length = values.length(value);
    CqlBytes.INTS.set(data, at, length);
    values.copy(value, data, at + Integer.BYTES);
    value++;
    entry++;
    return at + Integer.BYTES + length;
  }

  /** Takes the next entry, which is known to be a value and becomes four bytes. */
  public int takeInt() {
    requireValue();
    entry++;
    return values.intValue(value++);
  }

  /** Takes the next entry, which is known to be a value and becomes eight bytes. */
  public long takeLong() {
    requireValue();
    entry++;
    return values.longValue(value++);
  }

  /**
   * Takes so many entries as the cells of consecutive rows, or fewer when with one of them the
   * batch's data go beyond a length; one at the least.
   *
   * @param until the length
   * @return how many
   */
  public int takeCells(RowBatch batch, int column, int row, int count, long until) {
    int at = row;
    int end = row + count;
    do {
      requireEntry();
      int run = definitions.runEnd(entry, Math.min(entries, entry + end - at)) - entry;
      if (definitions.get(entry) == maxDefinition) {
        run = takeValues(batch, column, at, run, until);
      } else {
        batch.setNulls(column, at, run);
      }
      entry += run;
      at += run;
    } while (at < end && batch.dataLength() <= until);
    return at - row;
  }

  private int takeValues(RowBatch batch, int column, int row, int count, long until) {
    int done = 0;
    do {
      requireValue();
      int now = Math.min(count - done, values.count() - value);
      now = values.fitting(value, now, until - batch.dataLength());
      values.copyCells(batch, column, row + done, value, now);
      value += now;
      done += now;
    } while (done < count && batch.dataLength() <= until);
    return done;
  }
}
