package io.cassport.copy.load;

import io.cassport.copy.dataset.ErrorFile;
import io.cassport.copy.job.Errors;
import io.cassport.format.ObjectReader.Split;
import io.cassport.format.RejectedRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of one COPY that are not loaded: how many are tolerated, and where they are kept.
 * Thread-safe.
 */
public final class Rejections {
  /**
   * Rows of a split are kept before there are so many; each time it is read again from its start.
   */
  private static final int MANY = 100_000;

  /** The server refuses rows when their split is long past, so those wait until the end. */
  private static final long MOST_WAITING = 1_000_000;

  private final long tolerated;
  private final ErrorFile file;
  private final Map<Place, List<RejectedRow>> waiting = new HashMap<>();
  private long waitingRows;
  private long count;

  private record Place(ObjectLoad load, int split) {}

  /**
   * Makes them.
   *
   * @param tolerated how many rows may be rejected, negative for any number
   * @param file where they are kept, or null
   */
  public Rejections(long tolerated, ErrorFile file) {
    this.tolerated = tolerated < 0 ? Long.MAX_VALUE : tolerated;
    this.file = file;
  }

  /**
   * Counts a row that is not loaded.
   *
   * @param failure what was wrong with it, which is thrown when more rows than tolerated have been
   */
  synchronized void add(ObjectLoad load, RejectedRow row, SQLException failure)
      throws SQLException {
    count++;
    load.addRejected(row.number(), failure.getMessage());
    if (file != null) {
      Place place = new Place(load, split(load, row.number()));
      waiting.computeIfAbsent(place, unused -> new ArrayList<>()).add(row);
      waitingRows++;
    }
    if (count > tolerated || waitingRows > MOST_WAITING) {
      throw count == 1 ? failure : Errors.tooManyBadRows(failure, count - 1);
    }
  }

  private static int split(ObjectLoad load, long number) {
    List<Split> splits = load.reader().splits();
    int split = 0;
    while (number > splits.get(split).firstRow() + splits.get(split).rowCount()) {
      split++;
    }
    return split;
  }

  /** Writes a split's rows to the file if there are many. */
  synchronized void keepMany(ObjectLoad load, int split) throws SQLException {
    List<RejectedRow> rows = waiting.get(new Place(load, split));
    if (rows != null && rows.size() >= MANY) {
      keep(load, split);
    }
  }

  /** Writes a split's rows, as far as they are known, to the file. */
  synchronized void keep(ObjectLoad load, int split) throws SQLException {
    List<RejectedRow> rows = waiting.remove(new Place(load, split));
    if (rows == null) {
      return;
    }
    waitingRows -= rows.size();
    rows.sort(Comparator.comparingLong(RejectedRow::number));
    file.write(load.reader(), load.directories(), load.partitionValues(), split, rows);
  }

  /** Completes the file, when everything has ended; returns the names of what was made. */
  synchronized List<String> finish() throws SQLException {
    for (Place place : List.copyOf(waiting.keySet())) {
      keep(place.load(), place.split());
    }
    return file == null ? List.of() : file.commit();
  }

  synchronized long count() {
    return count;
  }
}
