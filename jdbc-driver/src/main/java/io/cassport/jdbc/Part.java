package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import io.cassport.grammar.Script;
import io.cassport.grammar.Statement;
import io.cassport.jdbc.dialect.Rewritten;
import java.sql.SQLException;
import java.util.List;

/**
 * One statement of a text and what it is sent with.
 *
 * @param rewritten what CQL became when it was prepared; null when it was not
 * @param bound the request to send in place of a text, or null
 * @param markers the values of a statement of ours, in order
 */
record Part(Statement parsed, Rewritten rewritten, BoundStatement bound, List<Object> markers) {
  private static Part plain(Statement parsed) {
    return new Part(parsed, null, null, List.of());
  }

  /** The statements of a text, at least one. */
  static List<Part> parse(String text) throws SQLException {
    if (text == null) {
      throw Errors.syntax("the statement is null");
    }
    List<Part> parts = Script.parse(text).stream().map(Part::plain).toList();
    if (parts.isEmpty()) {
      throw Errors.syntax("the text has no statement in it");
    }
    return parts;
  }
}
