package io.cassport.text;

import io.cassport.format.RowSchema;
import java.sql.SQLException;

/**
 * How rows of some columns are written.
 *
 * @param printer for one encoder
 * @param heading what says in front of the rows which columns they have; empty where nothing does
 */
@SuppressWarnings("ArrayRecordComponent") // made once and never compared
public record TextColumns(RowPrinter printer, byte[] heading) {
  /** Makes them for columns that come later in an object than others. */
  public interface Factory {
    /** The way in which rows of these columns are written. */
    TextColumns of(RowSchema columns) throws SQLException;
  }
}
