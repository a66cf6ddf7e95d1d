package io.cassport.text;

import io.cassport.format.RowEncoder;
import io.cassport.format.RowSchema;
import io.cassport.format.RowWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * One text object being written. Its encoders print and compress side by side, and append chunks of
 * whole rows.
 */
public final class TextRowWriter implements RowWriter {
  private static final byte[] NOTHING = {};

  private final OutputStream sink;
  private final String name;
  private final TextLayout layout;
  private final Supplier<RowPrinter> printers;
  private final TextColumns.Factory others;
  private final byte[] beginning;
  private final byte[] separator;
  private boolean begun;
  private boolean finished;
  private long bytesWritten;
  private long rowsWritten;

  /**
   * Makes it.
   *
   * @param sink where the bytes go; the writer owns and closes it
   * @param name the object's name, for messages
   * @param printers makes a printer for each encoder
   */
  public TextRowWriter(
      OutputStream sink, String name, TextLayout layout, Supplier<RowPrinter> printers) {
    this(sink, name, layout, printers, null);
  }

  /**
   * The same for a format whose objects take rows of other columns.
   *
   * @param others makes what is needed for those
   */
  public TextRowWriter(
      OutputStream sink,
      String name,
      TextLayout layout,
      Supplier<RowPrinter> printers,
      TextColumns.Factory others) {
    this.others = others;
    this.sink = sink;
    this.name = name;
    this.layout = layout;
    this.printers = printers;
    this.beginning = compressed(layout.beginning());
    this.separator = compressed(layout.separator());
  }

  private byte[] compressed(byte[] bytes) {
    return bytes.length == 0
        ? NOTHING
        : layout.compression().compress(bytes, bytes.length, layout.level());
  }

  @Override
  public RowEncoder newEncoder() {
    return new TextRowEncoder(this, new TextColumns(printers.get(), NOTHING));
  }

  @Override
  public RowEncoder newEncoder(RowSchema columns) throws SQLException {
    if (others == null) {
      return RowWriter.super.newEncoder(columns);
    }
    return new TextRowEncoder(this, others.of(columns));
  }

  String name() {
    return name;
  }

  TextLayout layout() {
    return layout;
  }

  /** Appends rows as they will be in the object; others wait meanwhile. */
  synchronized void append(byte[] chunk, int length, long rows) throws SQLException {
    try {
      begin();
      if (rowsWritten > 0) {
        write(separator, separator.length);
      }
      write(chunk, length);
      rowsWritten += rows;
    } catch (IOException e) {
      throw Errors.io("write", name, e);
    }
  }

  private void begin() throws IOException {
    if (!begun) {
      begun = true;
      write(beginning, beginning.length);
    }
  }

  private void write(byte[] bytes, int length) throws IOException {
    sink.write(bytes, 0, length);
    bytesWritten += length;
  }

  @Override
  public synchronized long bytesWritten() {
    return bytesWritten;
  }

  @Override
  public synchronized long rowsWritten() {
    return rowsWritten;
  }

  @Override
  public synchronized void finish() throws SQLException {
    try {
      begin();
      byte[] end = compressed(layout.end());
      write(end, end.length);
      if (bytesWritten == 0) {
        // a compressed file has to say so even when there is nothing in it
        byte[] empty = layout.compression().compress(NOTHING, 0, layout.level());
        write(empty, empty.length);
      }
      sink.flush();
      sink.close();
      finished = true;
    } catch (IOException e) {
      throw Errors.io("write", name, e);
    }
  }

  @Override
  public synchronized void close() {
    if (!finished) {
      try {
        sink.close();
      } catch (IOException e) {
        // the failure that made it incomplete has been reported
      }
    }
  }
}
