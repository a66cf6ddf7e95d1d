package io.cassport.format.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final int[] EDGES = {
    0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed,
    0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
  };

  private static boolean isText(Charset charset, byte[] data, int offset, int length) {
    try {
      charset.newDecoder().decode(ByteBuffer.wrap(data, offset, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static void assertJudgedAsJavaDoes(byte[] data, int offset, int length) {
    assertThat(catchThrowable(() -> Texts.requireUtf8(data, offset, length)) == null)
        .as("%s from %d, %d bytes", ByteBuffer.wrap(data), offset, length)
        .isEqualTo(isText(StandardCharsets.UTF_8, data, offset, length));
    assertThat(catchThrowable(() -> Texts.requireAscii(data, offset, length)) == null)
        .isEqualTo(isText(StandardCharsets.US_ASCII, data, offset, length));
  }

  @Test
  void edgesOfTheRulesAreJudgedAsJavaDoes() {
    for (int first : EDGES) {
      for (int second : EDGES) {
        for (int third : EDGES) {
          for (int last : EDGES) {
            byte[] data = {(byte) first, (byte) second, (byte) third, (byte) last};
            for (int length = last == 0 ? 0 : data.length; length <= data.length; length++) {
              assertJudgedAsJavaDoes(data, 0, length);
            }
          }
        }
      }
    }
  }

  @Test
  void textsOfAnyLengthAreJudgedAsJavaDoes() {
    Random random = new Random(8);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int c = random.nextInt(20); c > 0; c--) {
        text.append(random.nextInt(4) > 0 ? "a" : new String[] {"ä", "東", "😀"}[c % 3]);
      }
      byte[] data = ("#" + text + "#").getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(4) == 0) {
        data[random.nextInt(data.length)] ^= (byte) (1 << random.nextInt(8));
      }
      assertJudgedAsJavaDoes(data, 1, data.length - 2);
    }
  }
}
