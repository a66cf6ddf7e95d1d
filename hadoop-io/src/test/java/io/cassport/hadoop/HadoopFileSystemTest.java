package io.cassport.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java's file operations, over Hadoop's own local file system. */
class HadoopFileSystemTest {
  @TempDir java.nio.file.Path local;
  private HadoopFileSystem files;
  private Path root;

  @BeforeEach
  void open() throws IOException {
    RawLocalFileSystem raw = new RawLocalFileSystem();
    raw.initialize(java.net.URI.create("file:///"), new Configuration(false));
    files = new HadoopFileSystem(new Connection(raw));
    root = files.getPath(local.toString());
  }

  @Test
  void whatIsWrittenIsThereAndReadAtAnyPlace() throws IOException {
    Path file = root.resolve("a b/city=Z%C3%BCrich/part.bin");
    Files.createDirectories(file.getParent());
    Files.write(file, "0123456789".getBytes(StandardCharsets.UTF_8));
    assertThat(local.resolve("a b/city=Z%C3%BCrich/part.bin")).hasContent("0123456789");
    assertThat(Files.size(file)).isEqualTo(10);
    ByteBuffer three = ByteBuffer.allocateDirect(3);
    try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
      assertThat(channel.size()).isEqualTo(10);
      assertThat(channel.position(7).read(three)).isEqualTo(3);
      assertThat((char) three.get(0)).isEqualTo('7');
      assertThat(channel.position(2).read(ByteBuffer.allocate(100))).isEqualTo(8);
      assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(channel.position(99).read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }

  @Test
  void walkingFindsEveryFileBelow() throws IOException {
    Files.createDirectories(root.resolve("x/y"));
    Files.write(root.resolve("x/1"), new byte[1]);
    Files.write(root.resolve("x/y/2"), new byte[2]);
    try (Stream<Path> found = Files.walk(root.resolve("x"))) {
      assertThat(found.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("1", "2");
    }
  }

  @Test
  void whatAListingSaidIsNotBelievedForever() throws IOException {
    Path file = Files.write(root.resolve("grows"), new byte[1]);
    Path listed;
    try (Stream<Path> found = Files.list(root)) {
      listed = found.findAny().orElseThrow();
    }
    Files.delete(file);
    assertThat(Files.exists(listed)).isFalse();
    assertThatThrownBy(listed::toRealPath).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aMoveReplacesOnlyWhenItIsToldTo() throws IOException {
    Path one = Files.write(root.resolve("one"), new byte[] {1});
    Path two = Files.write(root.resolve("two"), new byte[] {2});
    assertThatThrownBy(() -> Files.move(one, two)).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(local.resolve("two")).hasBinaryContent(new byte[] {2});
    Files.move(one, two, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    assertThat(local.resolve("two")).hasBinaryContent(new byte[] {1});
    assertThat(local.resolve("one")).doesNotExist();
  }

  @Test
  void aDirectoryIsNotMovedIntoOneThatIsThere() throws IOException {
    Path one = Files.createDirectories(root.resolve("one"));
    Files.write(one.resolve("file"), new byte[1]);
    Path two = Files.createDirectories(root.resolve("two"));
    Files.write(two.resolve("file"), new byte[1]);
    assertThatThrownBy(() -> Files.move(one, two)).isInstanceOf(IOException.class);
    assertThat(local.resolve("two/one")).doesNotExist();
    assertThat(local.resolve("one/file")).exists();
  }

  @Test
  void failuresAreThoseOfJava() throws IOException {
    Path missing = root.resolve("missing");
    Path file = Files.write(root.resolve("file"), new byte[1]);
    assertThat(Files.exists(missing)).isFalse();
    assertThatThrownBy(() -> Files.size(missing)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Files.delete(missing)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Files.newInputStream(missing)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Files.newOutputStream(file, StandardOpenOption.CREATE_NEW))
        .isInstanceOf(FileAlreadyExistsException.class);
    Path full = Files.createDirectories(root.resolve("full"));
    Files.write(full.resolve("file"), new byte[1]);
    assertThatThrownBy(() -> Files.delete(full))
        .isInstanceOfAny(DirectoryNotEmptyException.class, IOException.class);
    assertThat(local.resolve("full/file")).exists();
  }
}
