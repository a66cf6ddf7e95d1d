package io.cassport.format.values;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.protocol.internal.util.Bytes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.RowBatch;
import java.nio.ByteBuffer;
import java.sql.SQLDataException;
import java.sql.SQLException;

/** A value that cannot become what it should; the message is the end of a sentence. */
public final class BadValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sqlState;

  /**
   * Makes it.
   *
   * @param message why, as the end of a sentence
   * @param sqlState 22003, 22007 or 22018
   */
  public BadValueException(String message, String sqlState) {
    super(message, null, false, false); // no stack: a file may hold millions of them
    this.sqlState = sqlState;
  }

  /** A value outside what its type can hold: 22003. */
  public static BadValueException range(String message) {
    return new BadValueException(message, "22003");
  }

  /** Text or bytes that are no value of the type: 22018. */
  public static BadValueException noLiteral(String message) {
    return new BadValueException(message, "22018");
  }

  /** 22003, 22007 or 22018. */
  public String sqlState() {
    return sqlState;
  }

  /**
   * What people are told of a value that cannot be written, with the row's first column to find it
   * by.
   *
   * @param column zero-based
   * @param row zero-based within the batch
   */
  public SQLException inRow(RowBatch batch, int column, int row) {
    ColumnSchema first = batch.schema().column(0);
    return new SQLDataException(
        "a value of column "
            + batch.schema().column(column).name()
            + ", in a row where "
            + first.name()
            + " is "
            + literal(first, batch.buffer(0, row))
            + ", cannot be written: "
            + getMessage(),
        sqlState());
  }

  private static String literal(ColumnSchema column, ByteBuffer bytes) {
    try {
      TypeCodec<Object> codec = CqlCodecs.REGISTRY.codecFor(column.type());
      return codec.format(codec.decode(bytes, ProtocolVersion.DEFAULT));
    } catch (RuntimeException e) {
      return Bytes.toHexString(bytes); // the value itself may be what is wrong
    }
  }

  /**
   * Checks the length of a value's bytes. Cassandra lets a number be empty, which is neither null
   * nor zero and has no form in any file.
   *
   * @throws BadValueException when they are more or fewer than its type has
   */
  public static void requireLength(int length, int expected, String type) {
    if (length != expected) {
      throw noLiteral(
          "it has "
              + length
              + " bytes where a "
              + type
              + " has "
              + expected
              + (length == 0 ? " (an empty value, which only CQL knows)" : ""));
    }
  }
}
