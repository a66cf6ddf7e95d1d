package io.cassport.text.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.cassport.format.ColumnSchema;
import io.cassport.format.ObjectReader;
import io.cassport.format.RejectedRow;
import io.cassport.format.RejectedRowWriter;
import io.cassport.format.values.BadValueException;
import io.cassport.text.ByteBuilder;
import io.cassport.text.Compression;
import io.cassport.text.Errors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps rejected rows as lines: what was wrong with each, then its members byte for byte. What is
 * no object is kept as a text, which is read as the row when the file is loaded.
 */
final class JsonRejectedRows implements RejectedRowWriter {
  private static final int CHUNK_BYTES = 1 << 20;

  private final OutputStream sink;
  private final String name;
  private final Compression compression;
  private final List<ColumnSchema> directories;
  private final List<ValueWriter> directoryWriters = new ArrayList<>();
  private final ByteBuilder out = new ByteBuilder(1 << 10);
  private boolean appended;
  private boolean closed;

  JsonRejectedRows(
      OutputStream sink, String name, List<ColumnSchema> directories, JsonTypes types) {
    this.sink = sink;
    this.name = name;
    this.compression = Compression.ofName(name);
    this.directories = directories;
    directories.forEach(column -> directoryWriters.add(types.writer(column.type())));
  }

  @Override
  public void write(
      ObjectReader reader, List<ByteBuffer> values, int split, List<RejectedRow> rejected)
      throws SQLException {
    JsonObjectReader source = (JsonObjectReader) reader;
    try (RecordStream rows = source.open(split)) {
      long number = source.splits().get(split).firstRow();
      for (RejectedRow row : rejected) {
        boolean there = true;
        for (; number < row.number() && there; number++) {
          there = rows.next();
        }
        if (there) {
          append(rows, values, row);
        }
      }
    } catch (IOException e) {
      throw JsonObjectReader.failed(source.source(), e);
    }
  }

  private void append(RecordStream row, List<ByteBuffer> values, RejectedRow rejected)
      throws SQLException {
    out.put('{');
    member("_error_file", rejected.object());
    out.put(',').put(JsonTypes.member("_error_row")).putDigits(rejected.number());
    out.put(',');
    member("_error_column", rejected.column());
    out.put(',');
    member("_error_cause", rejected.cause());
    for (int i = 0; i < values.size(); i++) {
      out.put(',').put(JsonTypes.member(directories.get(i).name()));
      ByteBuffer value = values.get(i);
      if (value == null) {
        out.putAscii("null");
      } else {
        byte[] bytes = new byte[value.remaining()];
        value.get(value.position(), bytes);
        directoryWriters.get(i).write(bytes, 0, bytes.length, out);
      }
    }
    int start = out.length();
    try {
      copyMembers(row);
    } catch (JsonProcessingException | BadValueException e) {
      out.truncate(start);
      out.put(',');
      String text =
          new String(row.data(), row.from(), row.to() - row.from(), StandardCharsets.UTF_8);
      member(ColumnNames.REJECTED_TEXT, text);
    } catch (IOException e) {
      throw Errors.io("copy rejected rows to", name, e);
    }
    out.put('}').put('\n');
    if (out.length() >= CHUNK_BYTES) {
      flush();
    }
  }

  private void member(String key, String value) {
    out.put(JsonTypes.member(key));
    if (value == null) {
      out.putAscii("null");
    } else {
      JsonText.put(value, out);
    }
  }

  /** All members but those of an earlier rejection. */
  private void copyMembers(RecordStream row) throws IOException {
    int length = row.to() - row.from();
    try (JsonParser in = JsonParsers.FACTORY.createParser(row.data(), row.from(), length)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw BadValueException.noLiteral("it is no object");
      }
      while (in.nextToken() != JsonToken.END_OBJECT) {
        int start = (int) in.currentTokenLocation().getByteOffset();
        String key = in.currentName();
        in.nextToken();
        in.skipChildren();
        in.finishToken();
        int end = (int) in.currentLocation().getByteOffset();
        boolean own =
            RejectedRow.COLUMNS.contains(key)
                || directories.stream().anyMatch(column -> column.name().equals(key));
        if (!own) {
          out.put(',');
          onOneLine(row.data(), row.from() + start, row.from() + end);
        }
      }
      if (in.nextToken() != null) {
        throw BadValueException.noLiteral("it goes on after its object");
      }
    }
  }

  /** A line's end can only stand between tokens, where a blank does as well. */
  private void onOneLine(byte[] data, int from, int to) {
    int at = out.reserve(to - from);
    byte[] copy = out.data();
    for (int i = from; i < to; i++) {
      copy[at++] = data[i] == '\n' || data[i] == '\r' ? (byte) ' ' : data[i];
    }
  }

  private void flush() throws SQLException {
    try {
      sink.write(compression.compress(out.data(), out.length(), null));
      appended = true;
      out.clear();
    } catch (IOException e) {
      throw Errors.io("write", name, e);
    }
  }

  @Override
  public void finish() throws SQLException {
    if (out.length() > 0 || !appended) {
      flush();
    }
    closed = true;
    try {
      sink.close();
    } catch (IOException e) {
      throw Errors.io("write", name, e);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        sink.close();
      } catch (IOException e) {
        // the failure that made it incomplete has been reported
      }
    }
  }
}
