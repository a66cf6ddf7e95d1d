package io.cassport.jdbc.badfiles;

/**
 * A damaged file.
 *
 * @param original what it was made from
 * @param kind of damage
 * @param checked true when a checksum covers every changed byte, so that rows that come of it are
 *     the original's
 */
public record BadFile(Original original, String kind, byte[] bytes, boolean checked) {
  /** The same for damage that no checksum covers. */
  BadFile(Original original, String kind, byte[] bytes) {
    this(original, kind, bytes, false);
  }
}
