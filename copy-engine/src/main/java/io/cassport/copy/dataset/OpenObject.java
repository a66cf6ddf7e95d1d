package io.cassport.copy.dataset;

import io.cassport.copy.job.Errors;
import io.cassport.format.FormatOptions;
import io.cassport.format.FormatProvider;
import io.cassport.format.RowSchema;
import io.cassport.format.RowWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;

/** An object being written under its temporary name. */
final class OpenObject implements AutoCloseable {
  private final Path path;
  private final String partition;
  private final MessageDigest digest;
  private final RowWriter writer;

  private OpenObject(Path path, String partition, MessageDigest digest, RowWriter writer) {
    this.path = path;
    this.partition = partition;
    this.digest = digest;
    this.writer = writer;
  }

  static OpenObject create(
      Path path, String partition, FormatProvider format, RowSchema schema, FormatOptions options)
      throws SQLException {
    try {
      Files.createDirectories(path.getParent());
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      DigestOutputStream sink = new DigestOutputStream(Files.newOutputStream(path), digest);
      return new OpenObject(
          path, partition, digest, format.openWriter(sink, path.toString(), schema, options));
    } catch (IOException e) {
      throw Errors.io("write", path.toString(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  RowWriter writer() {
    return writer;
  }

  WrittenObject finish() throws SQLException {
    writer.finish();
    long rows = writer.rowsWritten();
    writer.close();
    try {
      String sha256 = HexFormat.of().formatHex(digest.digest());
      return new WrittenObject(path, Files.size(path), rows, partition, sha256, writer.ranges());
    } catch (IOException e) {
      throw Errors.io("write", path.toString(), e);
    }
  }

  @Override
  public void close() {
    writer.close();
  }
}
