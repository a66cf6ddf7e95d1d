package io.cassport.text.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.FormatOptions;
import io.cassport.format.RowSchema;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  private static final RowSchema SCHEMA = Csv.schema("a", DataTypes.TEXT);

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "DELIMITER~''",
        "DELIMITER~'0x0a'",
        "QUOTE~ab",
        "QUOTE~é",
        "ESCAPE~''",
        "COMMENT~##",
        "ENCODING~utf-9",
        "DATETIMEFORMAT~yyyy-MM-dd",
        "DATETIMEFORMAT~%Q",
        "DATEFORMAT~%H",
        "TIMEFORMAT~%Y",
        "DECIMALSEP~5",
        "THOUSANDSSEP~,,",
        "BOOLSTYLE~yes",
        "BOOLSTYLE~'yes,Yes'",
        "COMPRESSION~BZIP2",
        "HEADER~MAYBE",
        "BINARY~OCTAL",
        "MAX_ROW_SIZE~12"
      })
  void valuesOutsideWhatAnOptionTakesAreRefused(String option, String value) {
    assertThatThrownBy(() -> Csv.options(option, value))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "DELIMITER~'\"'~QUOTE~'\"'",
        "DELIMITER~\\~ESCAPE~\\",
        "NULL~'a,b'~HEADER~TRUE",
        "NULL~'\"'~HEADER~TRUE",
        "NULL~\\~HEADER~TRUE",
        "QUOTE~NONE~HEADER~TRUE",
        "ESCAPE~NONE~HEADER~TRUE",
        "HEADER~AUTO~NULL~x",
        "DECIMALSEP~','~THOUSANDSSEP~','",
        "COMPRESSION~NONE~COMPRESSION_LEVEL~3",
        "COMPRESSION~GZIP~COMPRESSION_LEVEL~10",
        "DELIMITER~€~ENCODING~ISO-8859-1",
        "NULL~☐~ENCODING~windows-1252"
      })
  void optionsThatContradictEachOtherAreRefusedBeforeAnythingIsWritten(
      String one, String value, String other, String otherValue) {
    assertThatThrownBy(
            () -> Csv.FORMAT.checkWritable(SCHEMA, Csv.options(one, value, other, otherValue)))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42000"));
  }

  @ParameterizedTest
  @CsvSource({
    "COMMENT,#,QUOTE,#",
    "COMMENT,#,NULL,#N/A",
    "COMMENT,#,DELIMITER,#",
    "DELIMITER,€,ENCODING,ISO-8859-1",
    "NULL_IF,'\"a\",b',NULL,'x,y'"
  })
  void optionsThatContradictEachOtherAreRefusedBeforeAnythingIsRead(
      String one, String value, String other, String otherValue) {
    assertThatThrownBy(() -> Csv.open(Csv.utf8("a\n"), Set.of("a"), one, value, other, otherValue))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42000"));
  }

  @Test
  void aNameSaysCompressionAndTabs() throws SQLException {
    FormatOptions plain = Csv.options();
    assertThat(Csv.FORMAT.extension(Csv.FORMAT.completed(plain, "x.csv.gz"))).isEqualTo("csv.gz");
    assertThat(Csv.FORMAT.extension(Csv.FORMAT.completed(plain, "X.CSV.ZSTD")))
        .isEqualTo("csv.zst");
    assertThat(Csv.FORMAT.extension(Csv.FORMAT.completed(plain, "dir/"))).isEqualTo("csv");
    assertThat(Csv.FORMAT.extension(Csv.options("COMPRESSION", "zstd"))).isEqualTo("csv.zst");
    assertThat(Csv.FORMAT.completed(plain, "x.tsv.gz").get(CsvOptions.DELIMITER)).isEqualTo("\t");
    assertThat(
            Csv.FORMAT.completed(Csv.options("DELIMITER", ";"), "x.tsv").get(CsvOptions.DELIMITER))
        .isEqualTo(";");
    assertThatThrownBy(() -> Csv.FORMAT.completed(Csv.options("COMPRESSION", "NONE"), "x.csv.gz"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("contradicts the name");
  }

  @Test
  void charactersMayBeWrittenInHexadecimalDigits() {
    assertThat(Csv.options("QUOTE", "0x22").get(CsvOptions.QUOTE)).isEqualTo('"');
    assertThat(Csv.options("DELIMITER", "0x7c7c").get(CsvOptions.DELIMITER)).isEqualTo("||");
    assertThat(Csv.options("DELIMITER", "\\t").get(CsvOptions.DELIMITER)).isEqualTo("\t");
    assertThat(Csv.options("NULLVAL", "x").get(CsvOptions.NULL)).isEqualTo("x");
  }
}
