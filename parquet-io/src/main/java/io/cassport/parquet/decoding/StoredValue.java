package io.cassport.parquet.decoding;

import org.apache.parquet.io.api.Binary;

/** A value as Parquet has it. Which of the methods work depends on the column's physical type. */
public interface StoredValue {
  /** A value of BOOLEAN. */
  boolean getBoolean();

  /** A value of INT32. */
  int getInteger();

  /** A value of INT64. */
  long getLong();

  /** A value of FLOAT. */
  float getFloat();

  /** A value of DOUBLE. */
  double getDouble();

  /** A value of BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY or INT96; valid until the next value. */
  Binary getBinary();
}
