package io.cassport.copy.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * An add-on's way to files elsewhere. Its paths must be absolute, normalized and never follow
 * links, because who may touch what is decided by comparing them.
 */
public interface RemoteFiles {
  /** The schemes of the URIs it takes, in lower case. */
  Set<String> schemes();

  /**
   * The path that a URI names; nothing is connected to before the path is used. A URI that does not
   * say where it leads without help from elsewhere is refused.
   *
   * @param written such as {@code hdfs://host:8020/data/t.parquet}; taken as it stands, without
   *     undoing %XX
   * @param settings of the connection, by their names without a prefix; may hold secrets
   * @throws java.nio.file.InvalidPathException when it is no such URI
   * @throws IOException when something is missing on the class path
   */
  Path path(String written, Map<String, String> settings) throws IOException;
}
