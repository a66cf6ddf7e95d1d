package io.cassport.copy.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing done with a guarded path happens outside of the roots, whoever exchanges directories. */
class GuardedFilesTest {
  /** Of 4,000 paths that were looked at and then used plainly, 77 renames went outside. */
  private static final int ATTEMPTS = Integer.getInteger("cassport.exchanges", 2_000);

  private static final int SUCCESSES = 20;

  @TempDir Path folder;
  private Path root;
  private Path outside;
  private Roots roots;

  @BeforeEach
  void makeDirectories() throws IOException {
    root = Files.createDirectories(folder.toRealPath().resolve("root"));
    outside = Files.createDirectories(folder.toRealPath().resolve("outside"));
    Files.createDirectories(root.resolve("d"));
    Files.writeString(root.resolve("d/f"), "inside");
    Files.writeString(outside.resolve("f"), "outside");
    roots = Roots.of(List.of(List.of(root)));
  }

  private Path guarded(String path) {
    return roots.guard(root.resolve(path));
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private interface Step {
    void run(int i) throws IOException;
  }

  /** Does it again and again while d is exchanged for a link to outside. */
  private void whileExchanged(Step step) throws Exception {
    int done = 0;
    try (ExchangedDirectory exchanged = new ExchangedDirectory(root.resolve("d"), outside)) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      for (int i = 0; i < ATTEMPTS || done < SUCCESSES && System.nanoTime() < end; i++) {
        try {
          step.run(i);
          done++;
        } catch (IOException e) {
          // refused, or just then there is no such directory
        }
      }
      assertThat(exchanged.end()).as("exchanges meanwhile").isGreaterThan(50);
    }
    assertThat(done).as("successes, so that the race was one").isGreaterThanOrEqualTo(SUCCESSES);
  }

  @Test
  void readingNeverReadsOutside() throws Exception {
    whileExchanged(i -> assertThat(Files.readString(guarded("d/f"))).isEqualTo("inside"));
  }

  @Test
  void listingNeverListsOutside() throws Exception {
    Files.writeString(outside.resolve("secret"), "");
    whileExchanged(
        i -> {
          try (Stream<Path> files = Files.list(guarded("d"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("f");
          }
        });
  }

  @Test
  void writingNeverWritesOutside() throws Exception {
    whileExchanged(
        i -> {
          if (i % 2 == 0) {
            Files.writeString(guarded("d/new-" + i), "x", StandardOpenOption.CREATE_NEW);
          } else {
            Files.writeString(guarded("d/f"), "inside");
          }
        });
    assertThat(names(outside)).containsExactly("f");
    assertThat(Files.readString(outside.resolve("f"))).isEqualTo("outside");
  }

  @Test
  void renamingNeverRenamesOutside() throws Exception {
    whileExchanged(
        i -> {
          Path made = guarded(".made");
          Files.writeString(made, "x");
          if (i % 2 == 0) {
            Files.move(made, guarded("d/new-" + i));
          } else {
            Files.move(made, guarded("d/replaced"), StandardCopyOption.REPLACE_EXISTING);
          }
        });
    assertThat(names(outside)).containsExactly("f");
  }

  @Test
  void deletingNeverDeletesOutside() throws Exception {
    for (int i = 0; i < ATTEMPTS; i++) {
      Files.writeString(outside.resolve("old-" + i), "");
      Files.writeString(root.resolve("d/old-" + i), "");
    }
    whileExchanged(i -> Files.delete(guarded("d/old-" + i)));
    assertThat(names(outside)).hasSize(ATTEMPTS + 1);
  }

  @Test
  void makingDirectoriesLeavesNothingOutsideButEmptyHiddenOnes() throws Exception {
    whileExchanged(i -> Files.createDirectory(guarded("d/new-" + i)));
    for (String name : names(outside)) {
      if (!name.equals("f")) {
        assertThat(name).matches("\\.cassport-[0-9a-f-]{36}\\.new");
        assertThat(names(outside.resolve(name))).isEmpty();
      }
    }
  }

  @Test
  void permissionsOfOthersAreNeverChanged() throws Exception {
    var before = Files.getPosixFilePermissions(outside.resolve("f"));
    whileExchanged(
        i ->
            Files.setAttribute(
                guarded("d/f"), "posix:permissions", PosixFilePermissions.fromString("rw-------")));
    assertThat(Files.getPosixFilePermissions(outside.resolve("f"))).isEqualTo(before);
  }

  @Test
  void whatAFileSystemDoesIsDoneInside() throws Exception {
    Files.createDirectories(guarded("x/y/z"));
    Files.writeString(guarded("x/y/z/a"), "a");
    assertThatThrownBy(() -> Files.createDirectory(guarded("x/y")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> Files.move(guarded("d/f"), guarded("x/y/z/a")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> Files.readString(guarded("x/no/a")))
        .isInstanceOf(NoSuchFileException.class);
    Files.move(guarded("x/y"), guarded("moved"));
    assertThat(Files.readString(root.resolve("moved/z/a"))).isEqualTo("a");
    try (FileChannel channel =
        FileChannel.open(
            guarded("lock"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      assertThat(channel.tryLock()).isNotNull();
    }
    assertThat(Files.deleteIfExists(guarded("lock"))).isTrue();
    assertThat(Files.deleteIfExists(guarded("lock"))).isFalse();
    assertThat(Files.exists(guarded("lock"))).isFalse();
    assertThat(Files.isWritable(guarded("d"))).isTrue();
    assertThat(guarded("d").toUri()).isEqualTo(root.resolve("d").toUri());
    try (Stream<Path> all = Files.walk(guarded(""), FileVisitOption.FOLLOW_LINKS)) {
      assertThat(all.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("f", "a");
    }
  }

  @Test
  void linksThatStayInsideAreFollowedAndOthersRefused() throws Exception {
    Files.createSymbolicLink(root.resolve("in"), root.resolve("d"));
    Files.createSymbolicLink(root.resolve("out"), outside);
    Files.createSymbolicLink(root.resolve("file"), outside.resolve("f"));
    Files.createSymbolicLink(root.resolve("nowhere"), outside.resolve("no"));
    assertThat(Files.readString(guarded("in/f"))).isEqualTo("inside");
    for (String path : List.of("out/f", "file", "nowhere", "../outside/f", "d/../../outside/f")) {
      assertThatThrownBy(() -> Files.readString(guarded(path)))
          .as(path)
          .isInstanceOf(OutsideRootsException.class);
      assertThatThrownBy(() -> Files.writeString(guarded(path), "x"))
          .as(path)
          .isInstanceOf(OutsideRootsException.class);
    }
    assertThatThrownBy(() -> Files.move(guarded("d/f"), guarded("out/g")))
        .isInstanceOf(OutsideRootsException.class);
    Files.delete(guarded("out"));
    assertThat(names(outside)).as("of a link the link is deleted").containsExactly("f");
    assertThat(Files.readString(outside.resolve("f"))).isEqualTo("outside");
  }

  @Test
  void whereDirectoriesCannotBeHeldAFileIsLookedAtAgainWhenItIsOpen() throws Exception {
    Path file = root.resolve("d/f");
    new Place.Named(file).open(Set.of(StandardOpenOption.READ)).close();
    Files.move(root.resolve("d"), root.resolve("e"));
    Files.createSymbolicLink(root.resolve("d"), outside);
    assertThatThrownBy(() -> new Place.Named(file).open(Set.of(StandardOpenOption.READ)).close())
        .isInstanceOf(OutsideRootsException.class);
  }
}
