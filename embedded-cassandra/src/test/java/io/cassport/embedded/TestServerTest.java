package io.cassport.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestServerTest {

  @ParameterizedTest
  @CsvSource({
    "localhost:9042, localhost, 9042",
    "10.0.0.1:1, 10.0.0.1, 1",
    "[::1]:9042, ::1, 9042"
  })
  void takesAnAddress(String text, String host, int port) {
    assertThat(TestServer.parse(text, "dc")).isEqualTo(new TestServer(host, port, "dc"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", ":9042", "localhost:", "localhost:cql"})
  void refusesWhatIsNoAddressAndNamesTheChoices(String text) {
    assertThatThrownBy(() -> TestServer.parse(text, "dc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("embedded, container or host:port");
  }

  @Test
  void hasAnAddressToConnectTo() {
    assertThat(new TestServer("127.0.0.1", 9042, "dc").address().getPort()).isEqualTo(9042);
  }
}
