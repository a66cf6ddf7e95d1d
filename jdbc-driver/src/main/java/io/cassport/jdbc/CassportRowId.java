package io.cassport.jdbc;

import java.nio.ByteBuffer;
import java.sql.RowId;
import java.util.UUID;

/** A uuid as java.sql.RowId. */
record CassportRowId(UUID uuid) implements RowId {
  @Override
  public byte[] getBytes() {
    return bytes(uuid);
  }

  @Override
  public String toString() {
    return uuid.toString();
  }

  /** The 16 bytes, most significant first. */
  static byte[] bytes(UUID uuid) {
    return ByteBuffer.allocate(16)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits())
        .array();
  }
}
