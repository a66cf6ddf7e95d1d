package io.cassport.copy;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import io.cassport.copy.job.Errors;
import io.cassport.format.ColumnSchema;
import io.cassport.format.FormatOptions;
import io.cassport.format.FormatProvider;
import io.cassport.format.ObjectReader;
import io.cassport.format.ObjectSource;
import io.cassport.format.OptionSpec;
import io.cassport.format.RowBatch;
import io.cassport.format.RowEncoder;
import io.cassport.format.RowSchema;
import io.cassport.format.RowWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lines of values, after a line of names wherever the columns change; three rows are written
 * together. The text {@value #FULL} stands for a disk that is full, {@value #BAD} for a value that
 * cannot be written.
 */
public class LinesFormat implements FormatProvider {
  static final String FULL = "disk full";
  static final String BAD = "bad value";
  private static final int ROWS_TOGETHER = 3;

  /** The same, with one set of columns. */
  public static final class Fixed extends LinesFormat {
    @Override
    public String name() {
      return "FIXED";
    }

    @Override
    public List<String> extensions() {
      return List.of("fixed");
    }

    @Override
    public boolean takesOtherColumns() {
      return false;
    }
  }

  @Override
  public String name() {
    return "LINES";
  }

  @Override
  public List<String> extensions() {
    return List.of("lines");
  }

  @Override
  public boolean recognises(byte[] firstBytes) {
    return false;
  }

  @Override
  public List<OptionSpec<?>> options() {
    return List.of();
  }

  @Override
  public void checkWritable(RowSchema schema, FormatOptions options) {
    // all can be
  }

  @Override
  public boolean takesOtherColumns() {
    return true;
  }

  @Override
  public RowWriter openWriter(
      OutputStream sink, String name, RowSchema schema, FormatOptions options) {
    return new Writer(sink, name, schema);
  }

  @Override
  public ObjectReader openReader(ObjectSource source, FormatOptions options, Set<String> targets) {
    throw new UnsupportedOperationException("it is only written");
  }

  private static final class Writer implements RowWriter {
    private final OutputStream sink;
    private final String name;
    private final RowSchema first;
    private long bytes;
    private long rows;
    private boolean full;

    Writer(OutputStream sink, String name, RowSchema first) {
      this.sink = sink;
      this.name = name;
      this.first = first;
    }

    @Override
    public RowEncoder newEncoder() {
      return new Encoder(this, first);
    }

    @Override
    public RowEncoder newEncoder(RowSchema columns) {
      return new Encoder(this, columns);
    }

    private void append(String text, int count) throws SQLException {
      full = full || text.contains(FULL);
      try {
        if (full) {
          throw new IOException("no space left on device");
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        sink.write(encoded);
        bytes += encoded.length;
        rows += count;
      } catch (IOException e) {
        throw Errors.io("write", name, e);
      }
    }

    @Override
    public long bytesWritten() {
      return bytes;
    }

    @Override
    public long rowsWritten() {
      return rows;
    }

    @Override
    public void finish() throws SQLException {
      append("end\n", 0);
    }

    @Override
    public void close() {
      try {
        sink.close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final class Encoder implements RowEncoder {
    private final Writer writer;
    private final RowSchema columns;
    private final StringBuilder lines = new StringBuilder();
    private int buffered;
    private boolean named;

    Encoder(Writer writer, RowSchema columns) {
      this.writer = writer;
      this.columns = columns;
    }

    @Override
    public void write(RowBatch batch, int[] rows, int from, int count) throws SQLException {
      for (int i = from; i < from + count; i++) {
        if (!named) {
          named = true;
          lines.append(
              columns.columns().stream()
                  .map(ColumnSchema::name)
                  .collect(Collectors.joining(",", "[", "]\n")));
        }
        for (int column = 0; column < columns.size(); column++) {
          String text = text(columns.column(column), batch, column, rows[i]);
          if (text.equals(BAD)) {
            throw Errors.data("row " + i + ", column " + columns.column(column).name(), "22003");
          }
          lines.append(column == 0 ? "" : ",").append(text);
        }
        lines.append('\n');
        buffered++;
        if (buffered == ROWS_TOGETHER) {
          flush();
        }
      }
    }

    private static String text(ColumnSchema column, RowBatch batch, int index, int row) {
      return String.valueOf(
          CodecRegistry.DEFAULT
              .codecFor(column.type())
              .decode(batch.buffer(index, row), ProtocolVersion.DEFAULT));
    }

    @Override
    public long bufferedBytes() {
      return lines.length();
    }

    @Override
    public long finishedBytes() {
      return lines.length();
    }

    @Override
    public long bufferedRows() {
      return buffered;
    }

    @Override
    public void flush() throws SQLException {
      String text = lines.toString();
      int count = buffered;
      lines.setLength(0);
      buffered = 0;
      if (!text.isEmpty()) {
        writer.append(text, count);
      }
    }

    @Override
    public void close() {
      lines.setLength(0);
      buffered = 0;
    }
  }
}
