package io.cassport.text;

import io.cassport.format.ObjectSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Set;

/**
 * An object as UTF-8, whatever its compression and encoding, as far as its first bytes and the
 * statement say.
 *
 * @param source the object
 * @param compression by its magic bytes
 * @param charset of what is compressed
 * @param mark the bytes of the byte order mark at the beginning of what is compressed
 */
public record TextSource(ObjectSource source, Compression compression, Charset charset, int mark) {
  private static final int HEAD = 4;

  /** Charsets of one byte for each character, of which ASCII's are ASCII's. */
  private static final Set<String> SINGLE_BYTE_PREFIXES =
      Set.of("ISO-8859-", "windows-125", "US-ASCII", "KOI8-");

  /**
   * Looks at an object's first bytes. A byte order mark decides when no encoding is asked for.
   *
   * @param asked the encoding that the statement names, or null for UTF-8 or what the mark says
   * @throws SQLException 58030 or 22018 when they cannot be read
   */
  public static TextSource of(ObjectSource source, Charset asked) throws SQLException {
    try {
      Compression compression = Compression.NONE;
      byte[] head;
      try (InputStream in = new ChannelStream(source.open(), source.size())) {
        head = in.readNBytes(HEAD);
        compression = Compression.ofMagic(head, head.length);
      }
      if (compression != Compression.NONE) {
        try (InputStream in =
            compression.decompress(new ChannelStream(source.open(), source.size()))) {
          head = in.readNBytes(HEAD);
        }
      }
      Charset marked = marked(head);
      if (asked == null) {
        Charset charset = marked == null ? StandardCharsets.UTF_8 : marked;
        return new TextSource(source, compression, charset, markLength(marked));
      }
      // Java's decoders of UTF-16 and UTF-32 without a byte order take the mark for themselves
      boolean own = asked.name().equals("UTF-16") || asked.name().equals("UTF-32");
      boolean same = marked != null && marked.equals(asked);
      if (own && marked != null) {
        return new TextSource(source, compression, marked, markLength(marked));
      }
      return new TextSource(source, compression, asked, same ? markLength(marked) : 0);
    } catch (IOException e) {
      throw Errors.unreadable(source.name(), e);
    }
  }

  private static Charset marked(byte[] head) {
    if (begins(head, 0xef, 0xbb, 0xbf)) {
      return StandardCharsets.UTF_8;
    }
    if (begins(head, 0xff, 0xfe, 0, 0)) {
      return Charset.forName("UTF-32LE");
    }
    if (begins(head, 0, 0, 0xfe, 0xff)) {
      return Charset.forName("UTF-32BE");
    }
    if (begins(head, 0xff, 0xfe)) {
      return StandardCharsets.UTF_16LE;
    }
    return begins(head, 0xfe, 0xff) ? StandardCharsets.UTF_16BE : null;
  }

  private static boolean begins(byte[] head, int... bytes) {
    if (head.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((head[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static int markLength(Charset marked) {
    if (marked == null) {
      return 0;
    }
    return marked.name().startsWith("UTF-32") ? 4 : marked.equals(StandardCharsets.UTF_8) ? 3 : 2;
  }

  /** The object's name, for messages. */
  public String name() {
    return source.name();
  }

  /** True when the bytes are UTF-8 as they lie there; they are not checked. */
  public boolean isUtf8() {
    return charset.equals(StandardCharsets.UTF_8);
  }

  /** True when reading can begin at the offset of any character that is one of ASCII. */
  public boolean isSplittable() {
    return compression == Compression.NONE && (isUtf8() || isSingleByte());
  }

  /** True when every character is one byte, and those of ASCII are its own. */
  public boolean isSingleByte() {
    return SINGLE_BYTE_PREFIXES.stream().anyMatch(charset.name()::startsWith);
  }

  /** The text from its beginning, without a byte order mark, in UTF-8. */
  public InputStream open() throws IOException {
    return open(mark);
  }

  /**
   * The text from an offset in the decompressed object on, in UTF-8. Bytes that should be UTF-8 are
   * not checked; others throw {@link BadEncodingException} when they are read.
   */
  public InputStream open(long offset) throws IOException {
    InputStream in = openRaw(offset);
    return isUtf8() ? in : new TranscodingStream(in, charset, offset);
  }

  /** The text as it lies there, decompressed, from an offset in it on. */
  public InputStream openRaw(long offset) throws IOException {
    SeekableByteChannel channel = source.open();
    boolean opened = false;
    try {
      InputStream in = new ChannelStream(channel, source.size());
      if (compression == Compression.NONE) {
        channel.position(offset);
      } else {
        in = compression.decompress(in);
        in.skipNBytes(offset);
      }
      opened = true;
      return in;
    } finally {
      if (!opened) {
        channel.close();
      }
    }
  }
}
