package io.cassport.parquet;

import org.apache.parquet.io.ParquetDecodingException;

/**
 * The memory that the pages of one row group may take. Damaged sizes, and sound ones of a few bytes
 * that decompress to gigabytes, are refused before there is an OutOfMemoryError, which many
 * applications end for. Used by one thread at a time.
 */
final class PageMemory {
  private static final long HEAP = Runtime.getRuntime().maxMemory();

  /** The rest is for the rows that come of the pages, the session and the application. */
  private static final int SHARE_OF_HEAP = 2;

  /** Between these, a share of the heap is the most that a row may have; no server takes more. */
  private static final long LEAST_ROW = 32L << 20;

  private static final long MOST_ROW = 256L << 20;
  private static final int ROW_SHARE_OF_HEAP = 16;

  /** What a part of a collection takes while rejected rows are copied, at the most. */
  private static final int BYTES_OF_A_PART = 1 << 10;

  private static final long MOST_PARTS = HEAP / BYTES_OF_A_PART;

  private final long limit;
  private long held;

  PageMemory() {
    this(HEAP / SHARE_OF_HEAP);
  }

  PageMemory(long limit) {
    this.limit = limit;
  }

  /** Asks for bytes that are about to be held. */
  void claim(long bytes) {
    if (bytes < 0 || bytes > limit - held) {
      throw new TooMuchMemoryException((bytes >> 20) + " MB besides " + (held >> 20) + " MB");
    }
    held += bytes;
  }

  /** The bytes are held no longer. */
  void release(long bytes) {
    held -= bytes;
  }

  long held() {
    return held;
  }

  /** The most bytes that a row may have. */
  static long mostOfARow() {
    return Math.max(LEAST_ROW, Math.min(MOST_ROW, HEAP / ROW_SHARE_OF_HEAP));
  }

  /** Refuses a row of too many bytes. */
  static void checkRow(long bytes) {
    if (bytes > mostOfARow()) {
      throw new TooMuchMemoryException("a row of " + (bytes >> 20) + " MB and more");
    }
  }

  /** Refuses a row whose collections have too many parts. */
  static void checkParts(long parts) {
    if (parts > MOST_PARTS) {
      throw new TooMuchMemoryException("a row of more than " + MOST_PARTS + " parts");
    }
  }

  /** A part of a file that asks for more memory than it may have; the message says how much. */
  static final class TooMuchMemoryException extends ParquetDecodingException {
    private static final long serialVersionUID = 1L;

    TooMuchMemoryException(String message) {
      super(message);
    }
  }
}
