package io.cassport.text.csv;

import io.cassport.text.BadEncodingException;
import io.cassport.text.ByteBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/** Checks bytes that are read as they lie there, piece by piece. */
abstract class EncodingCheck {
  private final String encoding;
  private long offset;

  private EncodingCheck(String encoding, long offset) {
    this.encoding = encoding;
    this.offset = offset;
  }

  /**
   * The check of an encoding.
   *
   * @param charset UTF-8, or one of one byte for each character
   * @param offset of the first byte, for messages
   */
  static EncodingCheck of(Charset charset, long offset) {
    return charset.name().equals("UTF-8") ? new Utf8(offset) : new SingleBytes(charset, offset);
  }

  /** Checks the next bytes. */
  final void next(byte[] data, int from, int count) throws BadEncodingException {
    int at = from;
    int end = from + count;
    while (at < end) {
      while (isWhole() && end - at >= 8 && isAscii(data, at)) {
        at += 8;
      }
      int stop = Math.min(end, at + 8);
      for (; at < stop; at++) {
        if (!accepts(data[at])) {
          throw new BadEncodingException(badAt(offset + at - from), encoding);
        }
      }
    }
    offset += count;
  }

  /** Checks that nothing is missing at the end. */
  final void end() throws BadEncodingException {
    if (!isWhole()) {
      throw new BadEncodingException(badAt(offset), encoding);
    }
  }

  private static boolean isAscii(byte[] data, int at) {
    return (ByteBuilder.longAt(data, at) & 0x8080808080808080L) == 0;
  }

  /** Takes the next byte; false when no text goes on with it. */
  abstract boolean accepts(byte b);

  /** True when a character is not in the middle. */
  abstract boolean isWhole();

  /** Where the character began that went wrong at an offset. */
  abstract long badAt(long current);

  /** As RFC 3629 has it: no longer forms than needed, no surrogates, nothing beyond U+10FFFF. */
  private static final class Utf8 extends EncodingCheck {
    private int left;
    private int taken;
    private int least = 0x80;
    private int most = 0xbf;

    Utf8(long offset) {
      super("UTF-8", offset);
    }

    @Override
    boolean accepts(byte signed) {
      int b = signed & 0xff;
      if (left == 0) {
        return b < 0x80 || begins(b);
      }
      if (b < least || b > most) {
        return false;
      }
      least = 0x80;
      most = 0xbf;
      left--;
      taken++;
      return true;
    }

    private boolean begins(int b) {
      if (b < 0xc2 || b > 0xf4) {
        return false;
      }
      left = b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
      taken = 1;
      least = b == 0xe0 ? 0xa0 : b == 0xf0 ? 0x90 : 0x80;
      most = b == 0xed ? 0x9f : b == 0xf4 ? 0x8f : 0xbf;
      return true;
    }

    @Override
    boolean isWhole() {
      return left == 0;
    }

    @Override
    long badAt(long current) {
      return left == 0 ? current : current - taken;
    }
  }

  /** Encodings of one byte for each character, of which some have gaps. */
  private static final class SingleBytes extends EncodingCheck {
    private final boolean[] known = new boolean[256];

    SingleBytes(Charset charset, long offset) {
      super(charset.name(), offset);
      for (int b = 0; b < 256; b++) {
        known[b] = isKnown(charset, (byte) b);
      }
    }

    private static boolean isKnown(Charset charset, byte b) {
      try {
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(new byte[] {b}));
        return true;
      } catch (CharacterCodingException e) {
        return false;
      }
    }

    @Override
    boolean accepts(byte b) {
      return known[b & 0xff];
    }

    @Override
    boolean isWhole() {
      return true;
    }

    @Override
    long badAt(long current) {
      return current;
    }
  }
}
