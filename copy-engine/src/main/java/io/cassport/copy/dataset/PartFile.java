package io.cassport.copy.dataset;

import io.cassport.format.RowBatch;
import io.cassport.format.RowEncoder;
import java.sql.SQLException;

/**
 * An open part file that one writer at a time fills up to the size that was asked for.
 *
 * <p>How large buffered rows will be is only known once they are encoded. So when the estimate says
 * that the file is full its row group is appended; the estimate learns from that, and when the file
 * has room left it goes on with another row group.
 */
final class PartFile implements AutoCloseable {
  /** Of the size that was asked for: what is aimed at, and what is near enough to end a file. */
  private static final double AIM = 0.97;

  private static final double NEAR_ENOUGH = 0.92;

  /** Of the size that was asked for, so that a batch of rows does not go far beyond it. */
  private static final double STEP = 0.02;

  private final OpenObject object;
  private final RowEncoder encoder;
  private final SizeEstimate estimate;
  private final long maxSize;
  private boolean full;

  /** Takes an open object. */
  PartFile(OpenObject object, SizeEstimate estimate, long maxSize) throws SQLException {
    this.object = object;
    this.encoder = object.writer().newEncoder();
    this.estimate = estimate;
    this.maxSize = maxSize;
  }

  /**
   * Writes rows until it is full.
   *
   * @return how many of them were written; less than count only when the file is full now
   */
  int write(RowBatch batch, int[] rows, int from, int count) throws SQLException {
    if (maxSize == Long.MAX_VALUE) {
      encoder.write(batch, rows, from, count);
      return count;
    }
    int rowBytes = Math.max(1, batch.dataLength() / Math.max(1, batch.rowCount()));
    int step = (int) Math.max(1, Math.min(count, (long) (maxSize * STEP) / rowBytes));
    int written = 0;
    while (written < count && !full) {
      int rowsNow = Math.min(step, count - written);
      encoder.write(batch, rows, from + written, rowsNow);
      written += rowsNow;
      if (size() >= maxSize * AIM) {
        appendRowGroup();
      }
    }
    return written;
  }

  private void appendRowGroup() throws SQLException {
    long before = object.writer().bytesWritten();
    long finished = encoder.finishedBytes();
    long unfinished = encoder.bufferedBytes() - finished;
    encoder.flush();
    estimate.learn(unfinished, object.writer().bytesWritten() - before - finished);
    full = object.writer().bytesWritten() >= maxSize * NEAR_ENOUGH;
  }

  /** True when more rows have to go into another file. */
  boolean isFull() {
    return full;
  }

  private double size() {
    long finished = encoder.finishedBytes();
    return object.writer().bytesWritten()
        + finished
        + estimate.of(encoder.bufferedBytes() - finished);
  }

  long bufferedBytes() {
    return encoder.bufferedBytes();
  }

  /** Appends what is buffered and completes the file. */
  WrittenObject finish() throws SQLException {
    encoder.flush();
    encoder.close();
    return object.finish();
  }

  /** The object, with the row groups it has, to be completed after a failure. */
  OpenObject withoutBuffered() {
    encoder.close();
    return object;
  }

  /** Drops it unless it is finished. */
  @Override
  public void close() {
    encoder.close();
    object.close();
  }
}
