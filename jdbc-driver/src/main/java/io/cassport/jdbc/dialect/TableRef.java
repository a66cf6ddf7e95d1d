package io.cassport.jdbc.dialect;

import io.cassport.grammar.Lexeme;
import java.util.List;

/**
 * A table as a statement names it, in the names that Cassandra stores.
 *
 * @param keyspace null for the connection's
 * @param table never null
 */
public record TableRef(String keyspace, String table) {
  /** The name that begins at a place, or null when none does. */
  static TableRef at(List<Lexeme> lexemes, int index) {
    if (!isName(lexemes, index)) {
      return null;
    }
    String first = lexemes.get(index).name();
    if (isSign(lexemes, index + 1, ".") && isName(lexemes, index + 2)) {
      return new TableRef(first, lexemes.get(index + 2).name());
    }
    return new TableRef(null, first);
  }

  /** The table that an INSERT, UPDATE or DELETE changes, or a SELECT reads; null when unclear. */
  static TableRef of(List<Lexeme> lexemes) {
    if (lexemes.isEmpty()) {
      return null;
    }
    if (lexemes.get(0).isWord("UPDATE")) {
      return at(lexemes, 1);
    }
    String before = lexemes.get(0).isWord("INSERT") ? "INTO" : "FROM";
    for (int i = 1; i < lexemes.size(); i++) {
      if (lexemes.get(i).isWord(before)) {
        return at(lexemes, i + 1);
      }
    }
    return null;
  }

  static boolean isName(List<Lexeme> lexemes, int index) {
    return index < lexemes.size()
        && (lexemes.get(index).kind() == Lexeme.Kind.WORD
            || lexemes.get(index).kind() == Lexeme.Kind.QUOTED_NAME);
  }

  static boolean isSign(List<Lexeme> lexemes, int index, String sign) {
    return index >= 0 && index < lexemes.size() && lexemes.get(index).isSign(sign);
  }
}
