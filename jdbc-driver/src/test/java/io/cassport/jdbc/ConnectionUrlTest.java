package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectionUrlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "jdbc:cassport://h | h | null",
        "jdbc:cassport://h:9043/ks | h:9043 | ks",
        "jdbc:cassandra://a,b:1/ | a,b:1 | null",
        "jdbc:cassandra://a--b--c:9044/ks?fetchsize=10 | a:9044,b:9044,c:9044 | ks",
        "JDBC:CASSPORT://[::1]:9042/%22My%20Ks%22 | [::1]:9042 | \"My Ks\"",
        "jdbc:cassport:///ks | '' | ks",
        "jdbc:cassport://::1 | ::1 | null",
      })
  void takesAUrlApart(String url, String hosts, String keyspace) throws SQLException {
    assertThat(ConnectionUrl.accepts(url)).isTrue();
    ConnectionUrl parsed = ConnectionUrl.parse(url);
    assertThat(String.join(",", parsed.hosts())).isEqualTo(hosts);
    assertThat(parsed.keyspace()).isEqualTo(keyspace);
  }

  @ParameterizedTest
  @DisplayName("L-04, peers 15: other drivers' URLs are left to them")
  @ValueSource(
      strings = {
        "jdbc:cassandra:Server=h;Port=9042",
        "jdbc:cassandra://h:9042;AuthMech=1",
        "jdbc:cassandra:astra://db/ks",
        "jdbc:cassandra:aws://h/ks",
        "jdbc:postgresql://h/db",
        "jdbc:cassport:h",
        "",
      })
  void l04_leavesOtherDriversUrlsAlone(String url) throws SQLException {
    assertThat(ConnectionUrl.accepts(url)).isFalse();
    assertThat(new CassportDriver().connect(url, null)).isNull();
  }

  @Test
  @DisplayName("L-04: null is no URL")
  void l04_nullIsNoUrl() throws SQLException {
    assertThat(new CassportDriver().acceptsURL(null)).isFalse();
    assertThat(new CassportDriver().connect(null, null)).isNull();
  }

  @Test
  void aSemicolonInAPasswordIsNotAnotherDriversUrl() throws SQLException {
    String url = "jdbc:cassport://h?password=a;b%26c+d";
    assertThat(ConnectionUrl.accepts(url)).isTrue();
    assertThat(ConnectionUrl.parse(url).parameters()).containsEntry("password", "a;b&c+d");
  }

  @Test
  void refusesAUserBeforeTheHost() {
    assertThatThrownBy(() -> ConnectionUrl.parse("jdbc:cassport://u:secret@h"))
        .hasMessageContaining("properties")
        .hasMessageNotContaining("secret");
  }

  @Test
  void whatIsShownHasNoParameters() throws SQLException {
    assertThat(ConnectionUrl.parse("jdbc:cassandra://h/ks?user=u&password=secret").toString())
        .isEqualTo("jdbc:cassport://h/ks");
  }
}
