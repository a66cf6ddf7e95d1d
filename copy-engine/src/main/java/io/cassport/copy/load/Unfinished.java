package io.cassport.copy.load;

import io.cassport.format.ObjectReader;
import io.cassport.format.ObjectReader.Split;
import java.sql.SQLException;
import java.util.List;

/** Says, at the end of a load's error, with which file and which of its parts to go on. */
public final class Unfinished {
  private Unfinished() {}

  /**
   * The same error with the place to go on from, or the error itself when there is no such place:
   * nothing was begun, or all of the source is one part.
   *
   * @param loads the files of the load in their order
   * @param remembered true when the load ledger notes which parts are loaded
   */
  public static SQLException told(SQLException error, List<ObjectLoad> loads, boolean remembered) {
    int splits = loads.stream().mapToInt(load -> load.reader().splits().size()).sum();
    List<ObjectLoad> open = loads.stream().filter(load -> splitsLeft(load) > 0).toList();
    if (splits < 2 || open.isEmpty()) {
      return error;
    }
    return new SQLException(
        error.getMessage() + "; " + left(open) + "; " + whatToDo(open.get(0), remembered),
        error.getSQLState(),
        error);
  }

  private static String left(List<ObjectLoad> open) {
    ObjectLoad load = open.get(0);
    ObjectReader reader = load.reader();
    int first = load.firstSplitLeft();
    Split split = reader.splits().get(first);
    String further = open.size() == 1 ? "" : ", and so are " + (open.size() - 1) + " further files";
    return "'%s' is not complete%s: %d of its %d %ss are left, the first is %s %d, from row %d on"
        .formatted(
            load.object().name(),
            further,
            splitsLeft(load),
            reader.splits().size(),
            reader.splitName(),
            reader.splitName(),
            first + 1,
            split.firstRow() + 1);
  }

  private static int splitsLeft(ObjectLoad load) {
    return load.reader().splits().size() - load.loadedSplits().cardinality();
  }

  private static String whatToDo(ObjectLoad load, boolean remembered) {
    if (load.writer().isCounter()) {
      return "nothing of it is loaded again by itself, because what is counted would count twice;"
          + " FORCE=TRUE does it all the same";
    }
    return remembered
        ? "the same statement with RESUME=TRUE loads what is left"
        : "without the load ledger, the statement begins anew";
  }
}
