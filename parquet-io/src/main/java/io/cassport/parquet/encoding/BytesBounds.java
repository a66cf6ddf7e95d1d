package io.cassport.parquet.encoding;

import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/** The least and the greatest of some values, byte by byte without signs. */
final class BytesBounds {
  private byte[] least = new byte[64];
  private byte[] greatest = new byte[64];
  private int leastLength;
  private int greatestLength;
  private boolean any;

  void add(byte[] data, int offset, int length) {
    int end = offset + length;
    if (!any || Arrays.compareUnsigned(data, offset, end, least, 0, leastLength) < 0) {
      least = copy(data, offset, length, least);
      leastLength = length;
    }
    if (!any || Arrays.compareUnsigned(data, offset, end, greatest, 0, greatestLength) > 0) {
      greatest = copy(data, offset, length, greatest);
      greatestLength = length;
    }
    any = true;
  }

  private static byte[] copy(byte[] data, int offset, int length, byte[] into) {
    byte[] target = length > into.length ? new byte[Math.max(length, into.length * 2)] : into;
    System.arraycopy(data, offset, target, 0, length);
    return target;
  }

  void describe(Statistics<?> statistics) {
    if (any) {
      statistics.updateStats(Binary.fromConstantByteArray(Arrays.copyOf(least, leastLength)));
      statistics.updateStats(Binary.fromConstantByteArray(Arrays.copyOf(greatest, greatestLength)));
    }
  }

  void clear() {
    any = false;
  }
}
