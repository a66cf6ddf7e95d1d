package io.cassport.text;

import io.cassport.format.values.BadValueException;
import java.nio.charset.StandardCharsets;

/**
 * A CQL type without parts as text and back: what one prints the other reads to the same bytes, and
 * a value of which that is not true is not printed. Immutable and thread-safe.
 */
public abstract class ScalarForm {
  private static final int LONGEST_SHOWN = 100;

  /** What the text is in a format that distinguishes. */
  public enum Kind {
    /** Digits, also with a sign, a point and an exponent, or the name of a number that is none. */
    NUMBER,
    /** true or false. */
    TRUTH,
    /** Anything else. */
    TEXT
  }

  private final String type;
  private final Kind kind;

  /**
   * Makes it.
   *
   * @param type the type's name in CQL, for messages
   */
  protected ScalarForm(String type, Kind kind) {
    this.type = type;
    this.kind = kind;
  }

  /** The type's name in CQL. */
  public final String type() {
    return type;
  }

  /** What its texts are. */
  public final Kind kind() {
    return kind;
  }

  /**
   * Appends the text of a value, in UTF-8.
   *
   * @throws BadValueException when the bytes are no value of the type, or one whose text could not
   *     be read back to the same bytes; what has been appended then is undefined
   */
  public abstract void print(byte[] data, int offset, int length, ByteBuilder out);

  /**
   * Appends the CQL bytes of a text.
   *
   * @param text UTF-8 that is known to be valid
   * @throws BadValueException when it is no value of the type (22003, 22007, 22018); what has been
   *     appended then is undefined
   */
  public abstract void parse(byte[] text, int offset, int length, ByteBuilder out);

  /** Appends the CQL bytes of a text; the same as for its bytes. */
  public final void parse(String text, ByteBuilder out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    parse(bytes, 0, bytes.length, out);
  }

  /** The text is no value of the type: 22018. */
  protected final BadValueException noValue(byte[] text, int offset, int length) {
    return BadValueException.noLiteral("'" + shown(text, offset, length) + "' is no " + type);
  }

  /** The text is a value that the type cannot hold: 22003. */
  protected final BadValueException outOfRange(byte[] text, int offset, int length) {
    return BadValueException.range(
        "'" + shown(text, offset, length) + "' is out of the range of " + type);
  }

  /** A text for a message: not all of a very long one. */
  public static String shown(byte[] text, int offset, int length) {
    String all =
        new String(text, offset, Math.min(length, 4 * LONGEST_SHOWN), StandardCharsets.UTF_8);
    if (all.length() <= LONGEST_SHOWN && length <= 4 * LONGEST_SHOWN) {
      return all;
    }
    return all.substring(0, Math.min(all.length(), LONGEST_SHOWN)) + "…";
  }

  static boolean isSpace(byte b) {
    return b == ' ' || b >= '\t' && b <= '\r';
  }

  /** Where the text begins that has no white space around it. */
  static int stripStart(byte[] text, int offset, int end) {
    int start = offset;
    while (start < end && isSpace(text[start])) {
      start++;
    }
    return start;
  }

  /** Where it ends. */
  static int stripEnd(byte[] text, int start, int end) {
    int stripped = end;
    while (stripped > start && isSpace(text[stripped - 1])) {
      stripped--;
    }
    return stripped;
  }
}
