package io.cassport.text.json;

import com.datastax.oss.driver.api.core.type.DataType;
import io.cassport.format.ColumnSchema;
import io.cassport.format.ObjectReader;
import io.cassport.format.RejectedRowWriter;
import io.cassport.format.RowReader;
import io.cassport.format.RowSchema;
import io.cassport.text.BadEncodingException;
import io.cassport.text.Errors;
import io.cassport.text.TextSource;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One JSON object, of which a first pass has found the rows. */
final class JsonObjectReader implements ObjectReader {
  /** Large enough that opening costs little, small enough that all processors have work. */
  private static final long SPLIT_BYTES = 8 << 20;

  /** A row's bytes, its characters, and what becomes of them. */
  private static final int TIMES_A_ROW = 4;

  private static final long OF_ITS_OWN = 5 << 20;

  private final TextSource source;
  private final JsonTypes types;
  private final ColumnNames names;
  private final RowScan.Result rows;
  private final List<SourceColumn> columns;

  private JsonObjectReader(
      TextSource source,
      JsonTypes types,
      ColumnNames names,
      RowScan.Result rows,
      List<SourceColumn> columns) {
    this.source = source;
    this.types = types;
    this.names = names;
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * Looks through an object.
   *
   * @param targets the table's columns, empty when it is to be made
   */
  static JsonObjectReader open(TextSource source, JsonTypes types, Set<String> targets)
      throws SQLException {
    return open(source, types, targets, SPLIT_BYTES);
  }

  static JsonObjectReader open(
      TextSource source, JsonTypes types, Set<String> targets, long splitBytes)
      throws SQLException {
    ColumnNames names = new ColumnNames(targets);
    try {
      boolean lines = Beginning.isLines(source);
      long limit = source.isSplittable() ? splitBytes : Long.MAX_VALUE;
      RowScan.Result rows;
      try (RecordStream stream = stream(source, lines, beginning(source))) {
        rows = new RowScan(stream, lines, names, targets.isEmpty(), limit).run();
      }
      return new JsonObjectReader(source, types, names, rows, columns(rows, targets));
    } catch (IOException e) {
      throw failed(source, e);
    }
  }

  private static RecordStream.Start beginning(TextSource source) {
    return new RecordStream.Start(source.mark(), 1, false);
  }

  private static RecordStream stream(TextSource source, boolean lines, RecordStream.Start start)
      throws IOException {
    return new RecordStream(source.open(start.offset()), lines, start);
  }

  static SQLException failed(TextSource source, IOException e) {
    if (e instanceof BadEncodingException) {
      return Errors.damaged(source.name(), "is no whole JSON: " + e.getMessage(), e);
    }
    return e instanceof Damage || e instanceof RecordStream.EndInRow
        ? Errors.damaged(source.name(), "is no whole JSON: " + e.getMessage(), e)
        : Errors.unreadable(source.name(), e);
  }

  private static List<SourceColumn> columns(RowScan.Result rows, Set<String> targets) {
    List<SourceColumn> columns = new ArrayList<>();
    if (rows.splits().isEmpty()) {
      // an object without rows lacks no column
      targets.stream().sorted().forEach(name -> columns.add(column(name, ValueShape.NOTHING)));
    }
    rows.columns().forEach((name, shape) -> columns.add(column(name, shape)));
    return List.copyOf(columns);
  }

  private static SourceColumn column(String name, ValueShape shape) {
    return new SourceColumn(name, shape.describe(), shape.cqlType());
  }

  @Override
  public List<SourceColumn> columns() {
    return columns;
  }

  @Override
  public List<Split> splits() {
    return rows.splits();
  }

  /** Every type has a form in JSON; whether a value is one shows when it is read. */
  @Override
  public Optional<String> whyNotConvertible(int column, DataType target) {
    return Optional.empty();
  }

  @Override
  public long memory(int split, int[] read) {
    return OF_ITS_OWN + (long) TIMES_A_ROW * rows.largestRow();
  }

  /** The rows of a split as they are in the object. */
  RecordStream open(int split) throws IOException {
    return stream(source, rows.lines(), rows.starts().get(split));
  }

  TextSource source() {
    return source;
  }

  @Override
  public RowReader read(int split, int[] read, RowSchema target, long skipRows)
      throws SQLException {
    List<String> keys = new ArrayList<>();
    for (int column : read) {
      keys.add(columns.get(column).name());
    }
    try {
      return new JsonRowReader(
          source,
          open(split),
          rows.lines(),
          new RowColumns(keys, target, types, names),
          splits().get(split).rowCount(),
          skipRows);
    } catch (IOException e) {
      throw failed(source, e);
    }
  }

  @Override
  public String shape() {
    return "JSON"; // rows of any keys can stand in one file
  }

  @Override
  public RejectedRowWriter rejectedRows(
      OutputStream sink, String name, List<ColumnSchema> directories) {
    return new JsonRejectedRows(sink, name, directories, types);
  }

  @Override
  public void close() {
    // each split has a stream of its own
  }
}
