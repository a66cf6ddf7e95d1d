package io.cassport.copy;

import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.copy.dataset.DatasetWriter;
import io.cassport.copy.dataset.Lane;
import io.cassport.copy.dataset.RowLayout;
import io.cassport.copy.dataset.Target;
import io.cassport.copy.job.Errors;
import io.cassport.copy.job.JobControl;
import io.cassport.copy.scan.RangeScanner;
import io.cassport.format.ColumnSchema;
import io.cassport.format.Direction;
import io.cassport.format.FormatOptions;
import io.cassport.format.FormatProvider;
import io.cassport.format.RowBatch;
import io.cassport.format.RowSchema;
import io.cassport.grammar.CaptureStart;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A CAPTURE that is on: the rows of every SELECT of its connection are written to its target as
 * well. Thread-safe; constant memory.
 */
public final class Capture {
  private static final int FIRST_ROW_CAPACITY = 5_000;

  private final FormatProvider format;
  private final FormatOptions options;
  private final Target target;
  private final String statement;
  private final CopyContext context;
  private final JobControl control = new JobControl();
  private RowLayout layout;
  private RowBatch batch;
  private DatasetWriter dataset;
  private Lane lane;
  private boolean ended;

  private Capture(
      FormatProvider format,
      FormatOptions options,
      Target target,
      String statement,
      CopyContext context) {
    this.format = format;
    this.options = options;
    this.target = target;
    this.statement = statement;
    this.context = context;
  }

  /**
   * Checks a CAPTURE statement; the first SELECT opens the target.
   *
   * @param markers the values of its bind markers, in order
   * @throws SQLException when an option or the target does not work
   */
  public static Capture start(CaptureStart statement, CopyContext given, List<Object> markers)
      throws SQLException {
    CopyContext context =
        StatementOptions.authorized(given, statement.target(), statement.options(), markers);
    String written = StatementOptions.text(statement.target(), markers);
    Optional<String> named = StatementOptions.format(statement.options(), markers);
    if (named.isPresent() && statement.format() != null) {
      throw Errors.syntax("CAPTURE names its format twice; keep one of them");
    }
    String name = statement.format() != null ? statement.format() : named.orElse(null);
    FormatProvider format = name == null ? Formats.forTarget(written) : Formats.named(name);
    FormatOptions options =
        format.completed(
            StatementOptions.parse(statement.options(), markers, Direction.CAPTURE, format),
            written);
    Target target = Targets.of(written, options, context);
    return new Capture(format, options, target, statement.text(), context);
  }

  /**
   * Writes rows of a SELECT; an empty list only fixes the columns.
   *
   * @throws SQLException 42000 when the columns are not those of the first SELECT, which leaves the
   *     capture as it was
   */
  public synchronized void write(ColumnDefinitions columns, List<Row> rows) throws SQLException {
    if (ended) {
      return;
    }
    RowLayout incoming =
        RowLayout.of(
            columns,
            options.get(CopyOptions.PARTITION),
            TableLookup.keyColumns(columns, context.session()));
    if (layout == null) {
      open(incoming);
    } else {
      checkSame(incoming.batchSchema());
    }
    RangeScanner.fill(batch, rows, rows.size(), incoming.columnOrder());
    lane.write(batch);
    control.addRows(rows.size());
  }

  private void open(RowLayout first) throws SQLException {
    format.checkWritable(first.fileSchema(), options);
    layout = first;
    batch = new RowBatch(first.batchSchema(), FIRST_ROW_CAPACITY);
    dataset =
        new DatasetWriter(
            target,
            first,
            format,
            options,
            options.get(CopyOptions.MAX_FILE_SIZE),
            Targets.manifest(target, statement, format, first, options, context),
            null,
            control);
    lane = dataset.openLane();
  }

  private void checkSame(RowSchema incoming) throws SQLException {
    RowSchema first = layout.batchSchema();
    if (incoming.equals(first)) {
      return;
    }
    List<String> differences = new ArrayList<>();
    for (ColumnSchema column : first.columns()) {
      int index = incoming.indexOf(column.name());
      if (index < 0) {
        differences.add("column " + column.name() + " is missing");
      } else if (!incoming.column(index).type().equals(column.type())) {
        differences.add("column " + column.name() + " has another type");
      }
    }
    for (ColumnSchema column : incoming.columns()) {
      if (first.indexOf(column.name()) < 0) {
        differences.add("column " + column.name() + " is new");
      }
    }
    throw Errors.syntax(
        "this SELECT has other columns than the first one that was captured to '"
            + target.path()
            + "' ("
            + (differences.isEmpty() ? "the order differs" : String.join(", ", differences))
            + "); the capture goes on without it; CAPTURE OFF ends it");
  }

  /** The row of CAPTURE alone: target, format, state, rows, objects, bytes. */
  public synchronized ResultTable status() {
    return statusTable(
        List.of(
            target.path().toString(),
            format.name(),
            ended ? "OFF" : "ON",
            control.rows(),
            dataset == null ? 0L : dataset.objectCount(),
            control.bytes()));
  }

  /** The row of CAPTURE alone when none is on. */
  public static ResultTable statusOff() {
    List<Object> row = new ArrayList<>();
    row.add(null);
    row.add(null);
    row.add("OFF");
    row.add(0L);
    row.add(0L);
    row.add(0L);
    return statusTable(row);
  }

  private static ResultTable statusTable(List<Object> row) {
    return new ResultTable(
        List.of(
            new ColumnSchema("target", DataTypes.TEXT),
            new ColumnSchema("format", DataTypes.TEXT),
            new ColumnSchema("state", DataTypes.TEXT),
            new ColumnSchema("rows", DataTypes.BIGINT),
            new ColumnSchema("objects", DataTypes.BIGINT),
            new ColumnSchema("bytes", DataTypes.BIGINT)),
        List.of(row));
  }

  /**
   * Ends the capture and completes its objects; without any SELECT there are none.
   *
   * @throws SQLException when they cannot be completed; nothing is left then
   */
  public synchronized CopyResult finish() throws SQLException {
    if (ended || dataset == null) {
      ended = true;
      return ObjectTable.written(List.of());
    }
    ended = true;
    try (DatasetWriter closing = dataset;
        Lane closingLane = lane) {
      closingLane.flush();
      return ObjectTable.written(closing.commit());
    }
  }

  /**
   * Ends the capture after its connection failed: the rows that were written are kept, and the
   * caller says that others are missing.
   */
  public void abandon() {
    try {
      CopyResult unused = finish();
    } catch (SQLException e) {
      // then nothing is left, and the failure that ended the capture is the one to report
    }
  }
}
