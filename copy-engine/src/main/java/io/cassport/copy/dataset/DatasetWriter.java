package io.cassport.copy.dataset;

import io.cassport.copy.job.Errors;
import io.cassport.copy.job.JobControl;
import io.cassport.format.FormatOptions;
import io.cassport.format.FormatProvider;
import io.cassport.format.RowBatch;
import io.cassport.format.RowSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The objects of one export: opened under temporary names, filled by lanes, and moved to the target
 * by {@link #commit()}. Thread-safe but for commit and close, which come when the lanes are done.
 */
public final class DatasetWriter implements AutoCloseable {
  /** Of the heap; the other parts are the pages under way and the requests' answers. */
  private static final int SHARE_OF_BUFFERS = 6;

  private RowLayout layout;
  private RowSchema fileSchema;
  private PartitionDirectories directories;
  private final FormatProvider format;
  private final FormatOptions options;
  private final long maxFileSize;
  private final ManifestTarget manifest;
  private final JobControl control;
  private final Staging staging;
  private final AtomicLong clock = new AtomicLong();
  private final Map<String, Integer> nextPart = new HashMap<>();
  private final Checkpoints checkpoints;
  private final SizeEstimate estimate = new SizeEstimate();
  private final List<WrittenObject> written = new ArrayList<>();
  private PartitionSet partitions;
  private OpenObject single;
  private boolean singleGoesOn;
  private boolean committed;

  /**
   * Begins an export: removes what dead exports have left beside the target. No object is opened
   * before the first lane.
   *
   * @param target checked by its own check()
   * @param layout the columns of the batches, and which of them name directories
   * @param maxFileSize bytes, or null for no limit
   * @param manifest to write last, or null for none
   * @param resumeKey what must be the same in an interrupted export that is gone on with, or null
   *     when this one cannot be resumed
   */
  public DatasetWriter(
      Target target,
      RowLayout layout,
      FormatProvider format,
      FormatOptions options,
      Long maxFileSize,
      ManifestTarget manifest,
      String resumeKey,
      JobControl control)
      throws SQLException {
    this.format = format;
    this.options = options;
    this.maxFileSize = maxFileSize == null ? Long.MAX_VALUE : maxFileSize;
    this.manifest = manifest;
    this.control = control;
    if (resumeKey == null) {
      this.staging = Staging.of(target);
      staging.begin();
      this.checkpoints = null;
    } else {
      HiddenStaging hidden = new HiddenStaging(target, resumeKey);
      hidden.begin();
      this.staging = hidden;
      this.checkpoints = new Checkpoints(hidden);
    }
    lay(layout);
    restore();
  }

  private PartitionSet newPartitions() throws SQLException {
    return new PartitionSet(
        this, staging.spillDirectory(), 0, Runtime.getRuntime().maxMemory() / SHARE_OF_BUFFERS);
  }

  private void restore() throws SQLException {
    if (checkpoints == null) {
      return;
    }
    boolean restored = false;
    try {
      for (WrittenObject object : checkpoints.restore()) {
        written.add(object);
        control.addRowsBefore(object.rows());
        control.addBytes(object.size());
        PartName.number(object.path().getFileName().toString())
            .ifPresent(
                number ->
                    nextPart.merge(
                        object.partition() == null ? "" : object.partition(),
                        number + 1,
                        Math::max));
      }
      restored = true;
    } finally {
      if (!restored) {
        close();
      }
    }
  }

  /** The pieces of work that an interrupted export had done; none when this one is new. */
  public List<String> workDone() {
    return checkpoints == null ? List.of() : checkpoints.work();
  }

  /**
   * Completes all open objects and, when the export can be resumed, records that their work is
   * done. Comes when the lanes are done with it.
   *
   * @param work whose rows the lanes have taken since the last checkpoint
   */
  public void checkpoint(Collection<String> work) throws SQLException {
    if (checkpoints == null) {
      return;
    }
    finishPartitions();
    partitions.close();
    partitions = newPartitions();
    checkpoints.record(work, written);
  }

  private void lay(RowLayout next) throws SQLException {
    layout = next;
    fileSchema = next.fileSchema();
    directories = new PartitionDirectories(next);
    partitions = newPartitions();
  }

  /**
   * Goes on with rows of other columns, which the format must take. The lanes opened before have
   * been flushed and closed; those opened from now on take batches of the new columns.
   */
  public synchronized void changeTo(RowLayout next) throws SQLException {
    finishPartitions();
    lay(next);
    singleGoesOn = single != null;
  }

  /** A way in, for one thread. */
  public synchronized Lane openLane() throws SQLException {
    if (isPartitioned()) {
      return new PartitionedLane(this, partitions);
    }
    if (staging.target().dataset()) {
      return new PlainLane(this, null);
    }
    if (single == null) {
      single = open(staging.file(), null);
    }
    return new PlainLane(
        this, singleGoesOn ? single.writer().newEncoder(fileSchema) : single.writer().newEncoder());
  }

  private OpenObject open(Path path, String directory) throws SQLException {
    return OpenObject.create(
        staging, path, directory, format, fileSchema, options, control::addBytes);
  }

  /**
   * Completes all objects and moves them to the target, all or none as far as the file system can.
   *
   * @return the objects by name
   */
  public List<WrittenObject> commit() throws SQLException {
    finishPartitions();
    if (!staging.target().dataset()) {
      if (single == null) {
        openLane().close();
      }
      finished(single.finish());
      single = null;
    } else if (!isPartitioned() && written.isEmpty()) {
      finished(openPart(null).finish()); // no row at all: a file that says which columns there are
    }
    control.check();
    return place();
  }

  /**
   * Moves to the target, after a failure, what of the objects is complete: those that were
   * finished, and of those that were open the row groups that were appended to them. Rows that are
   * still buffered or wait for their partition are dropped.
   *
   * @param lane that failed, the only one
   * @return the objects by name; none when nothing was complete, and then nothing is at the target
   */
  public List<WrittenObject> commitComplete(Lane lane) throws SQLException {
    lane.salvage();
    partitions.salvage();
    if (single != null) {
      salvaged(single);
      single = null;
    }
    return written.isEmpty() ? List.of() : place();
  }

  private List<WrittenObject> place() throws SQLException {
    Comparator<WrittenObject> byPath = Comparator.comparing(object -> object.path().toString());
    written.sort(byPath);
    boolean manifestInside = manifest != null && manifest.isInside() && staging.movesDirectory();
    if (manifestInside) {
      manifest.writeStaged(staging.directory(), written);
    }
    List<WrittenObject> placed = staging.publish(written, format.extension(options));
    placed.sort(byPath);
    if (manifest != null && !manifestInside) {
      manifest.writePlaced(placed);
    }
    staging.removeReplaced();
    committed = true;
    return placed;
  }

  private void finishPartitions() throws SQLException {
    try {
      partitions.finish();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Errors.cancelled("the statement was interrupted");
    }
  }

  /** Drops whatever was not committed, except what can be gone on from. */
  @Override
  public void close() {
    partitions.close();
    if (single != null) {
      single.close();
    }
    if (!committed && checkpoints != null && checkpoints.hasAny()) {
      checkpoints.interrupt();
    } else {
      staging.delete();
    }
  }

  /** How many objects are complete so far. */
  public long objectCount() {
    synchronized (written) {
      return written.size();
    }
  }

  private boolean isPartitioned() {
    return layout.partitionColumns() > 0;
  }

  RowSchema fileSchema() {
    return fileSchema;
  }

  List<VirtualColumn> virtualColumns() {
    return layout.virtualColumns();
  }

  long tick() {
    return clock.incrementAndGet();
  }

  /** The columns of the batches. */
  RowSchema schema() {
    return layout.batchSchema();
  }

  /** Rows are set down to be written later; a negative count takes them up again. */
  void addWaiting(long rows) {
    control.addWaiting(rows);
  }

  void checkThere() throws SQLException {
    staging.checkThere();
  }

  void checkStopped() throws SQLException {
    control.check();
  }

  /** The directory of the partition that a row belongs to, such as {@code a=1/b=2}. */
  String directory(RowBatch batch, int row) throws SQLException {
    return directories.of(batch, row);
  }

  /** Opens the next part file of a partition's directory, or of the dataset for null. */
  PartFile openPart(String directory) throws SQLException {
    int number;
    synchronized (nextPart) {
      number = nextPart.merge(directory == null ? "" : directory, 1, Integer::sum) - 1;
    }
    Path parent = directory == null ? staging.directory() : staging.directory().resolve(directory);
    String name = staging.partName(number, format.extension(options));
    return new PartFile(open(parent.resolve(name), directory), estimate, maxFileSize);
  }

  void finished(WrittenObject object) {
    synchronized (written) {
      written.add(object);
    }
  }

  /** Takes an object as complete as it can be after a failure. */
  void salvaged(OpenObject object) throws SQLException {
    WrittenObject complete = object.salvage();
    if (complete != null) {
      finished(complete);
      return;
    }
    try {
      staging.discard(object.path());
    } catch (IOException e) {
      throw Errors.io("take back", object.path().toString(), e);
    }
  }
}
