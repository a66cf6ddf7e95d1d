package io.cassport.copy;

import io.cassport.copy.dataset.LocalObject;
import io.cassport.copy.job.JobControl;
import io.cassport.copy.job.Workers;
import io.cassport.format.FormatOptions;
import io.cassport.format.FormatProvider;
import io.cassport.format.ObjectReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All files of a source, opened.
 *
 * @param objects the files
 * @param readers one for each, in the same order
 */
record OpenedSource(List<LocalObject> objects, List<ObjectReader> readers)
    implements AutoCloseable {
  /** Opening waits for the disk or the network, not for a processor. */
  private static final int MOST_AT_ONCE = 16;

  /**
   * Opens them, several at once.
   *
   * @param columns that their rows may be loaded into; empty when the table is not there yet
   * @throws SQLException for the first that is no whole object of the format, when none stays open
   */
  static OpenedSource open(
      List<LocalObject> objects,
      FormatProvider format,
      FormatOptions options,
      Set<String> columns,
      JobControl control)
      throws SQLException {
    ObjectReader[] readers = new ObjectReader[objects.size()];
    AtomicInteger next = new AtomicInteger();
    List<Workers.Task> tasks = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST_AT_ONCE, objects.size()); i++) {
      tasks.add(
          () -> {
            for (int o = next.getAndIncrement(); o < readers.length; o = next.getAndIncrement()) {
              control.check();
              readers[o] = open(objects.get(o), format, options, columns, control);
            }
          });
    }
    boolean opened = false;
    try {
      Workers.run("cassport-open", tasks);
      opened = true;
      return new OpenedSource(objects, Arrays.asList(readers));
    } finally {
      if (!opened) {
        Arrays.stream(readers).filter(Objects::nonNull).forEach(ObjectReader::close);
      }
    }
  }

  private static ObjectReader open(
      LocalObject object,
      FormatProvider format,
      FormatOptions options,
      Set<String> columns,
      JobControl control)
      throws SQLException {
    StoppableSource source = new StoppableSource(object, control);
    try {
      ObjectReader reader = format.openReader(source, options, columns);
      source.opened();
      return reader;
    } catch (SQLException e) {
      control.check(); // a read that was stopped has failed for that reason
      throw e;
    }
  }

  @Override
  public void close() {
    readers.forEach(ObjectReader::close);
  }
}
