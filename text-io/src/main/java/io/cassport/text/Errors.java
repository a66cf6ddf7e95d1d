package io.cassport.text;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import com.datastax.oss.protocol.internal.util.Bytes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.RowBatch;
import io.cassport.format.values.BadValueException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.zip.ZipException;

/** Every error of the text formats, with its SQLState. */
public final class Errors {
  private Errors() {}

  /** Options that do not fit: 42000. */
  public static SQLException option(String message) {
    return new SQLSyntaxErrorException(message, "42000");
  }

  /** Columns that do not fit: 42S22. */
  public static SQLException noColumn(String message) {
    return new SQLSyntaxErrorException(message, "42S22");
  }

  /** An object that is not what its format says: 22018; {@code what} follows the name. */
  public static SQLException damaged(String object, String what, Throwable cause) {
    return new SQLDataException("'" + object + "' " + what, "22018", cause);
  }

  /** Bytes that did not come, or that do not decompress. */
  public static SQLException unreadable(String object, IOException cause) {
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    boolean damaged =
        cause instanceof EOFException
            || cause instanceof ZipException
            || cause.getClass().getName().startsWith("com.github.luben.zstd.");
    return damaged
        ? damaged(
            object,
            "cannot be decompressed (" + reason + "); it is damaged, fetch or write it again",
            cause)
        : io("read", object, cause);
  }

  /** Input or output that failed: 58030. */
  public static SQLException io(String what, String object, Throwable cause) {
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new SQLException("could not " + what + " '" + object + "': " + reason, "58030", cause);
  }

  /** A value that cannot be written, with the row's first column to find it by. */
  public static SQLException value(BadValueException bad, RowBatch batch, int column, int row) {
    ColumnSchema first = batch.schema().column(0);
    return new SQLDataException(
        "a value of column "
            + batch.schema().column(column).name()
            + ", in a row where "
            + first.name()
            + " is "
            + literal(first, batch.buffer(0, row))
            + ", cannot be written: "
            + bad.getMessage(),
        bad.sqlState());
  }

  private static String literal(ColumnSchema column, ByteBuffer bytes) {
    try {
      TypeCodec<Object> codec = CodecRegistry.DEFAULT.codecFor(column.type());
      return codec.format(codec.decode(bytes, ProtocolVersion.DEFAULT));
    } catch (RuntimeException e) {
      return Bytes.toHexString(bytes); // the value itself may be what is wrong
    }
  }
}
