package io.cassport.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the server itself says about the sockets of an application. */
final class ServerSide {
  private ServerSide() {}

  /** The options that the sockets of an application were opened with, one text for each socket. */
  static List<String> clients(String application) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = Server.connect(null);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT client_options FROM system_views.clients")) {
      while (rows.next()) {
        if (isOf(application, rows.getString(1))) {
          found.add(rows.getString(1));
        }
      }
    }
    return found;
  }

  /** How many requests an application has sent since its sockets were opened. */
  static long requests(String application) throws SQLException {
    long requests = 0;
    try (Connection connection = Server.connect(null);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT client_options, request_count FROM system_views.clients")) {
      while (rows.next()) {
        if (isOf(application, rows.getString(1))) {
          requests += rows.getLong(2);
        }
      }
    }
    return requests;
  }

  private static boolean isOf(String application, String options) {
    return options != null && options.contains("'APPLICATION_NAME': '" + application + "'");
  }
}
