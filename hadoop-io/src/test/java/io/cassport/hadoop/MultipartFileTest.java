package io.cassport.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.MultipartUploaderBuilder;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.impl.FileSystemMultipartUploaderBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads, over Hadoop's own uploader for file systems. */
class MultipartFileTest {
  private static final int PART = 1_000;

  @TempDir Path local;
  private final RawLocalFileSystem raw =
      new RawLocalFileSystem() {
        @Override
        public MultipartUploaderBuilder<?, ?> createMultipartUploader(
            org.apache.hadoop.fs.Path base) {
          return new FileSystemMultipartUploaderBuilder(this, base);
        }
      };

  @BeforeEach
  void open() throws IOException {
    Configuration configuration = new Configuration(false);
    configuration.setLong(MultipartFile.PART_SIZE, PART);
    raw.initialize(URI.create("file:///"), configuration);
  }

  private MultipartFile begin(String name) throws IOException {
    return new MultipartFile(raw, new org.apache.hadoop.fs.Path(local.resolve(name).toUri()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, PART - 1, PART, PART + 1, 5 * PART, 5 * PART + 7})
  void aFileAppearsWholeWhenItIsComplete(int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    MultipartFile file = begin("t");
    file.write(bytes, 0, size / 2);
    file.write(bytes, size / 2, size - size / 2);
    file.close();
    assertThat(local.resolve("t")).doesNotExist();
    file.complete();
    assertThat(local.resolve("t")).hasBinaryContent(bytes);
    file.abort();
    assertThat(local.resolve("t")).hasBinaryContent(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, PART * 3 + 1})
  void anAbortedFileLeavesNothing(int size) throws IOException {
    MultipartFile file = begin("t");
    file.write(new byte[size]);
    file.abort();
    file.abort();
    assertThatThrownBy(file::complete).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> file.write(1)).isInstanceOf(IOException.class);
    try (Stream<Path> left = Files.list(local)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aFileThatIsNotClosedIsNotCompleted() throws IOException {
    MultipartFile file = begin("t");
    file.write(new byte[10]);
    assertThatThrownBy(file::complete).hasMessageContaining("not whole");
    assertThat(local.resolve("t")).doesNotExist();
    file.abort();
  }
}
