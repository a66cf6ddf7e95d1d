package io.cassport.jdbc.dialect;

import io.cassport.grammar.Lexeme;
import java.util.List;

/** What a SQL habit in a refused text is called in CQL. */
final class SyntaxHints {
  private SyntaxHints() {}

  static String of(List<Lexeme> lexemes) {
    if (lexemes.isEmpty()) {
      return "";
    }
    if (lexemes.get(0).isWord("BEGIN") && !lexemes.get(lexemes.size() - 1).isWord("BATCH")) {
      return "the batch has no APPLY BATCH; a tool that cuts scripts at semicolons needs the whole"
          + " batch to be selected before it is run";
    }
    if (!lexemes.get(0).isWord("SELECT")) {
      return "";
    }
    if (lexemes.stream().noneMatch(one -> one.isWord("FROM"))) {
      return "CQL has no SELECT without FROM; to see whether the server answers, use SELECT key FROM"
          + " system.local";
    }
    for (int i = 1; i < lexemes.size(); i++) {
      String hint = at(lexemes, i);
      if (!hint.isEmpty()) {
        return hint;
      }
    }
    return "";
  }

  private static String at(List<Lexeme> lexemes, int i) {
    if (word(lexemes, i, "ORDER") && word(lexemes, i + 1, "BY") && isNumber(lexemes, i + 2)) {
      return "CQL orders by the name of a clustering column, not by a column's number";
    }
    if (word(lexemes, i, "IS") && word(lexemes, i + 1, "NOT")) {
      return "CQL has no IS NOT NULL in queries (in Spark set pushDownPredicate=false)";
    }
    if (word(lexemes, i, "OR")) {
      return "CQL has no OR; use IN, or one query for each condition";
    }
    if (word(lexemes, i, "JOIN")) {
      return "CQL has no JOIN; query one table at a time";
    }
    if (word(lexemes, i, "FROM") && TableRef.isSign(lexemes, i + 1, "(")) {
      return "CQL has no sub-queries but SELECT … FROM (SELECT …) name with nothing behind it";
    }
    return "";
  }

  private static boolean word(List<Lexeme> lexemes, int index, String word) {
    return index < lexemes.size() && lexemes.get(index).isWord(word);
  }

  private static boolean isNumber(List<Lexeme> lexemes, int index) {
    return index < lexemes.size() && lexemes.get(index).kind() == Lexeme.Kind.NUMBER;
  }
}
