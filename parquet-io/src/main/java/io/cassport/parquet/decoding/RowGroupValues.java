package io.cassport.parquet.decoding;

import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;

/** The columns of one row group. */
public final class RowGroupValues {
  private final PageReadStore pages;
  private final ParsedVersion writer;

  /**
   * Makes it.
   *
   * @param pages of the row group
   * @param createdBy the file's writer, as its footer names it, or null
   */
  public RowGroupValues(PageReadStore pages, String createdBy) {
    this.pages = pages;
    this.writer = parse(createdBy);
  }

  private static ParsedVersion parse(String createdBy) {
    try {
      return VersionParser.parse(createdBy);
    } catch (RuntimeException | VersionParser.VersionParseException e) {
      return null; // people write anything there
    }
  }

  /** One column; to be asked for once. */
  public ColumnValues column(ColumnDescriptor column, Conversion conversion) {
    return new ColumnValues(column, conversion, pages.getPageReader(column), writer);
  }
}
