package io.cassport.hadoop;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;
import org.apache.hadoop.security.AccessControlException;

/** Hadoop's failures as Java's file systems tell them. */
final class Failures {
  private Failures() {}

  static IOException of(IOException failure, HadoopPath path) {
    IOException told;
    if (failure instanceof FileNotFoundException) {
      told = new NoSuchFileException(path.toString(), null, failure.getMessage());
    } else if (failure instanceof AccessControlException) {
      told = new AccessDeniedException(path.toString(), null, firstLine(failure));
    } else if (failure instanceof org.apache.hadoop.fs.FileAlreadyExistsException) {
      told = new FileAlreadyExistsException(path.toString());
    } else if (failure instanceof PathIsNotEmptyDirectoryException) {
      told = new DirectoryNotEmptyException(path.toString());
    } else {
      return failure;
    }
    return (IOException) told.initCause(failure);
  }

  /** Hadoop appends the server's stack trace to its message. */
  private static String firstLine(IOException failure) {
    String message = failure.getMessage();
    return message == null ? null : message.lines().findFirst().orElse(null);
  }

  /** Waits, and takes failures out of their wrappings. */
  static <T> T await(CompletableFuture<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause
          ? cause
          : new IOException(e.getCause().toString(), e.getCause());
    }
  }

  /**
   * Waits also while interrupted, which the thread stays: a request that nobody waits for may begin
   * or fill an upload that nobody knows of, and so nobody aborts.
   */
  static <T> T awaitUninterrupted(CompletableFuture<T> future) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw e.getCause() instanceof IOException cause
              ? cause
              : new IOException(e.getCause().toString(), e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
