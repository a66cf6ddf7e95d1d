package io.cassport.hadoop;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RemoteIterator;

/** The entries of a directory, fetched as they are asked for, once. */
final class Listing implements DirectoryStream<Path> {
  private final HadoopPath directory;
  private final RemoteIterator<FileStatus> entries;
  private final Filter<? super Path> filter;
  private boolean given;

  Listing(HadoopPath directory, RemoteIterator<FileStatus> entries, Filter<? super Path> filter) {
    this.directory = directory;
    this.entries = entries;
    this.filter = filter;
  }

  @Override
  public Iterator<Path> iterator() {
    if (given) {
      throw new IllegalStateException("a listing has one iterator");
    }
    given = true;
    return new Entries();
  }

  private final class Entries implements Iterator<Path> {
    private Path next;

    @Override
    public boolean hasNext() {
      try {
        while (next == null && entries.hasNext()) {
          FileStatus status = entries.next();
          HadoopPath path = (HadoopPath) directory.resolve(status.getPath().getName());
          path = path.listed(status);
          next = filter.accept(path) ? path : null;
        }
        return next != null;
      } catch (IOException e) {
        throw new DirectoryIteratorException(Failures.of(e, directory));
      }
    }

    @Override
    public Path next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Path found = next;
      next = null;
      return found;
    }
  }

  @Override
  public void close() {
    // the server keeps nothing for a listing
  }
}
