package io.cassport.text.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.format.ObjectReader;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which types CREATE_TABLE makes of the values of a whole file. */
class JsonShapesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1; -9223372036854775808; null | bigint",
        "1; 9223372036854775808 | varint",
        "1; 0.5; 1.10; NaN | double",
        "9007199254740993; 0.5 | decimal",
        "0.1234567890123456789 | decimal",
        "1e400 | decimal",
        "true; false | boolean",
        "'x'; '2024-01-01' | text",
        "1; 'x'; true | text",
        "true; 1 | text",
        "null | text",
        "[1]; []; [2] | list<bigint>",
        "[[1],['x']] | list<frozen<list<text>>>",
        "[] | list<text>",
        "{'a':1}; {'b':0.5}; {} | map<text, double>",
        "{'a':{'b':[1]}} | map<text, frozen<map<text, frozen<list<bigint>>>>>",
        "{'street':'x','zip':1} | map<text, text>",
        "[1]; 1 | none",
        "[1]; {'a':1} | none",
        "[1,null] | none",
        "{'a':null} | none"
      })
  void theTypeTakesEveryValueAndLosesNothing(String values, String type) throws SQLException {
    StringBuilder text = new StringBuilder();
    for (String value : values.split(";", -1)) {
      text.append("{\"v\":").append(value.strip().replace('\'', '"')).append("}\n");
    }
    for (String file :
        new String[] {text.toString(), "[" + text.toString().strip().replace("\n", ",") + "]"}) {
      ObjectReader reader = JsonFiles.open(file);
      assertThat(reader.columns()).hasSize(1);
      assertThat(reader.columns().get(0).cqlType().map(t -> t.asCql(true, true)).orElse("none"))
          .isEqualTo(type);
    }
  }

  @Test
  void theWholeFileIsLookedAt() throws SQLException {
    String text = "{\"v\":1}\n".repeat(10_000) + "{\"v\":1.5,\"w\":true}\n";
    ObjectReader reader = JsonFiles.open(text);
    assertThat(reader.columns()).extracting("name").containsExactly("v", "w");
    assertThat(reader.columns().get(0).cqlType().orElseThrow().asCql(true, true))
        .isEqualTo("double");
  }
}
