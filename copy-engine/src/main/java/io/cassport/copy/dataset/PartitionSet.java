package io.cassport.copy.dataset;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The partitions that are written at the same time. There is room for so many; rows of others are
 * set down and written when these are done, so that neither memory nor open files grow with the
 * number of partitions. Thread-safe.
 */
final class PartitionSet implements AutoCloseable {
  /** Part files open at once; each holds a file handle and a row group's buffers. */
  private static final int MAX_PARTITIONS = 256;

  private final DatasetWriter dataset;
  private final Path spillDirectory;
  private final int level;
  private final long maxBufferedBytes;
  private final Map<String, PartitionWriter> writers = new HashMap<>();
  private Spill spill;

  /**
   * Makes an empty set.
   *
   * @param spillDirectory for what does not fit; not made before it is needed
   * @param level how often its rows have been set down already, 0 for never
   */
  PartitionSet(DatasetWriter dataset, Path spillDirectory, int level, long maxBufferedBytes) {
    this.dataset = dataset;
    this.spillDirectory = spillDirectory;
    this.level = level;
    this.maxBufferedBytes = maxBufferedBytes;
  }

  /** Where rows of a partition go: to its writer, or into a file of the spill. */
  synchronized Destination destination(String directory) {
    PartitionWriter writer = writers.get(directory);
    if (writer == null && writers.size() < MAX_PARTITIONS) {
      writer = new PartitionWriter(dataset, directory);
      writers.put(directory, writer);
    }
    if (writer != null) {
      return new Destination(writer, null, -1);
    }
    if (spill == null) {
      spill = new Spill(spillDirectory, dataset.schema());
    }
    return new Destination(null, spill, bucket(directory));
  }

  /** Another division at each level, or what fell together would fall together again. */
  private int bucket(String directory) {
    int hash = directory.hashCode() * 0x9E3779B1 + level * 0x85EBCA6B;
    hash ^= hash >>> 15;
    hash *= 0x2C1B3C6D;
    hash ^= hash >>> 12;
    return Math.floorMod(hash, Spill.FILES);
  }

  /** Closes the part files that were not used for longest, while too much is buffered. */
  void keepWithinBounds() throws SQLException {
    record Candidate(PartitionWriter partition, long lastUsed) {}
    List<Candidate> oldestFirst = new ArrayList<>();
    long buffered = 0;
    synchronized (this) {
      for (PartitionWriter writer : writers.values()) {
        buffered += writer.bufferedBytes();
        oldestFirst.add(new Candidate(writer, writer.lastUsed()));
      }
    }
    if (buffered <= maxBufferedBytes) {
      return;
    }
    oldestFirst.sort(Comparator.comparingLong(Candidate::lastUsed));
    for (Candidate candidate : oldestFirst) {
      if (buffered <= maxBufferedBytes / 2) {
        return;
      }
      buffered -= candidate.partition().bufferedBytes();
      candidate.partition().finishPart();
    }
  }

  /** Completes all part files, then writes what was set down; comes when the lanes are done. */
  void finish() throws SQLException, InterruptedException {
    for (PartitionWriter writer : writers.values()) {
      writer.finishPart();
    }
    writers.clear();
    if (spill == null) {
      return;
    }
    for (int file = 0; file < Spill.FILES; file++) {
      if (spill.has(file)) {
        finishSpilled(file);
      }
    }
  }

  /** Completes the part files, after a failure, with the row groups they have. */
  void salvage() throws SQLException {
    for (PartitionWriter writer : writers.values()) {
      writer.salvage();
    }
    writers.clear();
  }

  private void finishSpilled(int file) throws SQLException, InterruptedException {
    Path below = spillDirectory.resolve("level-" + file);
    try (PartitionSet next = new PartitionSet(dataset, below, level + 1, maxBufferedBytes);
        Lane lane = new PartitionedLane(dataset, next)) {
      spill.read(
          file,
          batch -> {
            dataset.checkStopped();
            dataset.addWaiting(-batch.rowCount());
            lane.write(batch);
          });
      next.finish();
    }
  }

  @Override
  public void close() {
    writers.values().forEach(PartitionWriter::abandon);
    if (spill != null) {
      spill.close();
    }
  }

  /**
   * Where the rows of one partition go.
   *
   * @param writer its writer, or null when it has none yet
   * @param spill where they wait then
   * @param file of the spill
   */
  record Destination(PartitionWriter writer, Spill spill, int file) {}
}
