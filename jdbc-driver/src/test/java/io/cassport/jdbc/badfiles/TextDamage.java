package io.cassport.jdbc.badfiles;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Damages text that may be compressed: the bytes of the file, and the text in it. */
public final class TextDamage {
  /** What values may not be, or not be that large. */
  private static final List<String> ABSURD =
      List.of(
          "1e999999999",
          "-1e-999999999",
          "1e2147483648",
          "1e1000000",
          "9".repeat(300_000),
          "0." + "9".repeat(50_000),
          "0x" + "f".repeat(100_001),
          "[".repeat(100_000),
          "{\"a\":".repeat(50_000),
          "(".repeat(100_000),
          "\"".repeat(99_999),
          "'".repeat(99_999),
          "\\".repeat(99_999),
          ",".repeat(200_000),
          "999999999-12-31",
          "-292275055-05-16T16:47:04.192Z",
          "9".repeat(400) + "y",
          "P" + "9".repeat(30) + "Y",
          "25:61:61.9999999999",
          "::ffff:999.1.1.1",
          "\ud83d\ude00".repeat(1_000),
          "\u0000");

  private static final byte[][] SPECIAL = {
    {'"'},
    {'\''},
    {'\\'},
    {','},
    {'\n'},
    {'\r'},
    {'\t'},
    {0},
    {'{'},
    {'}'},
    {'['},
    {']'},
    {':'},
    {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
    {(byte) 0xff, (byte) 0xfe},
    {(byte) 0xc3},
    {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
    {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
    "\\ud800".getBytes(StandardCharsets.US_ASCII),
    "/*".getBytes(StandardCharsets.US_ASCII),
    "null".getBytes(StandardCharsets.US_ASCII)
  };

  /** Where one value may end and another begin. */
  private static final String BETWEEN = ",:\n[]{}";

  private TextDamage() {}

  /** As many files as asked for, the same for the same seed. */
  public static Stream<BadFile> files(List<Original> originals, long seed, int count) {
    List<Kind> kinds = kinds();
    List<Original> compressed =
        originals.stream().filter(original -> isCompressed(original.name())).toList();
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              Kind kind = kinds.get(i % kinds.size());
              List<Original> of = kind.checked() ? compressed : originals;
              return kind.apply(of.get(random.nextInt(of.size())), random);
            });
  }

  private static List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>(ByteDamage.KINDS);
    for (Kind kind : ByteDamage.KINDS) {
      kinds.add(Kind.of(kind.name() + " before compression", inside(kind.damage())));
    }
    kinds.add(Kind.of("special characters", inside(TextDamage::special)));
    kinds.add(Kind.of("absurd values", inside(TextDamage::absurd)));
    // behind the magic bytes, without which it is no compressed file
    kinds.add(
        new Kind(
            "bits behind a compressed file's magic",
            true,
            (file, random) -> ByteDamage.flipped(file, random, 10, file.length)));
    return kinds;
  }

  static boolean isCompressed(String name) {
    return name.endsWith(".gz") || name.endsWith(".zst");
  }

  private static byte[] special(byte[] text, Random random) {
    byte[] damaged = text;
    for (int times = 1 + random.nextInt(4); times > 0; times--) {
      int at = random.nextInt(damaged.length);
      int removed = random.nextInt(2);
      damaged = ByteDamage.spliced(damaged, at, removed, SPECIAL[random.nextInt(SPECIAL.length)]);
    }
    return damaged;
  }

  /** A value, of those that are not too hard to find, becomes one of the absurd. */
  private static byte[] absurd(byte[] text, Random random) {
    int from = random.nextInt(text.length);
    while (from < text.length && BETWEEN.indexOf(text[from]) < 0) {
      from++;
    }
    from = Math.min(text.length, from + 1);
    int to = from;
    while (to < text.length && BETWEEN.indexOf(text[to]) < 0) {
      to++;
    }
    String value = ABSURD.get(random.nextInt(ABSURD.size()));
    String quote = new String[] {"", "\"", "'"}[random.nextInt(3)];
    byte[] bytes = (quote + value + quote).getBytes(StandardCharsets.UTF_8);
    return ByteDamage.spliced(text, from, to - from, bytes);
  }

  /** Damage to what is compressed, if it is. */
  private static Kind.Damage inside(Kind.Damage damage) {
    return (file, random) -> {
      boolean gzip = file.length > 1 && file[0] == 0x1f && file[1] == (byte) 0x8b;
      boolean zstd = file.length > 1 && file[0] == 0x28 && file[1] == (byte) 0xb5;
      if (!gzip && !zstd) {
        return damage.of(file, random);
      }
      byte[] text;
      ByteArrayInputStream bytes = new ByteArrayInputStream(file);
      try (InputStream in = gzip ? new GZIPInputStream(bytes) : new ZstdInputStream(bytes)) {
        text = in.readAllBytes();
      }
      byte[] damaged = damage.of(text, random);
      return compressed(gzip ? ".gz" : ".zst", out -> out.write(damaged));
    };
  }

  /** What writes a text. */
  interface Text {
    void write(OutputStream out) throws IOException;
  }

  /** A text compressed as a file's name says. */
  static byte[] compressed(String name, Text text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        name.endsWith(".gz")
            ? new GZIPOutputStream(bytes)
            : name.endsWith(".zst") ? new ZstdOutputStream(bytes) : bytes) {
      text.write(out);
    }
    return bytes.toByteArray();
  }
}
