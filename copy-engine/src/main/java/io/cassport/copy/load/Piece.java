package io.cassport.copy.load;

import io.cassport.format.ObjectReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Some rows of one split.
 *
 * @param split index into the file's splits
 * @param skip rows left out at the split's beginning
 * @param rows taken after them, at least one
 */
record Piece(ObjectLoad load, int split, long skip, long rows) {
  /** The pieces of all files in their order, but for those that were loaded before. */
  static List<Piece> of(List<ObjectLoad> objects, long skipRows, long maxRows) {
    List<Piece> pieces = new ArrayList<>();
    long skip = skipRows;
    long left = maxRows;
    for (ObjectLoad load : objects) {
      List<ObjectReader.Split> splits = load.reader().splits();
      for (int i = 0; i < splits.size() && left > 0; i++) {
        long rows = splits.get(i).rowCount();
        long skipped = Math.min(skip, rows);
        long taken = Math.min(rows - skipped, left);
        skip -= skipped;
        left -= taken;
        if (load.isLoadedBefore(i)) {
          load.addLoadedBefore(taken);
        } else if (taken > 0) {
          pieces.add(new Piece(load, i, skipped, taken));
        }
      }
    }
    return pieces;
  }

  /**
   * Orders pieces so that threads that take them in turn work far apart: an exported file is in
   * token order, and neighbours in it burden the same replicas.
   */
  static List<Piece> interleaved(List<Piece> pieces, int threads) {
    List<Piece> ordered = new ArrayList<>(pieces.size());
    int stride = (pieces.size() + threads - 1) / Math.max(1, threads);
    for (int i = 0; i < stride; i++) {
      for (int j = i; j < pieces.size(); j += stride) {
        ordered.add(pieces.get(j));
      }
    }
    return ordered;
  }
}
