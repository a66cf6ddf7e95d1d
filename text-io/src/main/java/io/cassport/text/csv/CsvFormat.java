package io.cassport.text.csv;

import io.cassport.format.ColumnSchema;
import io.cassport.format.Direction;
import io.cassport.format.FormatOptions;
import io.cassport.format.FormatProvider;
import io.cassport.format.ObjectReader;
import io.cassport.format.ObjectSource;
import io.cassport.format.OptionSpec;
import io.cassport.format.RowSchema;
import io.cassport.format.RowWriter;
import io.cassport.text.ByteBuilder;
import io.cassport.text.Compression;
import io.cassport.text.Errors;
import io.cassport.text.RowPrinter;
import io.cassport.text.TextColumns;
import io.cassport.text.TextLayout;
import io.cassport.text.TextRowWriter;
import io.cassport.text.TextSource;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Comma-separated values, and those that other characters separate. */
public final class CsvFormat implements FormatProvider {
  private static final byte[] NOTHING = {};

  @Override
  public String name() {
    return "CSV";
  }

  @Override
  public List<String> extensions() {
    List<String> extensions = new ArrayList<>(List.of("csv", "tsv"));
    for (Compression compression : Compression.values()) {
      for (String ending : compression.endings()) {
        extensions.add("csv." + ending);
        extensions.add("tsv." + ending);
      }
    }
    return extensions;
  }

  @Override
  public String extension(FormatOptions options) {
    return "csv" + CsvOptions.compression(options.get(CsvOptions.COMPRESSION)).ending();
  }

  @Override
  public FormatOptions completed(FormatOptions options, String target) throws SQLException {
    Map<String, Object> values = new HashMap<>(options.values());
    Compression named = Compression.ofName(target);
    if (named != Compression.NONE) {
      String asked = options.get(CsvOptions.COMPRESSION);
      if (asked != null && !asked.equals(named.name())) {
        throw Errors.option(
            "COMPRESSION='"
                + asked
                + "' contradicts the name '"
                + target
                + "', which says "
                + named.name()
                + "; leave the option out, or choose another name");
      }
      values.put(CsvOptions.COMPRESSION.name(), named.name());
    }
    if (CsvSettings.isTabbed(target)) {
      values.putIfAbsent(CsvOptions.DELIMITER.name(), "\t");
    }
    return new FormatOptions(values);
  }

  /** CSV has no bytes of its own to begin with. */
  @Override
  public boolean recognises(byte[] firstBytes) {
    return false;
  }

  @Override
  public List<OptionSpec<?>> options() {
    return CsvOptions.ALL;
  }

  @Override
  public void checkWritable(RowSchema schema, FormatOptions options) throws SQLException {
    CsvSettings settings = CsvSettings.of(options, Direction.TO, "");
    checkEncodable(
        header(schema, settings) + settings.fixedTexts(),
        WrittenEncoding.of(settings.written()).charset());
    CellForms forms = new CellForms(settings.options());
    for (ColumnSchema column : schema.columns()) {
      if (forms.of(column.type()) == null) {
        throw Errors.option(
            "column "
                + column.name()
                + " has type "
                + column.type().asCql(false, true)
                + ", which has no form in CSV; leave it out of the column list");
      }
    }
  }

  /** What stands in every file cannot have characters that its encoding has not. */
  private static void checkEncodable(String texts, Charset charset) throws SQLException {
    if (!charset.newEncoder().canEncode(texts)) {
      throw Errors.option(
          "DELIMITER, NULL, BOOLSTYLE or a column's name has characters that ENCODING='"
              + charset.name()
              + "' has not; UTF-8 has all");
    }
  }

  /** With HEADER=TRUE a new header says which columns follow. */
  @Override
  public boolean takesOtherColumns() {
    return true;
  }

  @Override
  public RowWriter openWriter(
      OutputStream sink, String name, RowSchema schema, FormatOptions options) throws SQLException {
    CsvSettings settings = CsvSettings.of(options, Direction.TO, name);
    WrittenEncoding encoding = WrittenEncoding.of(settings.written());
    TextLayout layout =
        new TextLayout(
            encoding.beginning(header(schema, settings)),
            NOTHING,
            NOTHING,
            settings.compression(),
            settings.level());
    return new TextRowWriter(
        sink,
        name,
        layout,
        () -> printer(schema, settings, encoding),
        columns ->
            new TextColumns(
                printer(columns, settings, encoding),
                header(columns, settings).getBytes(encoding.charset())));
  }

  private static RowPrinter printer(
      RowSchema schema, CsvSettings settings, WrittenEncoding encoding) {
    RowPrinter printer = new CsvPrinter(schema, settings);
    return encoding.isUtf8() ? printer : new EncodedPrinter(printer, encoding.charset());
  }

  /** The line that names the columns, if there shall be one. */
  private static String header(RowSchema schema, CsvSettings settings) {
    if (settings.header() != CsvOptions.Header.TRUE) {
      return "";
    }
    CsvPrinter.CellQuoting quoting =
        new CsvPrinter.CellQuoting(settings.dialect(), settings.nullText());
    ByteBuilder line = new ByteBuilder(256);
    for (int i = 0; i < schema.size(); i++) {
      if (i > 0) {
        line.putText(settings.dialect().delimiter());
      }
      int start = line.length();
      line.putText(schema.column(i).name());
      quoting.quote(line, start);
    }
    return line.put('\n').toString();
  }

  @Override
  public ObjectReader openReader(ObjectSource source, FormatOptions options, Set<String> targets)
      throws SQLException {
    CsvSettings settings = CsvSettings.of(options, Direction.FROM, source.name());
    TextSource text = TextSource.of(source, settings.encoding());
    checkEncodable(settings.dialect().delimiter(), text.charset());
    return new CsvObjectReader(text, settings, CsvScan.of(text, settings, targets));
  }
}
