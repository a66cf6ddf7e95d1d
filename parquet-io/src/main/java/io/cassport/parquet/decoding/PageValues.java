package io.cassport.parquet.decoding;

import io.cassport.format.values.BadValueException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.parquet.io.ParquetDecodingException;

/** The values of one page, in order, as CQL bytes. */
interface PageValues {
  /** Little-endian, as PLAIN has numbers. */
  VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Little-endian, as PLAIN has numbers. */
  VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Adds the next values, at least one and at most so many; they must be there. */
  void read(Slices target, int count);

  /** What is wrong with a page whose values end before its levels do. */
  static ParquetDecodingException tooFew() {
    return new ParquetDecodingException("a page has fewer values than its levels say");
  }

  /** PLAIN byte arrays of any length, which CQL has as they are. */
  final class ByteArrays implements PageValues {
    private final byte[] data;
    private final int end;
    private final Conversion.Check check;
    private int position;

    ByteArrays(PageBytes page, Conversion.Check check) {
      this.data = page.array();
      this.position = page.offset();
      this.end = page.end();
      this.check = check;
    }

    @Override
    public void read(Slices target, int count) {
      target.pointTo(data);
      for (int i = 0; i < count; i++) {
        int length = length(data, position, end);
        int start = position + Integer.BYTES;
        try {
          check.check(data, start, length);
          target.add(start, length);
        } catch (BadValueException e) {
          target.addBad(e);
        }
        position = start + length;
      }
    }

    /** The length before a byte array. */
    static int length(byte[] data, int at, int end) {
      if (end - at < Integer.BYTES) {
        throw tooFew();
      }
      int length = (int) INTS.get(data, at);
      if (length < 0 || length > end - at - Integer.BYTES) {
        throw new ParquetDecodingException("a value claims " + length + " bytes, beyond its page");
      }
      return length;
    }
  }

  /** PLAIN byte arrays of one length, which CQL has as they are. */
  final class FixedByteArrays implements PageValues {
    private final byte[] data;
    private final int end;
    private final int width;
    private final Conversion.Check check;
    private int position;

    FixedByteArrays(PageBytes page, int width, Conversion.Check check) {
      this.data = page.array();
      this.position = page.offset();
      this.end = page.end();
      this.width = width;
      this.check = check;
    }

    @Override
    public void read(Slices target, int count) {
      int start = position;
      position = advance(start, end, width, count);
      target.pointTo(data);
      if (check == Conversion.Check.NONE) {
        target.addAdjacent(start, width, count);
        return;
      }
      for (int i = 0; i < count; i++) {
        int at = start + i * width;
        try {
          check.check(data, at, width);
          target.add(at, width);
        } catch (BadValueException e) {
          target.addBad(e);
        }
      }
    }

    /** Where so many values of one width end. */
    static int advance(int start, int end, int width, int count) {
      long next = start + (long) width * count;
      if (next > end) {
        throw tooFew();
      }
      return (int) next;
    }
  }

  /** PLAIN numbers, whose bytes CQL has in the other order. */
  final class ReversedNumbers implements PageValues {
    private final byte[] data;
    private final int end;
    private final int width;
    private final int flipped;
    private int position;

    ReversedNumbers(PageBytes page, Conversion.Reversed conversion) {
      this.data = page.array();
      this.position = page.offset();
      this.end = page.end();
      this.width = conversion.width();
      this.flipped = conversion.flipped();
    }

    @Override
    public void read(Slices target, int count) {
      int from = position;
      position = FixedByteArrays.advance(from, end, width, count);
      int start = target.own().reserve(width * count);
      byte[] reversed = target.own().data();
      if (width == Integer.BYTES) {
        for (int i = 0; i < count; i++) {
          int value = (int) INTS.get(data, from + i * Integer.BYTES);
          CqlBytes.INTS.set(reversed, start + i * Integer.BYTES, value ^ flipped);
        }
      } else {
        for (int i = 0; i < count; i++) {
          long value = (long) LONGS.get(data, from + i * Long.BYTES);
          CqlBytes.LONGS.set(reversed, start + i * Long.BYTES, value);
        }
      }
      target.pointTo(reversed);
      target.addAdjacent(start, width, count);
    }
  }

  /** Indexes into values that are converted already. */
  final class Entries implements PageValues {
    private final LevelSource indexes;
    private final Slices dictionary;
    private final int[] read = new int[LevelWindow.SIZE];

    Entries(LevelSource indexes, Slices dictionary) {
      this.indexes = indexes;
      this.dictionary = dictionary;
    }

    @Override
    public void read(Slices target, int count) {
      indexes.read(read, count);
      Dictionary.check(read, count, dictionary.count());
      target.addEntries(dictionary, read, count);
    }
  }

  /** Values that are converted one by one. */
  final class Converted implements PageValues {
    /** Bytes at which a window ends, since conversions can make many of few. */
    private static final int ENOUGH = 1 << 16;

    private final ValueSequence source;
    private final Conversion conversion;

    Converted(ValueSequence source, Conversion conversion) {
      this.source = source;
      this.conversion = conversion;
    }

    @Override
    public void read(Slices target, int count) {
      CqlBytes out = target.own();
      int first = out.length();
      for (int i = 0; i < count && out.length() - first < ENOUGH; i++) {
        source.next();
        int start = out.length();
        try {
          conversion.convert(source, out);
          target.add(start, out.length() - start);
        } catch (BadValueException e) {
          out.truncate(start);
          target.addBad(e);
        }
      }
      target.pointTo(out.data());
    }
  }
}
