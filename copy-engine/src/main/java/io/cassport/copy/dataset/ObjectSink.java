package io.cassport.copy.dataset;

import io.cassport.copy.files.PendingFile;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** Counts and hashes what goes to an object, and remembers whether it has arrived. */
final class ObjectSink extends OutputStream {
  private final OutputStream target;
  private final LongConsumer counter;
  private final MessageDigest digest;
  private long size;
  private boolean closed;
  private IOException failure;

  /**
   * Wraps a file.
   *
   * @param counter told of the bytes that have gone to it
   */
  ObjectSink(OutputStream target, LongConsumer counter) {
    this.target = target;
    this.counter = counter;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("the object is closed");
    }
    target.write(bytes, offset, length);
    digest.update(bytes, offset, length);
    size += length;
    counter.accept(length);
  }

  @Override
  public void flush() throws IOException {
    if (!closed) {
      target.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      target.close();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** Drops what was written unless it is closed, so that an object store is sent no more of it. */
  void abandon() {
    if (closed || !(target instanceof PendingFile pending)) {
      return;
    }
    closed = true;
    failure = new IOException("the object was abandoned");
    try {
      pending.abort();
    } catch (IOException e) {
      failure.addSuppressed(e); // aborted once more with the whole export
    }
  }

  /** Fails unless everything was written and closed: remote files are often sent by closing. */
  void checkComplete() throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (!closed) {
      throw new IOException("the object was not closed");
    }
  }

  /** Bytes so far. */
  long size() {
    return size;
  }

  /** Of all bytes, in lower-case hexadecimal; to be asked once. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
