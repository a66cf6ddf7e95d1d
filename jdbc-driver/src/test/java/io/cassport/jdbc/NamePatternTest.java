package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

final class NamePatternTest {
  private static final List<String> NAMES =
      List.of("a_b", "axb", "a%b", "ab", "Mixed", "a.b", "a(b", "a\\b", "line\nbreak");

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = "%")
  void everythingIsNullOrEmptyOrPercent(String pattern) {
    assertThat(NamePattern.matching(NAMES, pattern)).isEqualTo(NAMES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a_b   | a_b",
        "a_    | ab",
        "a\\_b | a_b",
        "a\\%b | a%b",
        "a\\\\b| a\\b",
        "a%b   | a_b,axb,a%b,ab,a.b,a(b,a\\b",
        "a%%b  | a_b,axb,a%b,ab,a.b,a(b,a\\b",
        "_b    | ab",
        "a.b   | a.b",
        "a(%   | a(b",
        "mixed | ''",
        "M%    | Mixed",
        "l%k   | 'line\nbreak'",
        "ab\\  | ''",
      })
  void wildcardsStandForTextAndEverythingElseForItself(String pattern, String matching) {
    List<String> expected = matching.isEmpty() ? List.of() : List.of(matching.split(",", -1));
    // "a%b" is also a name, so as a pattern it means that name alone
    assertThat(NamePattern.matching(NAMES, pattern))
        .isEqualTo(pattern.equals("a%b") ? List.of("a%b") : expected);
  }

  @Test
  @DisplayName("D-04: a name with _ that is there is that name alone")
  void d04_anExactNameIsMeantAlone() {
    assertThat(NamePattern.matching(List.of("a_b", "axb"), "a_b")).containsExactly("a_b");
    assertThat(NamePattern.matching(List.of("axb", "ayb"), "a_b")).containsExactly("axb", "ayb");
  }

  @Test
  void aLongPatternOfManyWildcardsIsAnsweredAtOnce() {
    String name = "a".repeat(48);
    assertThat(NamePattern.matching(List.of(name), "%".repeat(40) + "b")).isEmpty();
  }
}
