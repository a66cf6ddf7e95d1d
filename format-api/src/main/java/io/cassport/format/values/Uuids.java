package io.cassport.format.values;

/** Checks of UUIDs. */
public final class Uuids {
  private static final int VERSION_BYTE = 6;

  private Uuids() {}

  /**
   * Looks at the 16 bytes of a UUID.
   *
   * @throws BadValueException when it is not of version 1, as Cassandra wants a timeuuid
   */
  public static void requireTimed(byte[] data, int offset) {
    int version = (data[offset + VERSION_BYTE] & 0xf0) >> 4;
    if (version != 1) {
      throw BadValueException.noLiteral(
          "it is a UUID of version " + version + ", and a timeuuid has version 1; use uuid");
    }
  }
}
