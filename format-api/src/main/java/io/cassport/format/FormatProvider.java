package io.cassport.format;

import java.io.OutputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * A file format, found through {@link java.util.ServiceLoader}. Implementations are stateless and
 * thread-safe.
 */
public interface FormatProvider {
  /** The name that FORMAT takes, in upper case. */
  String name();

  /** File name endings, lower case and without the dot; the first is given to files it writes. */
  List<String> extensions();

  /** The ending of the files that are written with these options, without the dot. */
  default String extension(FormatOptions options) {
    return extensions().get(0);
  }

  /**
   * The options together with what the target's name says, such as compression by its ending.
   *
   * @param target as the statement has it
   * @throws SQLException 42000 when the two contradict each other
   */
  default FormatOptions completed(FormatOptions options, String target) throws SQLException {
    return options;
  }

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
   * True when rows of other columns may follow in one object, as {@link
   * RowWriter#newEncoder(RowSchema)} writes them. A capture of such a format takes SELECTs of any
   * columns; of another, those of the first SELECT's only.
   */
  default boolean takesOtherColumns() {
    return false;
  }

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
   * @param targets the columns that its rows may be loaded into, by which a format tells names from
   *     values where its objects need not have names; empty when the table is not there yet
   * @throws SQLException 58030 when it cannot be read, 22018 when it is no whole object of the
   *     format
   */
  ObjectReader openReader(ObjectSource source, FormatOptions options, Set<String> targets)
      throws SQLException;
}
