package io.cassport.parquet;

import io.cassport.parquet.encoding.ColumnSink;
import java.util.function.Function;
import org.apache.parquet.column.ColumnDescriptor;

/**
 * Writes values of one CQL type: CQL bytes in, values with repetition and definition levels out.
 * The levels are those of Dremel as Parquet's documentation describes them.
 */
interface CellWriter {
  /**
   * Writes a value that is there.
   *
   * @param data holds the value's CQL bytes
   * @param offset where they begin
   * @param length how many, not negative
   * @param repetition the repetition level of this value
   * @param definition the definition level of what contains it
   */
  void write(byte[] data, int offset, int length, int repetition, int definition);

  /** Writes that there is no value, the levels saying where it ends. */
  void writeNull(int repetition, int definition);

  /** Takes the columns of a new row group. */
  void bind(Function<ColumnDescriptor, ColumnSink> columns);
}
