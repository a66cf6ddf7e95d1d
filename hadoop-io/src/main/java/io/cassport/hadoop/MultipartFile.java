package io.cassport.hadoop;

import io.cassport.copy.files.PendingFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.MultipartUploader;
import org.apache.hadoop.fs.PartHandle;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UploadHandle;

/**
 * A multipart upload. A part waits on the local disk until it is large enough to be sent, so that
 * hundreds of open files need no memory. For one thread at a time.
 */
final class MultipartFile extends PendingFile {
  /** Where Hadoop keeps the size of its own uploads' parts, and its default. */
  static final String PART_SIZE = "fs.s3a.multipart.size";

  private static final long DEFAULT_PART_SIZE = 64L << 20;

  private final MultipartUploader uploader;
  private final Path path;
  private final long partSize;
  private final Map<Integer, PartHandle> parts = new HashMap<>();
  private UploadHandle upload;
  private java.nio.file.Path spool;
  private OutputStream out;
  private long spooled;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    SENT,
    COMPLETE,
    FAILED
  }

  MultipartFile(FileSystem files, Path path) throws IOException {
    this.path = path;
    this.partSize = files.getConf().getLongBytes(PART_SIZE, DEFAULT_PART_SIZE);
    this.uploader = files.createMultipartUploader(path.getParent()).build();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (state != State.OPEN) {
      throw new IOException("the upload to '" + path + "' is closed");
    }
    int done = 0;
    while (done < length) {
      if (out == null) {
        spool = Files.createTempFile("cassport-", ".part");
        out = new BufferedOutputStream(Files.newOutputStream(spool));
      }
      int now = (int) Math.min(length - done, partSize - spooled);
      out.write(bytes, offset + done, now);
      done += now;
      spooled += now;
      if (spooled == partSize) {
        sendPart(false);
      }
    }
  }

  private void sendPart(boolean last) throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
    if (upload == null) {
      upload = Failures.awaitUninterrupted(uploader.startUpload(path));
    }
    int number = parts.size() + 1;
    try (InputStream in =
        spool == null ? InputStream.nullInputStream() : Files.newInputStream(spool)) {
      parts.put(
          number,
          Failures.awaitUninterrupted(uploader.putPart(upload, number, last, path, in, spooled)));
    }
    dropSpool();
  }

  private void dropSpool() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
    if (spool != null) {
      Files.deleteIfExists(spool);
      spool = null;
    }
    spooled = 0;
  }

  @Override
  public void close() throws IOException {
    if (state != State.OPEN) {
      return;
    }
    state = State.FAILED;
    if (spooled > 0 || parts.isEmpty()) {
      sendPart(true);
    }
    state = State.SENT;
  }

  @Override
  public void complete() throws IOException {
    if (state != State.SENT) {
      throw new IOException("the upload to '" + path + "' is not whole");
    }
    Object unused = Failures.awaitUninterrupted(uploader.complete(upload, path, parts));
    state = State.COMPLETE;
    uploader.close();
  }

  @Override
  public void abort() throws IOException {
    if (state == State.COMPLETE) {
      return;
    }
    state = State.FAILED;
    try {
      if (upload != null) {
        UploadHandle dropped = upload;
        Void unused = Failures.awaitUninterrupted(uploader.abort(dropped, path));
        upload = null; // only now: what could not be aborted is tried again
        uploader.close();
      }
    } finally {
      dropSpool();
    }
  }
}
