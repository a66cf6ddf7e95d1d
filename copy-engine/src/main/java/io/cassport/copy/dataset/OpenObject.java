package io.cassport.copy.dataset;

import io.cassport.copy.job.Errors;
import io.cassport.format.FormatOptions;
import io.cassport.format.FormatProvider;
import io.cassport.format.RowSchema;
import io.cassport.format.RowWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.LongConsumer;

/** An object being written under its temporary name. */
final class OpenObject implements AutoCloseable {
  private final Path path;
  private final String partition;
  private final ObjectSink sink;
  private final RowWriter writer;

  private OpenObject(Path path, String partition, ObjectSink sink, RowWriter writer) {
    this.path = path;
    this.partition = partition;
    this.sink = sink;
    this.writer = writer;
  }

  /**
   * Begins an object.
   *
   * @param counter told of the bytes that have gone to it
   */
  static OpenObject create(
      Staging staging,
      Path path,
      String partition,
      FormatProvider format,
      RowSchema schema,
      FormatOptions options,
      LongConsumer counter)
      throws SQLException {
    try {
      ObjectSink sink = new ObjectSink(staging.create(path), counter);
      return new OpenObject(
          path, partition, sink, format.openWriter(sink, path.toString(), schema, options));
    } catch (IOException e) {
      throw Errors.io("write", path.toString(), e);
    }
  }

  RowWriter writer() {
    return writer;
  }

  Path path() {
    return path;
  }

  /**
   * Completes it, after a failure, with what has been appended to it.
   *
   * @return null when it has no rows, or cannot be completed; then it is closed
   */
  WrittenObject salvage() {
    try {
      if (writer.rowsWritten() > 0) {
        return finish();
      }
    } catch (SQLException | RuntimeException e) {
      // the failure before this one is the one that is told
    }
    close();
    return null;
  }

  WrittenObject finish() throws SQLException {
    writer.finish();
    long rows = writer.rowsWritten();
    writer.close();
    try {
      sink.checkComplete();
      return new WrittenObject(path, sink.size(), rows, partition, sink.sha256(), writer.ranges());
    } catch (IOException e) {
      throw Errors.io("write", path.toString(), e);
    }
  }

  @Override
  public void close() {
    sink.abandon();
    writer.close();
  }
}
