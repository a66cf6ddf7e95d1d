package io.cassport.format;

/** Which statements an option belongs to. */
public enum Direction {
  /** COPY … TO. */
  TO,
  /** COPY … FROM. */
  FROM,
  /** CAPTURE. */
  CAPTURE
}
