package io.cassport.compliance.demo;

import com.github.freva.asciitable.AsciiTable;
import io.cassport.copy.CopyControl;
import io.cassport.copy.CopyProgress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Runs statements as an interactive tool would: prints each, its progress and its results. */
final class Console {
  private static final int ROWS_SHOWN = 8;
  private static final int CELL_WIDTH = 46;

  private final Connection connection;

  Console(Connection connection) {
    this.connection = connection;
  }

  void run(String text) throws SQLException {
    System.out.println("\ncassport> " + text + ";");
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement()) {
      boolean rows = execute(statement, text);
      while (true) {
        if (rows) {
          print(statement.getResultSet());
        } else if (statement.getLargeUpdateCount() >= 0) {
          System.out.println("(" + statement.getLargeUpdateCount() + " rows)");
        } else {
          break;
        }
        rows = statement.getMoreResults();
      }
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        System.out.println("warning: " + w.getMessage());
      }
    }
    System.out.printf("%.2f s%n", (System.nanoTime() - start) / 1e9);
  }

  private static boolean execute(Statement statement, String text) throws SQLException {
    if (!text.startsWith("COPY ")) {
      return statement.execute(text);
    }
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(text.contains(" TO '") ? "COPY TO" : "COPY FROM")
            .setInitialMax(100)
            .setUnit("%", 1)
            .setUpdateIntervalMillis(200)
            .setStyle(ProgressBarStyle.ASCII)
            .build()) {
      statement.unwrap(CopyControl.class).setCopyListener(progress -> show(bar, progress));
      return statement.execute(text);
    }
  }

  private static void show(ProgressBar bar, CopyProgress progress) {
    bar.stepTo((long) progress.percent());
    bar.setExtraMessage(" " + progress.rows() + " rows");
  }

  private static void print(ResultSet result) throws SQLException {
    ResultSetMetaData columns = result.getMetaData();
    String[] header = new String[columns.getColumnCount()];
    for (int i = 0; i < header.length; i++) {
      header[i] = columns.getColumnLabel(i + 1);
    }
    List<String[]> shown = new ArrayList<>();
    long rows = 0;
    while (result.next()) {
      if (rows++ < ROWS_SHOWN) {
        String[] cells = new String[header.length];
        for (int i = 0; i < header.length; i++) {
          cells[i] = shorten(result.getString(i + 1));
        }
        shown.add(cells);
      }
    }
    System.out.println(AsciiTable.getTable(header, shown.toArray(new String[0][])));
    if (rows > ROWS_SHOWN) {
      System.out.println("… and " + (rows - ROWS_SHOWN) + " more rows");
    }
  }

  private static String shorten(String cell) {
    return cell == null || cell.length() <= CELL_WIDTH
        ? cell
        : "…" + cell.substring(cell.length() - CELL_WIDTH + 1);
  }
}
