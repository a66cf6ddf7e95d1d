package io.cassport.text.csv;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.ObjectReader;
import io.cassport.format.RejectedRowWriter;
import io.cassport.format.RowReader;
import io.cassport.format.RowSchema;
import io.cassport.text.TextSource;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A CSV file; its splits begin at records that a scan has found. */
final class CsvObjectReader implements ObjectReader {
  /** A reader's buffer and a batch of rows, whose bytes are bounded. */
  private static final long BASIC_MEMORY = 2 * CsvRowReader.MOST_BATCH_BYTES;

  private final TextSource source;
  private final CsvSettings settings;
  private final CsvScan scan;
  private final List<SourceColumn> columns;

  CsvObjectReader(TextSource source, CsvSettings settings, CsvScan scan) {
    this.source = source;
    this.settings = settings;
    this.scan = scan;
    this.columns =
        scan.header().names().stream()
            .map(name -> new SourceColumn(name, "text", Optional.of(DataTypes.TEXT)))
            .toList();
  }

  TextSource source() {
    return source;
  }

  CsvSettings settings() {
    return settings;
  }

  CsvScan scan() {
    return scan;
  }

  @Override
  public List<SourceColumn> columns() {
    return columns;
  }

  @Override
  public boolean namesColumns() {
    return scan.header().named();
  }

  @Override
  public List<Split> splits() {
    return scan.splits();
  }

  @Override
  public Optional<String> whyNotConvertible(int column, DataType target) {
    return new CellForms(settings.options()).of(target) == null
        ? Optional.of("values of this type have no text")
        : Optional.empty();
  }

  /** A record, its cells, and what they become. */
  @Override
  public long memory(int split, int[] fileColumns) {
    return BASIC_MEMORY + 4 * scan.parts().get(split).longestRecord();
  }

  @Override
  public RowReader read(int split, int[] fileColumns, RowSchema target, long skipRows)
      throws SQLException {
    return new CsvRowReader(this, split, fileColumns, target, skipRows);
  }

  /** The records of a split, from its first on. */
  RecordReader records(int split) throws SQLException {
    CsvScan.Part part = scan.parts().get(split);
    try {
      return new RecordReader(
          RawText.open(source, part.offset()),
          RawText.charset(source),
          settings.dialect(),
          part.offset(),
          part.line(),
          settings.options().get(CsvOptions.MAX_ROW_SIZE),
          null);
    } catch (IOException e) {
      throw CsvScan.failure(source, e);
    }
  }

  @Override
  public String shape() {
    return source.charset() + "\n" + String.join("\n", scan.header().names());
  }

  @Override
  public RejectedRowWriter rejectedRows(
      OutputStream sink, String name, List<ColumnSchema> directories) {
    return new CsvRejectedRows(sink, name, this, directories);
  }

  @Override
  public void close() {
    // every split opens the object for itself
  }
}
