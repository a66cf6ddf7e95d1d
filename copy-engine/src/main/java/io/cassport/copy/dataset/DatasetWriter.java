package io.cassport.copy.dataset;

import io.cassport.copy.job.JobControl;
import io.cassport.format.FormatOptions;
import io.cassport.format.FormatProvider;
import io.cassport.format.RowBatch;
import io.cassport.format.RowEncoder;
import io.cassport.format.RowSchema;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The objects of one export: opened under temporary names, filled by lanes, and moved to the target
 * by {@link #commit()}. Thread-safe but for commit and close, which come when the lanes are done.
 */
public final class DatasetWriter implements AutoCloseable {
  /** Part files open at once; each holds a file handle and a row group's buffers. */
  private static final int MAX_OPEN_PARTITIONS = 256;

  private final RowSchema schema;
  private final RowSchema fileSchema;
  private final FormatProvider format;
  private final FormatOptions options;
  private final long maxFileSize;
  private final JobControl control;
  private final Staging staging;
  private final long maxBufferedBytes = Runtime.getRuntime().maxMemory() / 6;
  private final AtomicLong clock = new AtomicLong();
  private final Map<String, Integer> nextPart = new HashMap<>();
  private final Map<String, PartitionWriter> partitions = new ConcurrentHashMap<>();
  private final List<WrittenObject> written = new ArrayList<>();
  private OpenObject single;

  /**
   * Begins an export; nothing is opened before the first lane.
   *
   * @param target checked by its own check()
   * @param schema the columns of the batches: those of the files, then the partition columns
   * @param partitionColumns how many of the last columns are partition columns
   * @param maxFileSize bytes, or null for no limit
   */
  public DatasetWriter(
      Target target,
      RowSchema schema,
      int partitionColumns,
      FormatProvider format,
      FormatOptions options,
      Long maxFileSize,
      JobControl control) {
    this.schema = schema;
    this.fileSchema =
        partitionColumns == 0
            ? schema
            : new RowSchema(schema.columns().subList(0, schema.size() - partitionColumns));
    this.format = format;
    this.options = options;
    this.maxFileSize = maxFileSize == null ? Long.MAX_VALUE : maxFileSize;
    this.control = control;
    this.staging = new Staging(target);
  }

  /** A way in, for one thread. */
  public synchronized Lane openLane() throws SQLException {
    if (isPartitioned()) {
      return new PartitionedLane(this);
    }
    if (staging.target().dataset()) {
      return new PlainLane(this, null);
    }
    if (single == null) {
      single = OpenObject.create(staging.file(), null, format, schema, options);
    }
    return new PlainLane(this, single);
  }

  /**
   * Completes all objects and moves them to the target, all or none as far as the file system can.
   *
   * @return the objects by name
   */
  public List<WrittenObject> commit() throws SQLException {
    for (PartitionWriter partition : partitions.values()) {
      partition.finishPart();
    }
    if (!staging.target().dataset()) {
      openLane().close();
      finished(single);
      single = null;
    } else if (!isPartitioned() && written.isEmpty()) {
      finished(openPart(null)); // no row at all: a file that says which columns there are
    }
    control.check();
    List<WrittenObject> placed = staging.publish(written, format.extensions().get(0));
    placed.sort(Comparator.comparing(object -> object.path().toString()));
    return placed;
  }

  /** Drops whatever was not committed. */
  @Override
  public void close() {
    partitions.values().forEach(PartitionWriter::abandon);
    if (single != null) {
      single.close();
    }
    staging.delete();
  }

  /** How many objects are complete so far. */
  public long objectCount() {
    synchronized (written) {
      return written.size();
    }
  }

  private boolean isPartitioned() {
    return fileSchema.size() < schema.size();
  }

  RowSchema fileSchema() {
    return fileSchema;
  }

  long tick() {
    return clock.incrementAndGet();
  }

  boolean isFull(OpenObject object, RowEncoder encoder) {
    return object.writer().bytesWritten() + encoder.bufferedBytes() >= maxFileSize;
  }

  /** The writer of the partition that a row belongs to. */
  PartitionWriter partition(RowBatch batch, int row) {
    StringBuilder directory = new StringBuilder();
    for (int column = fileSchema.size(); column < schema.size(); column++) {
      String text = PartitionValues.toText(schema.column(column).type(), batch.buffer(column, row));
      directory
          .append(directory.isEmpty() ? "" : "/")
          .append(HivePath.encode(schema.column(column).name()))
          .append('=')
          .append(text == null || text.isEmpty() ? HivePath.NULL_VALUE : HivePath.encode(text));
    }
    return partitions.computeIfAbsent(
        directory.toString(), name -> new PartitionWriter(this, name));
  }

  /** Opens the next part file of a partition's directory, or of the dataset for null. */
  OpenObject openPart(String directory) throws SQLException {
    int number;
    synchronized (nextPart) {
      number = nextPart.merge(directory == null ? "" : directory, 1, Integer::sum) - 1;
    }
    Path parent = directory == null ? staging.directory() : staging.directory().resolve(directory);
    String name = PartName.of(number, format.extensions().get(0));
    return OpenObject.create(parent.resolve(name), directory, format, fileSchema, options);
  }

  void finished(OpenObject object) throws SQLException {
    WrittenObject done = object.finish();
    synchronized (written) {
      written.add(done);
    }
    control.addBytes(done.size());
  }

  /** Closes the files of partitions that were not used for longest, while there are too many. */
  void keepWithinBounds() throws SQLException {
    List<PartitionWriter> open = new ArrayList<>();
    long buffered = 0;
    for (PartitionWriter partition : partitions.values()) {
      if (partition.isOpen()) {
        open.add(partition);
        buffered += partition.bufferedBytes();
      }
    }
    if (open.size() <= MAX_OPEN_PARTITIONS && buffered <= maxBufferedBytes) {
      return;
    }
    record Candidate(PartitionWriter partition, long lastUsed) {}
    List<Candidate> oldestFirst =
        open.stream()
            .map(partition -> new Candidate(partition, partition.lastUsed()))
            .sorted(Comparator.comparingLong(Candidate::lastUsed))
            .toList();
    int count = open.size();
    for (Candidate candidate : oldestFirst) {
      if (count <= MAX_OPEN_PARTITIONS / 2 && buffered <= maxBufferedBytes / 2) {
        return;
      }
      buffered -= candidate.partition().bufferedBytes();
      count--;
      candidate.partition().finishPart();
    }
  }
}
