package io.cassport.jdbc.badfiles;

/** A damaged file. */
public final class BadFile {
  private final Original original;
  private final String kind;
  private final byte[] bytes;
  private final boolean checked;

  BadFile(Original original, String kind, byte[] bytes, boolean checked) {
    this.original = original;
    this.kind = kind;
    this.bytes = bytes;
    this.checked = checked;
  }

  /** What it was made from. */
  public Original original() {
    return original;
  }

  /** The kind of damage. */
  public String kind() {
    return kind;
  }

  /** What it has become. */
  public byte[] bytes() {
    return bytes;
  }

  /** True when a checksum covers every changed byte, so that its rows are the original's. */
  public boolean checked() {
    return checked;
  }
}
