package io.cassport.copy;

import io.cassport.copy.dataset.CaptureClaim;
import io.cassport.copy.dataset.DatasetWriter;
import io.cassport.copy.dataset.Lane;
import io.cassport.copy.dataset.ManifestTarget;
import io.cassport.copy.dataset.RowLayout;
import io.cassport.copy.dataset.Target;
import io.cassport.copy.dataset.WrittenObject;
import io.cassport.copy.job.Errors;
import io.cassport.copy.job.JobControl;
import io.cassport.copy.scan.RangeScanner;
import io.cassport.format.Direction;
import io.cassport.format.FormatOptions;
import io.cassport.format.FormatProvider;
import io.cassport.format.RowBatch;
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
  private final CaptureClaim claim;
  private final String statement;
  private final CopyContext context;
  private final JobControl control = new JobControl();
  private final List<String> warnings = new ArrayList<>();
  private volatile CaptureStatus.State state = CaptureStatus.State.ON;
  private RowLayout layout;
  private RowBatch batch;
  private DatasetWriter dataset;
  private Lane lane;
  private List<WrittenObject> complete = List.of();

  private Capture(
      FormatProvider format,
      FormatOptions options,
      Target target,
      CaptureClaim claim,
      String statement,
      CopyContext context) {
    this.format = format;
    this.options = options;
    this.target = target;
    this.claim = claim;
    this.statement = statement;
    this.context = context;
  }

  /**
   * Checks a CAPTURE statement and takes hold of its target; the first SELECT opens it. What is
   * returned has to be finished.
   *
   * @param markers the values of its bind markers, in order
   * @throws SQLException when an option or the target does not work; 58P02 when another capture
   *     writes to the target
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
    var unused = Targets.manifest(target, statement.text(), format, null, options, context);
    CaptureClaim claim = CaptureClaim.of(target);
    return new Capture(format, options, target, claim, statement.text(), context);
  }

  /** True until it is finished or has failed. */
  public boolean isOn() {
    return state == CaptureStatus.State.ON;
  }

  /** The target, for messages. */
  public String target() {
    return target.path().toString();
  }

  /**
   * Writes rows of a SELECT. Does nothing when the capture is not on.
   *
   * @throws SQLException when the columns cannot be taken, which leaves the capture as it was and
   *     on (42000; 42S22 for a column of PARTITION that is not there; 42501 when the target has
   *     come to lie outside copyPaths); or when writing failed (22xxx, 58030), which ends the
   *     capture and keeps what of it is complete
   */
  public synchronized void write(CapturedPage page) throws SQLException {
    if (!isOn()) {
      return;
    }
    RowLayout incoming;
    ManifestTarget manifest = null;
    boolean others = false;
    try {
      incoming = CapturedColumns.lay(page, options, context.session());
      others = layout != null && !CapturedColumns.same(layout, incoming);
      if (others) {
        checkOthers(incoming);
      }
      if (layout == null || others) {
        format.checkWritable(incoming.fileSchema(), options);
      }
      if (layout == null) {
        manifest = checkTarget(incoming);
      }
    } catch (SQLException e) {
      throw refusal(e);
    }
    try {
      if (layout == null) {
        open(incoming, manifest);
      } else if (others) {
        change(incoming);
      }
      int[] order = CapturedColumns.order(layout, incoming, page.places());
      RangeScanner.fill(batch, page.rows(), page.rows().size(), order);
      lane.write(batch);
      control.addRows(page.rows().size());
    } catch (SQLException | RuntimeException e) {
      throw failure(e);
    }
  }

  /** The target was checked at CAPTURE; much may have happened to it since. */
  private ManifestTarget checkTarget(RowLayout incoming) throws SQLException {
    context.policy().checkInside(target.path());
    context.policy().checkInside(target.path().getParent());
    return Targets.manifest(target, statement, format, incoming, options, context);
  }

  private void checkOthers(RowLayout incoming) throws SQLException {
    String difference = CapturedColumns.difference(layout.batchSchema(), incoming.batchSchema());
    if (!format.takesOtherColumns()) {
      throw Errors.syntax(
          "it has other columns than the first that was captured ("
              + difference
              + "), and "
              + format.name()
              + " has one set of columns");
    }
    if (options.has(CopyOptions.MANIFEST)) {
      throw Errors.syntax(
          "it has other columns than the first that was captured ("
              + difference
              + "), and a MANIFEST lists one set of columns");
    }
  }

  private void open(RowLayout first, ManifestTarget manifest) throws SQLException {
    batch = new RowBatch(first.batchSchema(), FIRST_ROW_CAPACITY);
    dataset =
        new DatasetWriter(
            target,
            first,
            format,
            options,
            options.get(CopyOptions.MAX_FILE_SIZE),
            manifest,
            null,
            control);
    lane = dataset.openLane();
    layout = first;
  }

  private void change(RowLayout next) throws SQLException {
    lane.flush();
    lane.close();
    dataset.changeTo(next);
    lane = dataset.openLane();
    batch = new RowBatch(next.batchSchema(), FIRST_ROW_CAPACITY);
    layout = next;
  }

  private SQLException refusal(SQLException cause) {
    return new SQLException(
        "the CAPTURE to '"
            + target()
            + "' cannot take this SELECT: "
            + cause.getMessage()
            + "; the capture goes on without it; CAPTURE OFF ends it",
        cause.getSQLState(),
        cause);
  }

  /** Ends the capture, and keeps what is complete. */
  private SQLException failure(Exception cause) {
    state = CaptureStatus.State.FAILED;
    Exception notKept = null;
    try {
      complete = lane == null ? List.of() : dataset.commitComplete(lane);
    } catch (SQLException | RuntimeException e) {
      notKept = e;
    } finally {
      release();
    }
    String message =
        "the CAPTURE to '"
            + target()
            + "' has failed and takes no more rows: "
            + reason(cause)
            + "; "
            + kept(notKept);
    warnings.add(message);
    String sqlState = cause instanceof SQLException sql ? sql.getSQLState() : "58030";
    SQLException failure = new SQLException(message, sqlState, cause);
    if (notKept != null) {
      failure.addSuppressed(notKept);
    }
    return failure;
  }

  private static String reason(Exception cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private String kept(Exception notKept) {
    if (notKept != null) {
      return "what was complete could not be kept: " + reason(notKept);
    }
    long rows = complete.stream().mapToLong(WrittenObject::rows).sum();
    return complete.isEmpty()
        ? "nothing of it was complete, so nothing is left"
        : "what was complete is kept: " + rows + " of " + control.rows() + " rows";
  }

  private void release() {
    if (lane != null) {
      lane.close();
    }
    if (dataset != null) {
      dataset.close();
    }
    claim.close();
  }

  /** Notes what is not in the capture, for whoever finishes it. */
  public synchronized void warn(String what) {
    warnings.add(what);
  }

  /** Where the capture stands. */
  public synchronized CaptureStatus status() {
    boolean over = !isOn();
    return new CaptureStatus(
        target(),
        format.name(),
        state,
        over ? complete.stream().mapToLong(WrittenObject::rows).sum() : control.rows(),
        over ? complete.size() : dataset == null ? 0 : dataset.objectCount(),
        over ? complete.stream().mapToLong(WrittenObject::size).sum() : control.bytes());
  }

  /**
   * Checks that the objects can come to their place, before a CAPTURE OFF that can be repeated.
   *
   * @throws SQLException 58P02 when the target has been made by somebody else meanwhile
   */
  public synchronized void checkPlace() throws SQLException {
    if (isOn() && dataset != null) {
      try {
        target.checkExisting();
      } catch (SQLException e) {
        throw Errors.targetExists(
            "'"
                + target()
                + "' has come to be there since this CAPTURE began, and was left as it is; move"
                + " it away and say CAPTURE OFF again");
      }
    }
  }

  /**
   * Ends the capture and completes its objects; without any SELECT there are none. After a failure
   * these are the objects that were kept then.
   *
   * @throws SQLException when they cannot be completed; the message says what is kept
   */
  public synchronized CopyResult finish() throws SQLException {
    if (isOn()) {
      try {
        if (dataset != null) {
          lane.flush();
          complete = dataset.commit();
        }
      } catch (SQLException | RuntimeException e) {
        throw failure(e);
      }
      state = CaptureStatus.State.OFF;
      release();
    }
    CopyResult result = ObjectTable.written(complete);
    return new CopyResult(result.table(), result.rowCount(), warnings);
  }
}
