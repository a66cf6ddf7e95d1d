package io.cassport.format;

import java.io.OutputStream;
import java.sql.SQLException;
import java.util.List;

/**
 * A file format, found through {@link java.util.ServiceLoader}. Implementations are stateless and
 * thread-safe.
 */
public interface FormatProvider {
  /** The name that FORMAT takes, in upper case. */
  String name();

  /** File name endings, lower case and without the dot; the first is given to files it writes. */
  List<String> extensions();

  /** True when a file that begins with these bytes (as many as there are, up to 16) is its own. */
  boolean recognises(byte[] firstBytes);

  /** The options only this format has. */
  List<OptionSpec<?>> options();

  /**
   * Checks, before anything is read or written, that rows of this schema can be written with these
   * options.
   *
   * @throws SQLException 42000 naming the option, or 42S22 naming the column, that does not fit
   */
  void checkWritable(RowSchema schema, FormatOptions options) throws SQLException;

  /**
   * Begins an object.
   *
   * @param sink where the bytes go; the writer owns and closes it
   * @param name the object's name, for messages
   */
  RowWriter openWriter(OutputStream sink, String name, RowSchema schema, FormatOptions options)
      throws SQLException;

  /**
   * Opens an object and reads what describes it.
   *
   * @throws SQLException 58030 when it cannot be read, 22018 when it is no whole object of the
   *     format
   */
  ObjectReader openReader(ObjectSource source, FormatOptions options) throws SQLException;
}
