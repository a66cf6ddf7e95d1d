package io.cassport.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class GzipMembersTest {
  /** Bytes that hardly compress, so that members end anywhere in buffers. */
  private static byte[] plain(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] read(byte[] file, int buffer) throws IOException {
    try (InputStream in = new GzipMembers(new ByteArrayInputStream(file), buffer)) {
      return in.readAllBytes();
    }
  }

  @Property(tries = 300)
  void everyMemberIsReadHoweverTheyLieInTheBuffer(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 8) int members,
      @ForAll @IntRange(min = 32, max = 200) int buffer)
      throws IOException {
    Random random = new Random(seed);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int member = 0; member < members; member++) {
      byte[] bytes = plain(random, random.nextInt(300));
      all.write(bytes);
      file.write(Compression.GZIP.compress(bytes, bytes.length, null));
    }
    assertThat(read(file.toByteArray(), buffer)).isEqualTo(all.toByteArray());
  }

  @Property(tries = 300)
  void aBitThatIsFlippedInAnyMemberIsAnErrorOrChangesNothing(
      @ForAll long seed, @ForAll @IntRange(min = 32, max = 200) int buffer) throws IOException {
    Random random = new Random(seed);
    byte[] bytes = plain(random, 1 + random.nextInt(300));
    byte[] member = Compression.GZIP.compress(bytes, bytes.length, null);
    byte[] file = twice(member);
    int at = member.length + random.nextInt(member.length);
    file[at] ^= (byte) (1 << random.nextInt(8));
    byte[] found;
    try {
      found = read(file, buffer);
    } catch (IOException e) {
      return;
    }
    // the time and the system of a header, say, or the bits that fill up a stored block's first
    // byte
    assertThat(found).isEqualTo(twice(bytes));
  }

  @Property(tries = 100)
  void aMemberThatIsCutIsAnError(
      @ForAll long seed, @ForAll @IntRange(min = 32, max = 200) int buffer) {
    Random random = new Random(seed);
    byte[] bytes = plain(random, random.nextInt(300));
    byte[] member = Compression.GZIP.compress(bytes, bytes.length, null);
    int length = member.length + 1 + random.nextInt(member.length - 1);
    byte[] file = Arrays.copyOf(twice(member), length);
    assertThatThrownBy(() -> read(file, buffer)).isInstanceOf(IOException.class);
  }

  @Example
  void theErrorSaysWhereTheLastMemberEnds() {
    byte[] member = Compression.GZIP.compress(new byte[100], 100, null);
    byte[] file = twice(member);
    file[member.length + 2] = 24;
    assertThatThrownBy(() -> read(file, 512))
        .isInstanceOf(ZipException.class)
        .hasMessage("what begins at its byte " + member.length + " is no member of a gzip file");
  }

  private static byte[] twice(byte[] bytes) {
    byte[] both = Arrays.copyOf(bytes, 2 * bytes.length);
    System.arraycopy(bytes, 0, both, bytes.length, bytes.length);
    return both;
  }
}
