package io.cassport.copy.dataset;

import io.cassport.copy.job.Errors;
import io.cassport.format.ColumnSchema;
import io.cassport.format.ObjectReader;
import io.cassport.format.RejectedRow;
import io.cassport.format.RejectedRowWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the rows go that could not be loaded: a file, and one more for each further shape that
 * files of the source have. Made when there is a first row, and seen when it is complete.
 * Thread-safe.
 */
public final class ErrorFile implements AutoCloseable {
  private final Path path;
  private final Map<Shape, Open> files = new LinkedHashMap<>();

  private record Shape(String rows, List<ColumnSchema> directories) {}

  private record Open(Staging staging, RejectedRowWriter writer) {}

  /** Makes nothing yet. */
  public ErrorFile(Path path) {
    this.path = path;
  }

  /**
   * Checks that it can be made.
   *
   * @throws SQLException 58P02 when it is there, 58P01 when its directory is not, 58030 when it may
   *     not be written
   */
  public void check() throws SQLException {
    target(0).check();
  }

  /**
   * Keeps rows.
   *
   * @param directories columns that the directories of the rows' file name
   * @param values their values
   * @param split of the reader
   * @param rows of the split, by ascending number
   */
  public synchronized void write(
      ObjectReader reader,
      List<ColumnSchema> directories,
      List<ByteBuffer> values,
      int split,
      List<RejectedRow> rows)
      throws SQLException {
    Shape shape = new Shape(reader.shape(), directories);
    Open open = files.get(shape);
    if (open == null) {
      open = open(reader, directories);
      files.put(shape, open);
    }
    open.writer().write(reader, values, split, rows);
  }

  private Open open(ObjectReader reader, List<ColumnSchema> directories) throws SQLException {
    Target target = target(files.size());
    target.check();
    Staging staging = Staging.of(target);
    staging.begin();
    Path file = staging.file();
    try {
      return new Open(
          staging,
          reader.rejectedRows(staging.create(file), target.path().toString(), directories));
    } catch (IOException e) {
      throw Errors.io("write", file.toString(), e);
    }
  }

  /** The first has the name that was asked for, the others a number before its extension. */
  private Target target(int number) {
    String name = path.getFileName().toString();
    if (number > 0) {
      int dot = name.lastIndexOf('.') <= 0 ? name.length() : name.lastIndexOf('.');
      name = name.substring(0, dot) + "-" + (number + 1) + name.substring(dot);
    }
    return new Target(path.resolveSibling(name), false, Target.Existing.REFUSE);
  }

  /** Completes the files and returns their names; none when no row was kept. */
  public synchronized List<String> commit() throws SQLException {
    List<String> names = new ArrayList<>();
    for (Open open : files.values()) {
      open.writer().finish();
      open.writer().close();
      open.staging().publish(List.of(), "");
      names.add(open.staging().target().path().toString());
    }
    return names;
  }

  @Override
  public synchronized void close() {
    for (Open open : files.values()) {
      open.writer().close();
      open.staging().delete();
    }
    files.clear();
  }
}
