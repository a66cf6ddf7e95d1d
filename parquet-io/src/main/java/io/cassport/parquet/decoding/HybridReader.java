package io.cassport.parquet.decoding;

import java.util.Arrays;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Parquet's hybrid of run lengths and bit packing. A run that claims more values than its bytes
 * hold ends with the bytes.
 */
final class HybridReader implements LevelSource {
  private static final int LONGEST_VARINT = 5;

  private final byte[] data;
  private final int end;
  private final int width;
  private int position;

  /** Values of the current run that were not read. */
  private int left;

  private boolean isPacked;

  /** The value of a run that is not packed. */
  private int value;

  /** Where a packed run's next value begins, in bits behind {@link #packedAt}. */
  private long bit;

  private int packedAt;

  /**
   * Makes it.
   *
   * @param width bits of each value, 0 to 32
   */
  HybridReader(byte[] data, int from, int end, int width) {
    if (width < 0 || width > Integer.SIZE) {
      throw new ParquetDecodingException("values of " + width + " bits are none of Parquet's");
    }
    this.data = data;
    this.position = from;
    this.end = end;
    this.width = width;
  }

  /** Values that are only packed, without the lengths of runs. */
  static HybridReader packed(byte[] data, int from, int end, int width) {
    HybridReader reader = new HybridReader(data, from, end, width);
    reader.beginPacked(Integer.MAX_VALUE);
    return reader;
  }

  @Override
  public boolean takeAlike(int count) {
    if (left == 0) {
      nextRun();
    }
    if (isPacked || left < count) {
      return false;
    }
    left -= count;
    return true;
  }

  @Override
  public int alike() {
    return value;
  }

  @Override
  public void read(int[] target, int count) {
    int done = 0;
    while (done < count) {
      if (left == 0) {
        nextRun();
      }
      int now = Math.min(left, count - done);
      if (isPacked) {
        unpack(target, done, now);
      } else {
        Arrays.fill(target, done, done + now, value);
      }
      left -= now;
      done += now;
    }
  }

  private void nextRun() {
    while (left == 0) {
      int header = varint();
      int count = header >>> 1;
      if ((header & 1) == 1) {
        beginPacked((long) count * Byte.SIZE);
      } else {
        isPacked = false;
        left = count;
        value = 0;
        for (int shift = 0; shift < width; shift += Byte.SIZE) {
          value |= next() << shift;
        }
      }
    }
  }

  private void beginPacked(long values) {
    isPacked = true;
    long bits = (end - position) * (long) Byte.SIZE;
    left = (int) Math.min(Integer.MAX_VALUE, width == 0 ? values : Math.min(values, bits / width));
    packedAt = position;
    bit = 0;
    position += (int) Math.min(end - position, (values * width + Byte.SIZE - 1) / Byte.SIZE);
  }

  private int next() {
    if (position >= end) {
      throw new ParquetDecodingException("a page has fewer levels or values than it claims");
    }
    return data[position++] & 0xff;
  }

  private int varint() {
    int result = 0;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      int each = next();
      result |= (each & 0x7f) << 7 * i;
      if (each < 0x80) {
        return result;
      }
    }
    throw new ParquetDecodingException("the length of a run is no number of 32 bits");
  }

  private void unpack(int[] target, int from, int count) {
    long mask = (1L << width) - 1;
    long at = bit;
    // while eight bytes can be read, whatever follows the values
    long safe = (data.length - packedAt - Long.BYTES) * (long) Byte.SIZE;
    int i = from;
    int to = from + count;
    for (; i < to && at <= safe; i++, at += width) {
      long word = (long) PageValues.LONGS.get(data, packedAt + (int) (at >>> 3));
      target[i] = (int) (word >>> (at & 7) & mask);
    }
    for (; i < to; i++, at += width) {
      target[i] = (int) (lastWord(packedAt + (int) (at >>> 3)) >>> (at & 7) & mask);
    }
    bit = at;
  }

  private long lastWord(int from) {
    long word = 0;
    for (int i = Math.min(data.length, from + Long.BYTES) - 1; i >= from; i--) {
      word = word << Byte.SIZE | data[i] & 0xff;
    }
    return word;
  }
}
