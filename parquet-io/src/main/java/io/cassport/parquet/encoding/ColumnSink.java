package io.cassport.parquet.encoding;

/**
 * Takes the values of one column with their levels, in order. Which of the methods work depends on
 * the column's physical type.
 */
public interface ColumnSink {
  /** A value of INT32. */
  void writeInt(int value, int repetition, int definition);

  /** A value of INT64. */
  void writeLong(long value, int repetition, int definition);

  /** A value of FLOAT. */
  void writeFloat(float value, int repetition, int definition);

  /** A value of DOUBLE. */
  void writeDouble(double value, int repetition, int definition);

  /** A value of BOOLEAN. */
  void writeBoolean(boolean value, int repetition, int definition);

  /** A value of BYTE_ARRAY or FIXED_LEN_BYTE_ARRAY; the bytes may change afterwards. */
  void writeBytes(byte[] data, int offset, int length, int repetition, int definition);

  /** No value; the levels say where it ends. */
  void writeNull(int repetition, int definition);
}
