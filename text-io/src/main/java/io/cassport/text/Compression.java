package io.cassport.text;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Whole files compressed. Both codecs let compressed parts follow each other, so that parts can be
 * compressed side by side: gzip's members (RFC 1952, section 2.2), and zstd's frames (RFC 8878,
 * section 3).
 */
public enum Compression {
  /** As it is. */
  NONE(null, null),
  /** RFC 1952. */
  GZIP("gz", "gzip"),
  /** RFC 8878. */
  ZSTD("zst", "zstd");

  private static final int BUFFER = 64 << 10;

  private final String ending;
  private final String otherEnding;

  Compression(String ending, String otherEnding) {
    this.ending = ending;
    this.otherEnding = otherEnding;
  }

  /** The ending of file names, with its dot; empty for none. */
  public String ending() {
    return ending == null ? "" : "." + ending;
  }

  /** Every ending a file name may have, without dots. */
  public List<String> endings() {
    return ending == null ? List.of() : List.of(ending, otherEnding);
  }

  /** What a file name says by its ending; NONE also when it says nothing. */
  public static Compression ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Compression compression : values()) {
      if (compression.endings().stream().anyMatch(ending -> lower.endsWith("." + ending))) {
        return compression;
      }
    }
    return NONE;
  }

  /** What an object's first bytes say. */
  public static Compression ofMagic(byte[] bytes, int length) {
    if (length >= 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
      return GZIP;
    }
    if (length >= 4
        && bytes[0] == 0x28
        && bytes[1] == (byte) 0xb5
        && bytes[2] == 0x2f
        && bytes[3] == (byte) 0xfd) {
      return ZSTD;
    }
    return NONE;
  }

  /** True when a level is one of the codec's own scale. */
  public boolean hasLevel(long level) {
    return switch (this) {
      case NONE -> false;
      case GZIP -> level >= 1 && level <= 9;
      case ZSTD -> level >= Zstd.minCompressionLevel() && level <= Zstd.maxCompressionLevel();
    };
  }

  /**
   * Bytes as a part that decompresses by itself.
   *
   * @param level on the codec's scale, or null for its default
   */
  public byte[] compress(byte[] data, int length, Long level) {
    return switch (this) {
      case NONE -> Arrays.copyOf(data, length);
      case GZIP -> gzip(data, length, level);
      case ZSTD -> zstd(data, length, level);
    };
  }

  private static byte[] gzip(byte[] data, int length, Long level) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(length / 3 + 64);
    try (GZIPOutputStream out = new Level(bytes, level)) {
      out.write(data, 0, length);
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /** With a checksum, as the zstd program does: damage would otherwise be read as other rows. */
  private static byte[] zstd(byte[] data, int length, Long level) {
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      context.setChecksum(true);
      context.setLevel(level == null ? Zstd.defaultCompressionLevel() : level.intValue());
      byte[] out = new byte[(int) Zstd.compressBound(length)];
      int size = context.compressByteArray(out, 0, out.length, data, 0, length);
      return Arrays.copyOf(out, size);
    }
  }

  /** The bytes that a compressed stream holds, all of its parts. */
  public InputStream decompress(InputStream in) throws IOException {
    return switch (this) {
      case NONE -> in;
      case GZIP -> new GzipMembers(new BufferedInputStream(in, BUFFER), BUFFER);
      case ZSTD -> new ZstdInputStream(new BufferedInputStream(in, BUFFER));
    };
  }

  /** GZIP with a level, which Java's stream has no parameter for. */
  private static final class Level extends GZIPOutputStream {
    Level(ByteArrayOutputStream out, Long level) throws IOException {
      super(out, BUFFER);
      def.setLevel(level == null ? Deflater.DEFAULT_COMPRESSION : level.intValue());
    }
  }
}
