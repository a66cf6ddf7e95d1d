package io.cassport.parquet;

import io.cassport.format.ObjectSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * Reads a file's footer and checks that what it says can be true, before memory is given out and
 * rows are counted by it.
 */
final class Footers {
  private static final String MAGIC = "PAR1";
  private static final String ENCRYPTED_MAGIC = "PARE";
  private static final int MAGIC_LENGTH = 4;

  /** The magic at both ends and the footer's length. */
  private static final int SMALLEST = 12;

  private Footers() {}

  static ParquetMetadata read(ObjectSource source) throws SQLException {
    checkMagic(source);
    try (ParquetFileReader reader =
        new ParquetFileReader(
            new ChannelInput(source), ReadOptions.withoutHadoop(new PageMemory()))) {
      ParquetMetadata footer = reader.getFooter();
      if (footer.getFileMetaData().getEncryptionType() != FileMetaData.EncryptionType.UNENCRYPTED) {
        throw encrypted(source);
      }
      checkIsOneFile(footer, source);
      check(footer, source.size());
      return footer;
    } catch (IOException | RuntimeException | VirtualMachineError | LinkageError e) {
      // damaged counts and depths can ask for more than any memory has, and damaged flags for
      // decryption, which parquet-java cannot do without Hadoop
      throw Errors.unreadable(source.name(), "footer", e);
    }
  }

  private static void checkMagic(ObjectSource source) throws SQLException {
    long size = source.size();
    if (size == 0) {
      throw Errors.damaged(source.name(), "is no Parquet file: it is empty", null);
    }
    try (SeekableByteChannel channel = source.open()) {
      String first = magic(channel, 0);
      String last = size < SMALLEST ? "" : magic(channel, size - MAGIC_LENGTH);
      if (first.equals(ENCRYPTED_MAGIC) || last.equals(ENCRYPTED_MAGIC)) {
        throw encrypted(source);
      }
      if (!first.equals(MAGIC)) {
        throw Errors.damaged(
            source.name(),
            "is no Parquet file: it does not begin with PAR1; check the path, or name its FORMAT",
            null);
      }
      if (!last.equals(MAGIC)) {
        throw Errors.damaged(
            source.name(),
            "is a truncated Parquet file: it begins with PAR1, but its "
                + size
                + " bytes do not end with it, so the footer is missing; fetch or write it again",
            null);
      }
    } catch (IOException e) {
      throw Errors.io("read", source.name(), e);
    }
  }

  private static String magic(SeekableByteChannel channel, long at) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MAGIC_LENGTH);
    channel.position(at);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // a short read is no end
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
  }

  private static SQLException encrypted(ObjectSource source) {
    return Errors.damaged(
        source.name(),
        "is an encrypted Parquet file, which is not supported; decrypt it first",
        null);
  }

  private static void checkIsOneFile(ParquetMetadata footer, ObjectSource source)
      throws SQLException {
    Set<List<String>> paths = new HashSet<>();
    for (ColumnDescriptor column : footer.getFileMetaData().getSchema().getColumns()) {
      if (!paths.add(List.of(column.getPath()))) {
        throw Errors.damaged(
            source.name(),
            "has more than one column "
                + String.join(".", column.getPath())
                + ", which cannot be told apart; write it again with different names",
            null);
      }
    }
    for (BlockMetaData block : footer.getBlocks()) {
      // some writers name the file itself
      if (block.getPath() != null && !source.name().endsWith(block.getPath())) {
        throw Errors.damaged(
            source.name(),
            "is a summary of other Parquet files, such as " + block.getPath() + "; load those",
            null);
      }
    }
  }

  private static void check(ParquetMetadata footer, long size) throws IOException {
    Map<ColumnPath, ColumnDescriptor> columns = new HashMap<>();
    for (ColumnDescriptor column : footer.getFileMetaData().getSchema().getColumns()) {
      columns.put(ColumnPath.get(column.getPath()), column);
    }
    int group = 0;
    for (BlockMetaData block : footer.getBlocks()) {
      if (block.getRowCount() == 0) {
        group++; // nothing of it is read, and writers put anything there
        continue;
      }
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        String what = "row group " + group + ", column " + chunk.getPath().toDotString();
        checkPlace(chunk, size, what);
        checkCounts(chunk, columns.get(chunk.getPath()), block.getRowCount(), what);
      }
      group++;
    }
  }

  private static void checkPlace(ColumnChunkMetaData chunk, long size, String what)
      throws IOException {
    long start = chunk.getStartingPos();
    long length = chunk.getTotalSize();
    if (start < MAGIC_LENGTH || length < 0 || length > size - SMALLEST - start + MAGIC_LENGTH) {
      throw new IOException(
          what + " would be bytes " + start + " to " + (start + length) + " of " + size);
    }
  }

  /** parquet-java repeats the last value when a column has fewer than its row group's rows. */
  private static void checkCounts(
      ColumnChunkMetaData chunk, ColumnDescriptor column, long rows, String what)
      throws IOException {
    if (column == null) {
      throw new IOException(what + " is not in the file's schema");
    }
    long values = chunk.getValueCount();
    if (rows < 0 || values < rows || column.getMaxRepetitionLevel() == 0 && values != rows) {
      throw new IOException(what + " has " + values + " values for " + rows + " rows");
    }
  }
}
