package io.cassport.format.values;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How values lie inside CQL's bytes of collections, tuples and user-defined types: each behind its
 * length, those of collections behind their count.
 */
public final class CqlParts {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private CqlParts() {}

  /**
   * The length before a value inside another: negative is null.
   *
   * @param end of the value that contains it
   * @throws BadValueException when the length, or the value behind it, lies beyond the end
   */
  public static int length(byte[] data, int offset, int end) {
    if (offset + 4 > end) {
      throw BadValueException.noLiteral("it ends inside a length");
    }
    int length = (int) INTS.get(data, offset);
    if (length > end - offset - 4) {
      throw BadValueException.noLiteral("it ends inside an element");
    }
    return length;
  }

  /**
   * How many elements a collection says it has.
   *
   * @throws BadValueException when it says none
   */
  public static int count(byte[] data, int offset, int length) {
    int count = length < 4 ? -1 : (int) INTS.get(data, offset);
    if (count < 0) {
      throw BadValueException.noLiteral("it is a collection without a count of its elements");
    }
    return count;
  }

  /**
   * Checks that nothing follows the last part.
   *
   * @throws BadValueException when something does
   */
  public static void requireEnd(int position, int end) {
    if (position != end) {
      throw BadValueException.noLiteral("it has " + (end - position) + " bytes after its end");
    }
  }
}
