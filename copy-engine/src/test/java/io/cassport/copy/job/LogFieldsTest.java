package io.cassport.copy.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogFieldsTest {
  private static String line(Object value) {
    LogFields fields = new LogFields("end", 7);
    fields.put("k", value);
    return fields.toString();
  }

  @Test
  void plainValuesStandAsTheyAre() {
    assertThat(line("a/b:c.parquet")).isEqualTo("event=end job=7 k=a/b:c.parquet");
    assertThat(line(12L)).isEqualTo("event=end job=7 k=12");
    assertThat(line(1.23456)).isEqualTo("event=end job=7 k=1.235");
    assertThat(line("ü")).isEqualTo("event=end job=7 k=ü");
  }

  @Test
  void nullIsLeftOut() {
    assertThat(line(null)).isEqualTo("event=end job=7");
  }

  @Test
  void whatCouldBeTakenForAnotherFieldOrLineIsQuoted() {
    assertThat(line("")).endsWith("k=\"\"");
    assertThat(line("a b")).endsWith("k=\"a b\"");
    assertThat(line("a=b")).endsWith("k=\"a=b\"");
    assertThat(line("a\"b\\c")).endsWith("k=\"a\\\"b\\\\c\"");
    assertThat(line("x\nevent=end job=8")).endsWith("k=\"x\\u000aevent=end job=8\"");
    assertThat(line("x\u2028y\u0085z w")).endsWith("k=\"x\\u2028y\\u0085z w\"");
  }
}
