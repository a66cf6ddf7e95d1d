package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
  private static Properties properties(String... namesAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    return properties;
  }

  @ParameterizedTest
  @CsvSource({
    "localdatacenter, localDatacenter",
    "consistencyLevel, consistency",
    "CONSISTENCYLEVEL, consistency",
    "fetchsize, fetchSize",
    "requesttimeout, requestTimeout",
    "enablessl, ssl",
    "hostnameverification, sslHostnameVerification",
    "serialConsistencyLevel, serialConsistency",
    "serialconsistency, serialConsistency",
    "connecttimeout, connectTimeout",
    "usekrb5, useKerberos",
    "usesigv4, useAwsSigV4",
    "awsregion, awsRegion",
    "secureconnectbundle, secureConnectBundle",
    "configfile, configFile",
  })
  void knowsTheNamesOfTheOtherDriver(String written, String name) {
    assertThat(ConnectionProperties.named(written))
        .hasValueSatisfying(property -> assertThat(property.name()).isEqualTo(name));
  }

  @ParameterizedTest
  @CsvSource({"cassport, cassport", "Ledger_1, ledger_1", "'\"Ledger 1\"', Ledger 1"})
  void theLedgersKeyspaceIsWrittenAsInCql(String written, String name) throws SQLException {
    Settings settings = Settings.of("jdbc:cassport://h", properties("copyKeyspace", written));
    assertThat(settings.copyKeyspace().asInternal()).isEqualTo(name);
  }

  @Test
  void aLedgersKeyspaceThatIsNoNameIsAnError() throws SQLException {
    Settings settings = Settings.of("jdbc:cassport://h", properties("copyKeyspace", "a; b"));
    assertThatThrownBy(settings::copyKeyspace)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42000"))
        .hasMessageContaining("copyKeyspace");
  }

  @Test
  void propertiesBeatTheUrl() throws SQLException {
    Settings settings =
        Settings.of(
            "jdbc:cassport://h/a?copy=readwrite&keyspace=b",
            properties("COPY", "off", "keyspace", "c"));
    assertThat(settings.get(ConnectionProperties.COPY)).isEqualTo("off");
    assertThat(settings.keyspace()).isEqualTo("c");
  }

  @Test
  void whatHadoopReadsIsKnownByItsPrefixAndNeverInTheUrl() throws SQLException {
    Settings settings =
        Settings.of(
            "jdbc:cassport://h?strict=true",
            properties("hadoop.fs.a", "1", "credentials.n.fs.c", "2", "credentials.m.fs.c", "3"));
    assertThat(settings.hadoop()).isEqualTo(Map.of("fs.a", "1"));
    assertThat(settings.credentials())
        .isEqualTo(Map.of("n", Map.of("fs.c", "2"), "m", Map.of("fs.c", "3")));
    assertThat(Settings.of("jdbc:cassport://h", properties("credentials.n", "x")).warning())
        .contains("credentials.n");
    for (String name : new String[] {"hadoop.fs.a", "credentials.n.fs.c"}) {
      assertThatThrownBy(() -> Settings.of("jdbc:cassport://h?" + name + "=secret", null))
          .hasMessageContaining(name + " cannot be in the URL");
    }
  }

  @Test
  void anUnknownNameIsAWarningOrWithStrictAnError() throws SQLException {
    assertThat(Settings.of("jdbc:cassport://h?nonsense=1", null).warning()).contains("nonsense");
    assertThatThrownBy(() -> Settings.of("jdbc:cassport://h?nonsense=1&strict=true", null))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42000"))
        .hasMessageContaining("nonsense");
  }

  @Test
  void aValueThatCannotBeIsNamedWithItsChoices() {
    assertThatThrownBy(() -> Settings.of("jdbc:cassport://h?uuidType=TEXT", null))
        .hasMessageContaining("uuidType")
        .hasMessageContaining("ROWID");
  }

  @Test
  void sessionsAreToldApartByWhatTheyAreBuiltFrom() throws SQLException {
    SessionKey plain = SessionKey.of(Settings.of("jdbc:cassport://h/a", null), null);
    assertThat(SessionKey.of(Settings.of("jdbc:cassandra://h/b?uuidType=OTHER", null), null))
        .isEqualTo(plain)
        .hasSameHashCodeAs(plain);
    assertThat(SessionKey.of(Settings.of("jdbc:cassport://h?user=u", null), null))
        .isNotEqualTo(plain);
  }

  @Test
  void aPasswordIsInNoText() throws SQLException {
    Settings settings = Settings.of("jdbc:cassport://h?user=u&password=secret", null);
    assertThat(settings.url() + SessionKey.of(settings, null)).doesNotContain("secret");
  }

  @ParameterizedTest
  @DisplayName("L-03: getPropertyInfo of nothing, of a template, of another driver's URL")
  @NullSource
  @ValueSource(
      strings = {
        "",
        "jdbc:cassandra://{host}[:{port}]",
        "jdbc:cassport://h:{port}/{database}?uuidType=nonsense",
        "jdbc:other:x"
      })
  void l03_getPropertyInfoNeverThrows(String url) {
    CassportDriver driver = new CassportDriver();
    assertThat(driver.getPropertyInfo(url, new Properties()))
        .hasSameSizeAs(ConnectionProperties.ALL);
    assertThat(driver.getPropertyInfo(url, null)).allSatisfy(SettingsTest::isDescribed);
  }

  private static void isDescribed(DriverPropertyInfo info) {
    assertThat(info.name).isNotBlank();
    assertThat(info.description).endsWith(".");
    if (info.choices != null) {
      assertThat(Arrays.asList(info.choices)).contains(info.value);
    }
  }
}
