package io.cassport.copy.ledger;

import io.cassport.copy.dataset.LocalObject;
import io.cassport.copy.job.Errors;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * What a file is called and how it looked when it was claimed. Two looks at one file are equal
 * unless it was changed between them.
 *
 * @param uri the file's own URI: symbolic links followed, however the statement spelled it
 * @param size bytes
 * @param modified in milliseconds, as Cassandra keeps it
 * @param fingerprint SHA-256 of the last 64 KiB in hexadecimal: all of a small file; of a Parquet
 *     file the footer, which has the place, size and bounds of everything before it
 */
record ObjectIdentity(String uri, long size, Instant modified, String fingerprint) {
  private static final int TAIL = 64 << 10;

  static ObjectIdentity of(LocalObject object) throws SQLException {
    try (SeekableByteChannel channel = object.open()) {
      Path real = object.path().toRealPath();
      Instant modified = Files.getLastModifiedTime(real).toInstant().truncatedTo(ChronoUnit.MILLIS);
      long size = channel.size();
      return new ObjectIdentity(real.toUri().toString(), size, modified, hash(channel, size));
    } catch (IOException e) {
      throw Errors.io("read", object.name(), e);
    }
  }

  private static String hash(SeekableByteChannel channel, long size) throws IOException {
    ByteBuffer tail = ByteBuffer.allocate((int) Math.min(TAIL, size));
    channel.position(size - tail.capacity());
    int read = 0;
    while (tail.hasRemaining() && read >= 0) { // a channel may give less than it has
      read = channel.read(tail);
    }
    tail.flip();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(tail);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The path in a URI of {@link #uri}, as COPY's result names it; else the URI itself. */
  static String readable(String uri) {
    try {
      return Path.of(URI.create(uri)).toString();
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return uri;
    }
  }

  /** True when nothing but the modification time may have changed. */
  boolean looksLike(LedgerEntry entry) {
    return size == entry.size() && fingerprint.equals(entry.fingerprint());
  }

  /** True when the file is as it was. */
  boolean equalTo(LedgerEntry entry) {
    return looksLike(entry) && modified.equals(entry.modified());
  }
}
