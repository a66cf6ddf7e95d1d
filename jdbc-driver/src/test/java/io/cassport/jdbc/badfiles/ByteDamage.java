package io.cassport.jdbc.badfiles;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damage that needs no knowledge of a format. */
final class ByteDamage {
  static final List<Kind> KINDS =
      List.of(
          Kind.of("bits flipped", (file, random) -> flipped(file, random, 0, file.length)),
          Kind.of("cut off", (file, random) -> Arrays.copyOf(file, random.nextInt(file.length))),
          Kind.of("bytes inserted", ByteDamage::inserted),
          Kind.of("bytes removed", ByteDamage::removed),
          Kind.of("bytes overwritten", ByteDamage::overwritten),
          Kind.of("a part repeated", ByteDamage::repeated));

  private ByteDamage() {}

  /** Flips one to three bits of a range. */
  static byte[] flipped(byte[] file, Random random, int from, int to) {
    byte[] damaged = file.clone();
    // a bit that is flipped twice is as it was
    for (int flips = 1 + random.nextInt(3); flips > 0 || Arrays.equals(damaged, file); flips--) {
      damaged[from + random.nextInt(to - from)] ^= (byte) (1 << random.nextInt(8));
    }
    return damaged;
  }

  private static byte[] inserted(byte[] file, Random random) {
    byte[] some = new byte[1 + random.nextInt(9)];
    random.nextBytes(some);
    return spliced(file, random.nextInt(file.length + 1), 0, some);
  }

  private static byte[] removed(byte[] file, Random random) {
    int at = random.nextInt(file.length);
    return spliced(file, at, Math.min(file.length - at, 1 + random.nextInt(9)), new byte[0]);
  }

  /** With nothing but zeros or ones, as disks and networks do. */
  private static byte[] overwritten(byte[] file, Random random) {
    byte[] damaged = file.clone();
    int from = random.nextInt(file.length);
    int to = Math.min(file.length, from + 1 + random.nextInt(64));
    Arrays.fill(damaged, from, to, (byte) (random.nextBoolean() ? 0 : 0xff));
    return damaged;
  }

  private static byte[] repeated(byte[] file, Random random) {
    int from = random.nextInt(file.length);
    int to = Math.min(file.length, from + 1 + random.nextInt(256));
    return spliced(file, to, 0, Arrays.copyOfRange(file, from, to));
  }

  /** The file with some bytes at a place instead of others. */
  static byte[] spliced(byte[] file, int at, int removed, byte[] inserted) {
    byte[] whole = new byte[file.length - removed + inserted.length];
    System.arraycopy(file, 0, whole, 0, at);
    System.arraycopy(inserted, 0, whole, at, inserted.length);
    System.arraycopy(file, at + removed, whole, at + inserted.length, file.length - at - removed);
    return whole;
  }
}
