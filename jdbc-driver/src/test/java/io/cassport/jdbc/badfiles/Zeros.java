package io.cassport.jdbc.badfiles;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.CompressionCodec;

/** Some bytes and then one byte over and over, compressed without ever being in memory. */
final class Zeros {
  private static final int PIECE = 1 << 16;

  private Zeros() {}

  static byte[] compressed(CompressionCodec codec, byte[] head, long length) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    switch (codec) {
      case GZIP -> {
        try (OutputStream out = new GZIPOutputStream(bytes)) {
          write(out, head, length, 0);
        }
      }
      case ZSTD -> {
        try (OutputStream out = new ZstdOutputStream(bytes)) {
          write(out, head, length, 0);
        }
      }
      case SNAPPY -> snappy(bytes, head, length);
      case LZ4_RAW -> lz4(bytes, head, length);
      default -> write(bytes, head, length, 0);
    }
    return bytes.toByteArray();
  }

  /** The head, and then a byte up to the length. */
  static void write(OutputStream out, byte[] head, long length, int repeated) throws IOException {
    out.write(head);
    byte[] piece = new byte[PIECE];
    java.util.Arrays.fill(piece, (byte) repeated);
    for (long left = length - head.length; left > 0; left -= PIECE) {
      out.write(piece, 0, (int) Math.min(left, PIECE));
    }
  }

  /** The length, a literal, and copies of 64 bytes from one byte before. */
  private static void snappy(ByteArrayOutputStream bytes, byte[] head, long length) {
    bytes.writeBytes(varint(length));
    bytes.write(head.length << 2);
    bytes.writeBytes(head);
    bytes.write(0);
    for (long left = length - head.length - 1; left > 0; left -= 64) {
      bytes.write((int) (Math.min(left, 64) - 1) << 2 | 2);
      bytes.write(1);
      bytes.write(0);
    }
  }

  /** One match as long as there is none, and the five literals that a block ends with. */
  private static void lz4(ByteArrayOutputStream bytes, byte[] head, long length) {
    bytes.write(head.length + 1 << 4 | 15);
    bytes.writeBytes(head);
    bytes.write(0);
    bytes.write(1);
    bytes.write(0);
    long left = length - head.length - 1 - 5 - 4 - 15;
    for (; left >= 255; left -= 255) {
      bytes.write(255);
    }
    bytes.write((int) left);
    bytes.write(5 << 4);
    bytes.writeBytes(new byte[5]);
  }

  /** As Parquet, snappy and thrift have it. */
  static byte[] varint(long value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (long left = value; ; left >>>= 7) {
      if (left < 0x80) {
        bytes.write((int) left);
        return bytes.toByteArray();
      }
      bytes.write((int) (left & 0x7f | 0x80));
    }
  }
}
