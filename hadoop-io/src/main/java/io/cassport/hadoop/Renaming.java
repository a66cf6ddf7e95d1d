package io.cassport.hadoop;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * The rename that says whether it may replace, which Hadoop shows to subclasses only. The public
 * one moves a directory into one that is there.
 */
final class Renaming extends FilterFileSystem {
  Renaming(FileSystem files) {
    super(files);
  }

  void move(Path from, Path to, boolean replace) throws IOException {
    rename(from, to, replace ? Options.Rename.OVERWRITE : Options.Rename.NONE);
  }
}
