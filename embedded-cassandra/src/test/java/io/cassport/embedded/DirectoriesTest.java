package io.cassport.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoriesTest {

  @Test
  void removesATreeAndFollowsNoLinkOutOfIt(@TempDir Path directory) throws IOException {
    Path outside = Files.createFile(Files.createDirectories(directory.resolve("out")).resolve("f"));
    Path root = directory.resolve("root");
    Files.createFile(Files.createDirectories(root.resolve("a/b")).resolve("file"));
    Files.createSymbolicLink(root.resolve("link"), outside.getParent());

    Directories.deleteQuietly(root);
    Directories.deleteQuietly(root);

    assertThat(root).doesNotExist();
    assertThat(outside).exists();
  }
}
