package io.cassport.format.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TextCodecTest {
  private static final ProtocolVersion VERSION = ProtocolVersion.DEFAULT;
  private static final TypeCodec<String> TEXT = CqlCodecs.REGISTRY.codecFor(DataTypes.TEXT);
  private static final TypeCodec<String> ASCII = CqlCodecs.REGISTRY.codecFor(DataTypes.ASCII);

  private static Object outcome(TypeCodec<String> codec, String value) {
    try {
      return codec.encode(value, VERSION);
    } catch (IllegalArgumentException e) {
      return e.getCause().getClass();
    }
  }

  private static Object outcome(TypeCodec<String> codec, byte[] bytes) {
    try {
      return codec.decode(ByteBuffer.wrap(bytes), VERSION);
    } catch (IllegalArgumentException e) {
      return e.getCause().getClass();
    }
  }

  @Property
  void whatAnyStringBecomesIsWhatTheDriversCodecMakesOfIt(@ForAll String value) {
    assertThat(outcome(TEXT, value)).isEqualTo(outcome(TypeCodecs.TEXT, value));
    assertThat(outcome(ASCII, value)).isEqualTo(outcome(TypeCodecs.ASCII, value));
    assertThat(TEXT.parse(TEXT.format(value))).isEqualTo(value);
  }

  @Property
  void whatAnyBytesAreIsWhatTheDriversCodecMakesOfThem(@ForAll byte[] bytes) {
    assertThat(outcome(TEXT, bytes)).isEqualTo(outcome(TypeCodecs.TEXT, bytes));
    assertThat(outcome(ASCII, bytes)).isEqualTo(outcome(TypeCodecs.ASCII, bytes));
  }

  @Example
  void halfASurrogatePairIsRefusedAndAWholeOneIsFourBytes() {
    for (String half : List.of("\ud83d", "a\ude00", "\ude00\ud83d")) {
      assertThatThrownBy(() -> TEXT.encode(half, VERSION))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(TEXT.encode("\ud83d\ude00", VERSION).remaining()).isEqualTo(4);
    assertThatThrownBy(() -> ASCII.encode("é", VERSION))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
