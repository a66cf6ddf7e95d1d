package io.cassport.format;

import com.datastax.oss.driver.api.core.type.DataType;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** An object opened for reading. Its splits can be read side by side; it is thread-safe. */
public interface ObjectReader extends AutoCloseable {
  /** The object's columns in their order. */
  List<SourceColumn> columns();

  /** False when the columns have no names of their own, but only an order. */
  default boolean namesColumns() {
    return true;
  }

  /** The parts that can be read independently, in the object's order; empty when it has no rows. */
  List<Split> splits();

  /** What its splits are called in messages. */
  default String splitName() {
    return "part";
  }

  /**
   * Why values of a column can never become a CQL type, as the end of a sentence, or empty when
   * they can (single values may still be out of range).
   *
   * @param column index into {@link #columns()}
   */
  Optional<String> whyNotConvertible(int column, DataType target);

  /**
   * The most bytes of memory that reading a split holds at once, as far as the object itself says.
   *
   * @param split index into {@link #splits()}
   * @param columns indexes of the columns that are read
   */
  long memory(int split, int[] columns) throws SQLException;

  /**
   * Reads one split.
   *
   * @param split index into {@link #splits()}
   * @param columns for each column of the batches: the index of the object's column
   * @param target the batches' schema, column for column
   * @param skipRows rows of the split to leave out at its beginning
   */
  RowReader read(int split, int[] columns, RowSchema target, long skipRows) throws SQLException;

  /** What is equal for objects whose rows can be kept in one object as they are. */
  String shape();

  /**
   * Begins an object for rows that could not be loaded from objects of this shape.
   *
   * @param sink where the bytes go; the writer owns and closes it
   * @param name the new object's name, for messages
   * @param directories columns that the objects' directories name
   */
  RejectedRowWriter rejectedRows(OutputStream sink, String name, List<ColumnSchema> directories)
      throws SQLException;

  /** Closes the object. */
  @Override
  void close();

  /**
   * A column of the object.
   *
   * @param name as the object has it
   * @param nativeType the format's own name of its type, for messages
   * @param cqlType the CQL type that CREATE_TABLE gives it, or empty when there is none
   */
  record SourceColumn(String name, String nativeType, Optional<DataType> cqlType) {}

  /**
   * A part of the object.
   *
   * @param firstRow the zero-based number of its first row in the object
   * @param rowCount its rows
   * @param bytes its size in the object
   */
  record Split(long firstRow, long rowCount, long bytes) {}
}
