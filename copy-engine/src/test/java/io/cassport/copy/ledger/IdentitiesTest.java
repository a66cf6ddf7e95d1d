package io.cassport.copy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cassport.copy.dataset.LocalObject;
import io.cassport.copy.job.JobControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentitiesTest {
  @TempDir private Path folder;

  private static LocalObject object(Path path) {
    return new LocalObject(path, 0, Map.of(), null);
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  @Test
  void theEndOfAFileTellsItFromAnother() throws Exception {
    byte[] bytes = new byte[100_000];
    Path path = write("a", bytes);
    FileTime time = Files.getLastModifiedTime(path);
    ObjectIdentity before = ObjectIdentity.of(object(path));
    byte[] tail = new byte[64 << 10];
    assertThat(before.fingerprint())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(tail)));
    assertThat(before.size()).isEqualTo(100_000);
    bytes[99_999] = 1;
    write("a", bytes);
    Files.setLastModifiedTime(path, time);
    ObjectIdentity after = ObjectIdentity.of(object(path));
    assertThat(after.modified()).isEqualTo(before.modified());
    assertThat(after.size()).isEqualTo(before.size());
    assertThat(after.fingerprint()).isNotEqualTo(before.fingerprint());
  }

  @Test
  void anEmptyFileHasAnIdentity() throws Exception {
    assertThat(ObjectIdentity.of(object(write("empty", new byte[0]))).size()).isZero();
  }

  @Test
  void aFileIsItselfHoweverItIsSpelledAndLinked() throws Exception {
    Path path = write("a", new byte[] {1});
    Path link = Files.createSymbolicLink(folder.resolve("link"), path);
    Path spelled = Files.createDirectory(folder.resolve("sub")).resolve("..").resolve("a");
    List<SkippedFile> skipped = new ArrayList<>();
    List<LocalObject> objects = List.of(object(path), object(link), object(spelled));
    Map<LocalObject, ObjectIdentity> found = Identities.of(objects, new JobControl(), skipped);
    assertThat(found.keySet()).containsExactly(objects.get(0));
    assertThat(skipped)
        .allSatisfy(file -> assertThat(file.cause()).isEqualTo(SkippedFile.Cause.SAME_FILE))
        .extracting(SkippedFile::object)
        .containsExactly(objects.get(1), objects.get(2));
    assertThat(ObjectIdentity.readable(found.get(objects.get(0)).uri()))
        .isEqualTo(path.toRealPath().toString());
  }

  @Test
  void keepsTheOrderOfTheFiles() throws Exception {
    List<LocalObject> objects = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      objects.add(object(write("f" + i, new byte[] {(byte) i})));
    }
    assertThat(Identities.of(objects, new JobControl(), new ArrayList<>()).keySet())
        .containsExactlyElementsOf(objects);
  }

  @Test
  void aFileThatIsGoneIsAnError() {
    List<LocalObject> objects = List.of(object(folder.resolve("gone")));
    assertThatThrownBy(() -> Identities.of(objects, new JobControl(), new ArrayList<>()))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("58P01"));
  }

  @Test
  void aUriThatIsNoFileIsShownAsItIs() {
    assertThat(ObjectIdentity.readable("s3a://bucket/a")).isEqualTo("s3a://bucket/a");
  }
}
