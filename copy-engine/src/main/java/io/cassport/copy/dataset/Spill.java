package io.cassport.copy.dataset;

import io.cassport.copy.job.Errors;
import io.cassport.format.RowBatch;
import io.cassport.format.RowSchema;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Rows of partitions that cannot all be open at once, set down in files until it is their turn: all
 * rows of one partition lie in the same file. A cell is its length, negative for null and unset,
 * and its bytes. Thread-safe while it is written.
 */
final class Spill implements AutoCloseable {
  /** Each file's partitions are written together later, so this divides how many those are. */
  static final int FILES = 64;

  private static final int BUFFER = 64 << 10;
  private static final int ROWS_PER_BATCH = 4_096;
  private static final int BYTES_PER_BATCH = 4 << 20;

  private final Path directory;
  private final RowSchema schema;
  private final DataOutputStream[] files = new DataOutputStream[FILES];

  Spill(Path directory, RowSchema schema) {
    this.directory = directory;
    this.schema = schema;
  }

  /** What reads rows again. */
  interface Reader {
    /** Takes some rows; the batch is refilled after. */
    void accept(RowBatch batch) throws SQLException, InterruptedException;
  }

  /** Sets down rows of one partition. */
  void write(int file, RowBatch batch, int[] rows, int count) throws SQLException {
    try {
      DataOutputStream out = file(file);
      synchronized (out) {
        for (int i = 0; i < count; i++) {
          writeRow(out, batch, rows[i]);
        }
      }
    } catch (IOException e) {
      throw Errors.io("write rows that wait to", path(file).toString(), e);
    }
  }

  private static void writeRow(DataOutputStream out, RowBatch batch, int row) throws IOException {
    for (int column = 0; column < batch.schema().size(); column++) {
      int length = batch.length(column, row);
      out.writeInt(length);
      if (length > 0) {
        out.write(batch.data(), batch.offset(column, row), length);
      }
    }
  }

  private synchronized DataOutputStream file(int file) throws IOException {
    if (files[file] == null) {
      Privacy.makeDirectory(directory);
      files[file] =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path(file)), BUFFER));
    }
    return files[file];
  }

  private Path path(int file) {
    return directory.resolve("rows-" + file);
  }

  /** True when a file has rows. */
  synchronized boolean has(int file) {
    return files[file] != null;
  }

  /** Reads a file's rows and deletes it. */
  void read(int file, Reader reader) throws SQLException, InterruptedException {
    Path path = path(file);
    RowBatch batch = new RowBatch(schema, ROWS_PER_BATCH);
    try {
      files[file].close();
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER))) {
        for (boolean more = readSome(in, batch); more; more = readSome(in, batch)) {
          reader.accept(batch);
        }
      }
      Files.delete(path);
    } catch (IOException e) {
      throw Errors.io("read rows that waited from", path.toString(), e);
    }
  }

  private static boolean readSome(DataInputStream in, RowBatch batch) throws IOException {
    batch.clear();
    int row = 0;
    while (row < ROWS_PER_BATCH && batch.dataLength() < BYTES_PER_BATCH) {
      int first = in.read();
      if (first < 0) {
        break;
      }
      batch.setRowCount(row + 1);
      int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
      for (int column = 0; column < batch.schema().size(); column++) {
        readCell(in, batch, column, row, column == 0 ? length : in.readInt());
      }
      row++;
    }
    return row > 0;
  }

  private static void readCell(DataInputStream in, RowBatch batch, int column, int row, int length)
      throws IOException {
    int offset = length > 0 ? batch.reserve(length) : batch.dataLength();
    if (length > 0) {
      in.readFully(batch.data(), offset, length);
    }
    batch.setCell(column, row, offset, length);
  }

  @Override
  public synchronized void close() {
    for (DataOutputStream file : files) {
      if (file != null) {
        try {
          file.close();
        } catch (IOException e) {
          // its rows are dropped with the export, or have been read already
        }
      }
    }
  }
}
