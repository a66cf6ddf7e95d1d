package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import io.cassport.grammar.Cql;
import io.cassport.grammar.Lexeme;
import io.cassport.grammar.Script;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * DESCRIBE for servers that have it. They look for its names in the keyspace of their session, not
 * in that of the request, so the connection's keyspace is written into the text.
 *
 * @param text what is sent
 * @param only the keyspace whose objects are wanted of the answer, or null for all
 */
record DescribeRequest(String text, CqlIdentifier only) {
  private static final List<String> OF_CLUSTER = List.of("SCHEMA", "CLUSTER", "KEYSPACES");
  private static final List<String> LISTS = List.of("TABLES", "TYPES", "FUNCTIONS", "AGGREGATES");
  private static final List<String> OBJECTS =
      List.of("TABLE", "COLUMNFAMILY", "INDEX", "TYPE", "FUNCTION", "AGGREGATE", "VIEW");

  static boolean isFor(Cql cql) {
    return cql.kind() == Cql.Kind.OTHER && cql.text().regionMatches(true, 0, "DESC", 0, 4);
  }

  /**
   * The request for a text.
   *
   * @param current the connection's keyspace, or null
   */
  static DescribeRequest of(String text, CqlIdentifier current, Metadata metadata)
      throws SQLException {
    List<Lexeme> lexemes = Script.lexemes(text);
    int at = 1;
    while (isOneOf(lexemes, at, List.of("FULL", "ONLY", "MATERIALIZED"))) {
      at++;
    }
    if (current == null || at >= lexemes.size() || isOneOf(lexemes, at, OF_CLUSTER)) {
      return new DescribeRequest(text, null);
    }
    if (isOneOf(lexemes, at, LISTS)) {
      return new DescribeRequest(text, current);
    }
    String keyspace = current.asCql(true);
    if (lexemes.get(at).isWord("KEYSPACE")) {
      boolean named = at + 1 < lexemes.size() && !lexemes.get(at + 1).isWord("WITH");
      return named
          ? new DescribeRequest(text, null)
          : inserted(text, lexemes.get(at).end(), " " + keyspace);
    }
    boolean typed = isOneOf(lexemes, at, OBJECTS);
    int name = typed ? at + 1 : at;
    boolean isWhole =
        name >= lexemes.size()
            || name + 1 < lexemes.size() && lexemes.get(name + 1).isSign(".")
            || !typed
                && metadata
                    .getKeyspace(CqlIdentifier.fromInternal(lexemes.get(name).name()))
                    .isPresent();
    return isWhole
        ? new DescribeRequest(text, null)
        : inserted(text, lexemes.get(name).start(), keyspace + ".");
  }

  private static boolean isOneOf(List<Lexeme> lexemes, int index, List<String> words) {
    return index < lexemes.size() && words.stream().anyMatch(lexemes.get(index)::isWord);
  }

  private static DescribeRequest inserted(String text, int at, String what) {
    return new DescribeRequest(text.substring(0, at) + what + text.substring(at), null);
  }

  /** The rows that are wanted of an answer; reads it to its end when that is not all. */
  RowSource wanted(RowSource answer) throws SQLException {
    if (only == null) {
      return answer;
    }
    List<List<Object>> rows = new ArrayList<>();
    while (answer.next()) {
      if (only.asCql(true).equals(answer.value(0))) {
        List<Object> row = new ArrayList<>();
        for (int i = 0; i < answer.columns().size(); i++) {
          row.add(answer.value(i));
        }
        rows.add(row);
      }
    }
    answer.close();
    return MemoryRows.of(answer.columns(), rows);
  }
}
