package io.cassport.compliance.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Time;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SequenceTest {
  /** A driver whose connections answer getSchema, fail in getCatalog and know nothing else. */
  private static Report play(String text) {
    Connection connection =
        (Connection)
            Proxy.newProxyInstance(
                SequenceTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getSchema" -> "sequences";
                      case "getCatalog" -> throw new SQLException("no catalogs", "42000");
                      case "isReadOnly" -> throw new IllegalStateException("broken");
                      case "isValid" -> {
                        Thread.sleep(20);
                        yield true;
                      }
                      case "getHoldability" -> 2;
                      default -> null;
                    });
    Driver driver =
        (Driver)
            Proxy.newProxyInstance(
                SequenceTest.class.getClassLoader(),
                new Class<?>[] {Driver.class},
                (proxy, method, arguments) -> connection);
    return new Player(driver, Map.of("url", "jdbc:none"))
        .play(Sequence.parse("test", "# A title\nc = driver.connect(\"${url}\", null)\n" + text));
  }

  private static Report.Entry last(String text) {
    List<Report.Entry> entries = play(text).entries();
    return entries.get(entries.size() - 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "c.getSchema()                          | OK",
        "c.getSchema() -> \"sequences\"         | OK",
        "c.getSchema() -> \"other\"             | FAILED",
        "c.getSchema() -> null                  | FAILED",
        "c.getSchema() -> matches \"seq.*\"     | OK",
        "c.getSchema() -> matches \"seq\"       | FAILED",
        "c.getSchema() -> throws                | FAILED",
        "c.getSchema() -> one of (1, \"sequences\") | OK",
        "c.getSchema() -> empty                 | FAILED",
        "c.getHoldability() -> 2                | OK",
        "c.getHoldability() -> 2L               | OK",
        "c.getHoldability() -> >= 3             | FAILED",
        "c.getHoldability() -> < 3              | OK",
        "c.getCatalog()                         | FAILED",
        "c.getCatalog() -> any                  | FAILED",
        "c.getCatalog() -> throws               | OK",
        "c.getCatalog() -> throws 42            | OK",
        "c.getCatalog() -> throws 08001         | FAILED",
        "c.getCatalog() -> throws 08001~42000   | OK",
        "c.getCatalog() -> may throw            | OK",
        "c.isReadOnly() -> may throw            | FAILED",
        "c.isReadOnly() -> throws               | FAILED",
        "c.isValid(5) -> true within 1ms        | FAILED",
        "c.isValid(5) -> true within 60000ms    | OK",
        "c.getMetaData() -> not null            | FAILED",
        "c.noSuchMethod()                       | SKIPPED",
        "d.getSchema()                          | SKIPPED",
        "c.prepareStatement(d)                  | SKIPPED",
        "c.prepareStatement(\"x\", null)        | SKIPPED",
        "c.prepareStatement(\"x\", null:String[]) | OK"
      })
  void everyExpectationHoldsOrNot(String line, Report.Status status) {
    assertThat(last(line.strip().replace('~', '|')))
        .extracting(Report.Entry::status)
        .isEqualTo(status);
  }

  @Test
  void aLoopRunsAsLongAsItsConditionAndCountsItsRounds() {
    assertThat(last("while c.isClosed() -> 0\n  c.getCatalog()\nend").status())
        .isEqualTo(Report.Status.OK);
    assertThat(last("while c.isClosed() -> 1\nend").status()).isEqualTo(Report.Status.FAILED);
  }

  @Test
  void aFailureIsToldWithItsLineAndTheNextStepIsStillPlayed() {
    Report report = play("c.getSchema() -> \"other\"\nc.getSchema()");
    assertThat(report.entries()).hasSize(3);
    assertThat(report.summary())
        .startsWith("A title: 2 of 3 calls as expected")
        .contains("FAILED     3", "expected \"other\", got \"sequences\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "c.close(           | line 3: expected an argument",
        "c.close() -> bytes | line 3: not there yet",
        "c.close() x        | expected the end of the line",
        "close()            | expected .",
        "c.f(colour(1))     | expected one of address, byte",
        "c.f(\"x)           | expected a closing quote",
        "end                | an end without a while",
        "while c.next()     | line 3: this while has no end"
      })
  void aLineThatIsNotOfTheFormatIsNamed(String line, String message) {
    if (message.endsWith("not there yet")) {
      // A bare name is the result of an earlier line, which only playing can know.
      assertThat(last(line).status()).isEqualTo(Report.Status.SKIPPED);
    } else {
      assertThatThrownBy(() -> play(line))
          .isInstanceOf(SequenceFormatException.class)
          .hasMessageContaining(message);
    }
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    List<Object> values =
        List.of(
            1,
            2L,
            1.5,
            2.5f,
            (short) 3,
            true,
            "a \"text\"\nwith \\ and ü",
            new BigDecimal("1.50"),
            UUID.fromString("11111111-1111-1111-1111-111111111111"),
            LocalDate.of(2024, 1, 2),
            Time.valueOf("03:04:05"),
            List.of("x", 1),
            String.class);
    String text =
        values.stream()
            .map(value -> "c.getHoldability() -> one of (2, " + Values.write(value) + ")")
            .collect(Collectors.joining("\n"));
    assertThat(play(text).failures()).isEmpty();
    assertThat(Values.write(new Object[] {1, "x"})).isEqualTo("objects(1, \"x\")");
    assertThat(Values.write(new byte[] {1, -1})).isEqualTo("bytes(\"01ff\")");
    assertThat(Values.write(new Object())).isNull();
  }

  static List<String> names() {
    return Sequences.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everySequenceThatComesAlongIsOfTheFormat(String name) {
    Sequence sequence = Sequences.named(name);
    assertThat(sequence.title()).matches("[A-Z]-\\d\\d.* · .*");
    assertThat(sequence.steps()).hasSizeGreaterThan(6);
  }

  @Test
  void theFixtureRepeatsWhatItSaysToRepeat() {
    assertThat(Sequences.fixture())
        .contains("INSERT INTO numbers (id, v) VALUES (499, 'v499')")
        .allMatch(statement -> !statement.contains("repeat"));
  }
}
