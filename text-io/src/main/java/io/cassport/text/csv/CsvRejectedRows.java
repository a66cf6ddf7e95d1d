package io.cassport.text.csv;

import io.cassport.format.ColumnSchema;
import io.cassport.format.ObjectReader;
import io.cassport.format.RejectedRow;
import io.cassport.format.RejectedRowWriter;
import io.cassport.text.ByteBuilder;
import io.cassport.text.Compression;
import io.cassport.text.Errors;
import io.cassport.text.ScalarForm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies records as they are, behind cells that say what was wrong: a record with too many cells
 * keeps them. Its header makes it an error file, also where HEADER says that there is none.
 */
final class CsvRejectedRows implements RejectedRowWriter {
  private static final int CHUNK_BYTES = 1 << 20;

  private final OutputStream sink;
  private final String name;
  private final Charset found;
  private final WrittenEncoding encoding;
  private final Compression compression;
  private final CsvDialect dialect;
  private final CsvPrinter.CellQuoting quoting;
  private final CellForms forms;
  private final List<ColumnSchema> directories;
  private final byte[] nullText;
  private final boolean replaced;
  private final ByteBuilder chunk = new ByteBuilder(CHUNK_BYTES / 4);

  CsvRejectedRows(
      OutputStream sink, String name, CsvObjectReader first, List<ColumnSchema> directories) {
    CsvSettings settings = first.settings();
    this.sink = sink;
    this.name = name;
    this.found = RawText.charset(first.source());
    this.encoding = WrittenEncoding.of(first.source());
    this.compression = Compression.ofName(name);
    this.dialect = settings.dialect();
    this.quoting = new CsvPrinter.CellQuoting(dialect, settings.nullText());
    this.forms = new CellForms(settings.options());
    this.directories = directories;
    this.nullText = settings.nullText().getBytes(StandardCharsets.UTF_8);
    this.replaced = isErrorFile(first);
    chunk.put(encoding.beginning(""));
    header(first);
  }

  private static boolean isErrorFile(CsvObjectReader object) {
    List<String> names = object.scan().header().names();
    int columns = RejectedRow.COLUMNS.size();
    return names.size() > columns && names.subList(0, columns).equals(RejectedRow.COLUMNS);
  }

  private void header(CsvObjectReader object) {
    List<String> names = new ArrayList<>(RejectedRow.COLUMNS);
    directories.forEach(column -> names.add(column.name()));
    List<String> own = object.scan().header().names();
    names.addAll(replaced ? own.subList(RejectedRow.COLUMNS.size(), own.size()) : own);
    ByteBuilder line = new ByteBuilder(256);
    for (int i = 0; i < names.size(); i++) {
      if (i > 0) {
        line.putText(dialect.delimiter());
      }
      cell(names.get(i), line);
    }
    line.put('\n');
    append(line);
  }

  /** Appends a cell, in quotes where it needs them; without quotes what they would keep is lost. */
  private void cell(String text, ByteBuilder line) {
    int start = line.length();
    if (dialect.quote() == CsvDialect.NONE) {
      line.putText(text.replace(dialect.delimiter(), " ").replace('\n', ' ').replace('\r', ' '));
      return;
    }
    line.putText(
        dialect.escape() == CsvDialect.NONE ? text.replace((char) dialect.quote(), '\'') : text);
    quoting.quote(line, start);
  }

  @Override
  public void write(
      ObjectReader reader, List<ByteBuffer> values, int split, List<RejectedRow> rejected)
      throws SQLException {
    CsvObjectReader object = (CsvObjectReader) reader;
    try (RecordReader records = object.records(split)) {
      long number = object.splits().get(split).firstRow();
      for (RejectedRow row : rejected) {
        boolean found = false;
        for (; number < row.number(); number++) {
          found = records.next();
        }
        if (found) {
          append(object, records, values, row);
        }
      }
    } catch (IOException e) {
      throw Errors.io("copy rejected rows to", name, e);
    }
  }

  private void append(
      CsvObjectReader object, RecordReader records, List<ByteBuffer> values, RejectedRow row)
      throws IOException {
    ByteBuilder line = new ByteBuilder(256);
    cell(row.object(), line);
    line.putText(dialect.delimiter()).putDigits(row.number()).putText(dialect.delimiter());
    if (row.column() != null) {
      cell(row.column(), line);
    }
    line.putText(dialect.delimiter());
    cell(row.cause(), line);
    line.putText(dialect.delimiter());
    for (int i = 0; i < values.size(); i++) {
      directory(directories.get(i), values.get(i), line);
      line.putText(dialect.delimiter());
    }
    append(line);
    if (!records.isTooLong()) {
      int from = replaced ? behindErrors(object, records) : records.start();
      append(records.data(), from, records.end() - from, found);
    }
    append(new ByteBuilder(1).put('\n'));
    if (chunk.length() >= CHUNK_BYTES) {
      flush();
    }
  }

  private void directory(ColumnSchema column, ByteBuffer value, ByteBuilder line) {
    if (value == null) {
      line.put(nullText);
      return;
    }
    int start = line.length();
    ScalarForm form = forms.of(column.type());
    byte[] bytes = new byte[value.remaining()];
    value.get(value.position(), bytes);
    form.print(bytes, 0, bytes.length, line);
    quoting.quote(line, start);
  }

  /** Where the record's own cells begin behind those of an earlier rejection. */
  private int behindErrors(CsvObjectReader object, RecordReader records) {
    byte[] copy = java.util.Arrays.copyOfRange(records.data(), records.start(), records.end());
    Cells cells = new Cells(dialect, nullText, RawText.charset(object.source()));
    cells.split(copy, 0, copy.length);
    return cells.count() <= RejectedRow.COLUMNS.size()
        ? records.start()
        : records.start() + cells.rawStart(RejectedRow.COLUMNS.size());
  }

  private void append(ByteBuilder line) {
    append(line.data(), 0, line.length(), StandardCharsets.UTF_8);
  }

  private void append(byte[] text, int offset, int length, Charset charset) {
    if (charset.equals(encoding.charset())) {
      chunk.put(text, offset, length);
    } else {
      chunk.put(new String(text, offset, length, charset).getBytes(encoding.charset()));
    }
  }

  private void flush() throws IOException {
    if (chunk.length() > 0) {
      byte[] bytes = compression.compress(chunk.data(), chunk.length(), null);
      sink.write(bytes);
      chunk.clear(2 * CHUNK_BYTES);
    }
  }

  @Override
  public void finish() throws SQLException {
    try {
      flush();
      sink.close();
    } catch (IOException e) {
      throw Errors.io("write", name, e);
    }
  }

  @Override
  public void close() {
    try {
      sink.close();
    } catch (IOException e) {
      // the failure that made it incomplete has been reported
    }
  }
}
