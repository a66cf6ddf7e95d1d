package io.cassport.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text in any encoding as UTF-8; a byte that is none of the encoding is an error. */
final class TranscodingStream extends InputStream {
  private static final int BUFFER = 32 << 10;

  private final InputStream in;
  private final String encoding;
  private final CharsetDecoder decoder;
  private final CharsetEncoder utf8 =
      StandardCharsets.UTF_8
          .newEncoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer raw = ByteBuffer.allocate(BUFFER).flip();
  private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
  private final ByteBuffer out = ByteBuffer.allocate(3 * BUFFER + 16).flip();
  private long rawBefore;
  private boolean inEnded;
  private boolean ended;

  /**
   * Makes it.
   *
   * @param offset of the stream's first byte in the object, for messages
   */
  TranscodingStream(InputStream in, Charset charset, long offset) {
    this.in = in;
    this.encoding = charset.name();
    this.rawBefore = offset;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!out.hasRemaining()) {
      if (ended) {
        return -1;
      }
      fill();
    }
    int count = Math.min(length, out.remaining());
    out.get(into, offset, count);
    return count;
  }

  private void fill() throws IOException {
    if (!inEnded) {
      rawBefore += raw.position();
      raw.compact();
      int read = in.read(raw.array(), raw.position(), raw.remaining());
      if (read < 0) {
        inEnded = true;
      } else {
        raw.position(raw.position() + read);
      }
      raw.flip();
    }
    chars.compact();
    CoderResult decoded = decoder.decode(raw, chars, inEnded);
    boolean malformed = decoded.isError();
    boolean whole = inEnded && !malformed && decoded.isUnderflow();
    if (whole) {
      decoder.flush(chars);
    }
    chars.flip();
    out.clear();
    CoderResult encoded = utf8.encode(chars, out, whole);
    out.flip();
    if (encoded.isError()) {
      // half of a surrogate pair: where it is, is known to within the buffer
      throw new BadEncodingException(rawBefore + raw.position(), encoding);
    }
    if (malformed && !out.hasRemaining()) {
      throw new BadEncodingException(rawBefore + raw.position(), encoding);
    }
    ended = whole && !chars.hasRemaining();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
