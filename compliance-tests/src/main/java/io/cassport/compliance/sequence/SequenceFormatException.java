package io.cassport.compliance.sequence;

/** A sequence's text is not of the format; the message names file, line and what was expected. */
public final class SequenceFormatException extends RuntimeException {
  SequenceFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
