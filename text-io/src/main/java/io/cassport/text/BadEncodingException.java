package io.cassport.text;

import java.io.IOException;

/** Bytes that are no text in the encoding they are read in. */
public final class BadEncodingException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long offset;
  private final String encoding;

  /**
   * Makes it.
   *
   * @param offset of the first bad byte, from 0 at the beginning of the decompressed object
   */
  public BadEncodingException(long offset, String encoding) {
    super("byte " + offset + " is no " + encoding);
    this.offset = offset;
    this.encoding = encoding;
  }

  /** Where the first bad byte is, from 0. */
  public long offset() {
    return offset;
  }

  /** The encoding's name. */
  public String encoding() {
    return encoding;
  }
}
