package io.cassport.bench.task;

import io.cassport.bench.child.Child;
import io.cassport.bench.child.Parameters;
import io.cassport.bench.child.Sizes;
import io.cassport.bench.child.Task;
import io.cassport.bench.child.Work;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A COPY statement through JDBC, by whatever driver takes the URL. */
public final class JdbcCopy implements Task {
  /** Cassport's columns that count rows; another driver says it in a sentence. */
  private static final List<String> COUNTS = List.of("record_count", "rows_loaded");

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private Connection connection;
  private String warmUp;
  private String copy;
  private long expected;
  private Path written;
  private Path file;

  /** The child JVM. */
  public static void main(String[] arguments) {
    Child.run(arguments, new JdbcCopy());
  }

  @Override
  public void prepare(Parameters parameters) throws SQLException {
    connection = DriverManager.getConnection(parameters.text("url"));
    warmUp = parameters.text("warmUp");
    copy = parameters.text("copy");
    expected = parameters.has("rows") ? parameters.number("rows") : -1;
    file = parameters.path("file");
    written = parameters.has("written") ? parameters.path("written") : null;
  }

  @Override
  public void warmUp() throws Exception {
    execute(warmUp);
  }

  @Override
  public Work run() throws Exception {
    long rows = execute(copy);
    if (expected >= 0 && rows != expected) {
      throw new IllegalStateException("%s: %d rows instead of %d".formatted(copy, rows, expected));
    }
    return Work.of(rows, 0, Sizes.of(file));
  }

  private long execute(String text) throws Exception {
    if (written != null) {
      Sizes.delete(written);
    }
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(text)) {
      String name = countColumn(result.getMetaData());
      long rows = 0;
      while (result.next()) {
        rows += name == null ? firstNumber(result.getString(1)) : result.getLong(name);
      }
      return rows;
    }
  }

  private static String countColumn(ResultSetMetaData columns) throws SQLException {
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      if (COUNTS.contains(columns.getColumnLabel(i))) {
        return columns.getColumnLabel(i);
      }
    }
    return null;
  }

  private static long firstNumber(String sentence) {
    Matcher number = NUMBER.matcher(sentence);
    if (!number.find()) {
      throw new IllegalStateException("No number of rows in: " + sentence);
    }
    return Long.parseLong(number.group());
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
