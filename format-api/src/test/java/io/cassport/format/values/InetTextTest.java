package io.cassport.format.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses are read from their digits; nothing is looked up. */
class InetTextTest {
  /** Each of these is, for java.net.InetAddress, a host's name to look up, or has a zone. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "localhost",
        "some.host",
        "256.1.1.1",
        "1.2.3.999",
        "1...2",
        "1.2.3",
        "1.2.3.4.",
        "1",
        "0x7f.0.0.1",
        "+1.2.3.4",
        "1.2.3.4 ",
        "١.٢.٣.٤",
        "1.2.3.0004",
        "fe80::1%lo",
        "[::1]",
        ".:1",
        ":",
        ":::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "::12345",
        "::g",
        "1.2.3.4::",
        "::1.2.3.256",
        "::1.2.3.4:1",
        "1:2:3:4:5:6:7::8",
        "ｆe80::1",
        ":1:2:3:4:5:6:7"
      })
  void whatIsNoAddressInDigitsIsNone(String text) {
    assertThat(InetText.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3.4, 4",
    "001.002.003.004, 4",
    "255.255.255.255, 4",
    "::, 16",
    "::1, 16",
    "1::, 16",
    "fe80::1:2, 16",
    "FE80:0:0:0:0:0:0:1, 16",
    "::ffff:1.2.3.4, 16",
    "1:2:3:4:5:6:1.2.3.4, 16"
  })
  void anAddressIsItsBytes(String text, int bytes) {
    assertThat(InetText.parse(text))
        .hasValueSatisfying(address -> assertThat(address).hasSize(bytes));
  }

  @Test
  void itReadsWhatJavaPrints() throws UnknownHostException {
    Random random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      byte[] address = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(address);
      for (int zero = random.nextInt(address.length); zero > 0; zero--) {
        address[random.nextInt(address.length)] = 0;
      }
      String text = InetAddress.getByAddress(address).getHostAddress();
      assertThat(InetText.parse(text)).as(text).hasValue(address);
      assertThat(InetText.parse(text)).hasValue(InetAddress.getByName(text).getAddress());
    }
  }
}
