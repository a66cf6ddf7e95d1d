package io.cassport.copy.dataset;

import io.cassport.format.ColumnRange;
import java.nio.file.Path;
import java.util.List;

/**
 * One object of an export.
 *
 * @param path where it is; its final place once the export is committed
 * @param size in bytes
 * @param rows in it
 * @param partition as {@code a=1/b=2}, or null
 * @param sha256 of its bytes, in lower-case hexadecimal
 * @param ranges of its columns, as far as its format knows them
 */
public record WrittenObject(
    Path path, long size, long rows, String partition, String sha256, List<ColumnRange> ranges) {
  /** Takes a copy of the ranges. */
  public WrittenObject {
    ranges = List.copyOf(ranges);
  }

  /** The same object at another place. */
  WrittenObject at(Path place) {
    return new WrittenObject(place, size, rows, partition, sha256, ranges);
  }
}
