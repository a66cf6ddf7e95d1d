package io.cassport.parquet;

import java.io.IOException;

/** Pages are compressed by a codec that is not there; the message says what to do. */
final class MissingCodecException extends IOException {
  private static final long serialVersionUID = 1L;

  MissingCodecException(String message) {
    super(message);
  }
}
