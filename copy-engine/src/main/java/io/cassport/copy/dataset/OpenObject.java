package io.cassport.copy.dataset;

import io.cassport.copy.job.Errors;
import io.cassport.format.FormatOptions;
import io.cassport.format.FormatProvider;
import io.cassport.format.RowSchema;
import io.cassport.format.RowWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

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

  static OpenObject create(
      Staging staging,
      Path path,
      String partition,
      FormatProvider format,
      RowSchema schema,
      FormatOptions options)
      throws SQLException {
    try {
      ObjectSink sink = new ObjectSink(staging.create(path));
      return new OpenObject(
          path, partition, sink, format.openWriter(sink, path.toString(), schema, options));
    } catch (IOException e) {
      throw Errors.io("write", path.toString(), e);
    }
  }

  RowWriter writer() {
    return writer;
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
