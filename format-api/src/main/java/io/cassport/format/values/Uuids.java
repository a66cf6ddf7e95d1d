package io.cassport.format.values;

import java.nio.ByteBuffer;

/** Checks of UUIDs. */
public final class Uuids {
  private static final int VERSION_BYTE = 6;

  private Uuids() {}

  /** The bytes themselves when they are a UUID of version 1, as Cassandra wants a timeuuid. */
  public static ByteBuffer timed(ByteBuffer uuid) {
    int version = (uuid.get(uuid.position() + VERSION_BYTE) & 0xf0) >> 4;
    if (version != 1) {
      throw BadValueException.noLiteral(
          "it is a UUID of version " + version + ", and a timeuuid has version 1; use uuid");
    }
    return uuid;
  }
}
