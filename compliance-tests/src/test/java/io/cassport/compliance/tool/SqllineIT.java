package io.cassport.compliance.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sqlline.SqlLine;

/** sqlline, as a user at its prompt. */
@Timeout(60)
class SqllineIT {
  @TempDir private Path directory;

  @Test
  void q01_browsesSelectsAndCopies() throws Exception {
    Path file = directory.resolve("numbers.parquet");
    String output =
        run(
            "!set maxwidth 4000",
            "!tables",
            "!columns people",
            "!primarykeys people",
            "SELECT name, age FROM people WHERE id = " + Database.ANN + ";",
            "-- a comment; with a semicolon",
            "INSERT INTO copied (id, v) VALUES (401, 'x');",
            "COPY numbers TO '" + file + "';",
            "CAPTURE PARQUET '" + directory.resolve("captured.parquet") + "';",
            "SELECT v FROM numbers WHERE id = 7;",
            "CAPTURE OFF;",
            "SELECT * FROM nothing;");
    assertThat(output)
        .contains("real_tools", "numbers", "wakes")
        .contains("ann", "1 row affected", "record_count", "numbers.parquet", "v7")
        .contains("state=42S02")
        .doesNotContain("Exception in", "NullPointerException");
    assertThat(file).isRegularFile();
    assertThat(directory.resolve("captured.parquet")).isRegularFile();
  }

  @Test
  void q01_everyTypeIsPrinted() throws Exception {
    String output =
        run(
            "!set maxwidth 4000",
            "!set outputformat vertical",
            "SELECT * FROM people WHERE id = " + Database.ANN + ";");
    assertThat(output)
        .contains(Database.ANN, "['x', 'y']", "{1, 2}", "{'k': 1}", "3.25", "5000000000", "0102");
  }

  @Test
  void q01_aTimeOutAndALimitOfRowsAreTaken() throws Exception {
    String output =
        run("!set timeout 10", "!set rowlimit 3", "SELECT id FROM numbers;", "!set rowlimit 0");
    assertThat(output).contains("3 rows selected");
  }

  private static String run(String... lines) throws IOException, SQLException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    SqlLine sqlline = new SqlLine();
    try (PrintStream print = new PrintStream(output, true, StandardCharsets.UTF_8)) {
      sqlline.setOutputStream(print);
      sqlline.setErrorStream(print);
      String script = String.join("\n", List.of(lines)) + "\n!quit\n";
      String[] arguments = {"-u", Database.url(), "-n", "", "-p", "", "--color=false"};
      sqlline.begin(
          arguments, new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)), false);
    }
    return output.toString(StandardCharsets.UTF_8);
  }
}
