package io.cassport.text.csv;

import io.cassport.text.BadEncodingException;
import java.io.IOException;

/** Bytes that are no text, and the line they are in. */
final class BadTextException extends IOException {
  private static final long serialVersionUID = 1L;

  private final BadEncodingException bad;
  private final long line;

  BadTextException(BadEncodingException bad, long line) {
    super(bad.getMessage(), bad);
    this.bad = bad;
    this.line = line;
  }

  BadEncodingException bad() {
    return bad;
  }

  long line() {
    return line;
  }
}
