package io.cassport.bench.task;

import io.cassport.bench.child.Child;
import io.cassport.bench.child.Parameters;
import io.cassport.bench.child.Task;
import io.cassport.bench.child.Work;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** {@code SELECT *} of the table of eleven columns through JDBC, each cell by its getter. */
public final class JdbcSelect implements Task {
  private Connection connection;
  private String table;
  private int pageRows;
  private int checksum;

  /** The child JVM. */
  public static void main(String[] arguments) {
    Child.run(arguments, new JdbcSelect());
  }

  @Override
  public void prepare(Parameters parameters) throws SQLException {
    connection = DriverManager.getConnection(parameters.text("url"));
    table = parameters.text("table");
    pageRows = (int) parameters.number("pageRows");
  }

  @Override
  public void warmUp() throws SQLException {
    select();
  }

  @Override
  public Work run() throws SQLException {
    return Work.of(select(), 0, 0);
  }

  private long select() throws SQLException {
    long rows = 0;
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(pageRows);
      try (ResultSet result = statement.executeQuery("SELECT * FROM " + table)) {
        int[] columns = columns(result);
        while (result.next()) {
          checksum += read(result, columns);
          rows++;
        }
      }
    }
    return rows;
  }

  /** Where the columns are, for `SELECT *` gives them in an order of its own. */
  private static int[] columns(ResultSet result) throws SQLException {
    String[] names = {
      "sensor",
      "at",
      "id",
      "reading",
      "accuracy",
      "quantity",
      "total",
      "valid",
      "note",
      "tags",
      "attributes"
    };
    int[] columns = new int[names.length];
    for (int i = 0; i < names.length; i++) {
      columns[i] = result.findColumn(names[i]);
    }
    return columns;
  }

  private static int read(ResultSet result, int[] columns) throws SQLException {
    String note = result.getString(columns[8]);
    return result.getString(columns[0]).length()
        + (int) result.getTimestamp(columns[1]).getTime()
        + result.getObject(columns[2]).hashCode()
        + (int) result.getDouble(columns[3])
        + (int) result.getFloat(columns[4])
        + result.getInt(columns[5])
        + (int) result.getLong(columns[6])
        + (result.getBoolean(columns[7]) ? 1 : 0)
        + (note == null ? 0 : note.length())
        + (result.getObject(columns[9]) == null ? 0 : 1)
        + (result.getObject(columns[10]) == null ? 0 : 1);
  }

  @Override
  public void close() throws SQLException {
    if (checksum == 0) {
      System.out.println("The cells add up to nothing");
    }
    connection.close();
  }
}
