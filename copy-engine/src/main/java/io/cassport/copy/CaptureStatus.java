package io.cassport.copy;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ColumnSchema;
import java.util.Arrays;
import java.util.List;

/**
 * A capture at one moment.
 *
 * @param target where it writes, or null when there is none
 * @param format its name, or null when there is none
 * @param state whether it takes rows
 * @param rows captured so far; once it has failed, those that were kept
 * @param objects that are complete
 * @param bytes that have gone to objects; rows that wait to be written together are not among them
 */
public record CaptureStatus(
    String target, String format, State state, long rows, long objects, long bytes) {
  /** Whether a capture takes rows. */
  public enum State {
    /** It does. */
    ON,
    /** There is none, or it has ended. */
    OFF,
    /** Writing failed: it takes no more, and keeps what was complete. */
    FAILED
  }

  /** That of a connection without a capture. */
  public static CaptureStatus off() {
    return new CaptureStatus(null, null, State.OFF, 0, 0, 0);
  }

  /** The row of CAPTURE alone. */
  public ResultTable table() {
    return new ResultTable(
        List.of(
            new ColumnSchema("target", DataTypes.TEXT),
            new ColumnSchema("format", DataTypes.TEXT),
            new ColumnSchema("state", DataTypes.TEXT),
            new ColumnSchema("rows", DataTypes.BIGINT),
            new ColumnSchema("objects", DataTypes.BIGINT),
            new ColumnSchema("bytes", DataTypes.BIGINT)),
        List.of(Arrays.asList(target, format, state.name(), rows, objects, bytes)));
  }
}
