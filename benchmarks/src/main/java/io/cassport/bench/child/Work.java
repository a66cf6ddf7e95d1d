package io.cassport.bench.child;

import java.util.Map;

/**
 * What one run did.
 *
 * @param rows rows read, written or both
 * @param bytes bytes received from the server or of values, 0 when the task cannot know
 * @param fileBytes size of the files written or read, 0 when there are none
 * @param extras other figures by name
 */
public record Work(long rows, long bytes, long fileBytes, Map<String, Double> extras) {
  /** Work without other figures. */
  public static Work of(long rows, long bytes, long fileBytes) {
    return new Work(rows, bytes, fileBytes, Map.of());
  }
}
