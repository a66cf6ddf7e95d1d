package io.cassport.jdbc.dialect;

import io.cassport.grammar.Lexeme;
import io.cassport.grammar.Script;
import java.sql.SQLException;
import java.util.List;

/**
 * Takes the table's name away from before its columns: LibreOffice writes {@code WHERE
 * "ks"."t"."id" = ?}, which CQL does not know.
 */
final class Qualifiers {
  private final List<Lexeme> lexemes;
  private final int from;
  private final TableRef table;

  private Qualifiers(List<Lexeme> lexemes, int from, TableRef table) {
    this.lexemes = lexemes;
    this.from = from;
    this.table = table;
  }

  /** A SELECT without them. */
  static String removed(String text) throws SQLException {
    if (text.indexOf('.') < 0) {
      return text;
    }
    List<Lexeme> lexemes = Script.lexemes(text);
    int from = Ranges.find(lexemes, 1, List.of("FROM"));
    TableRef table = TableRef.at(lexemes, from + 1);
    return table == null ? text : new Qualifiers(lexemes, from, table).edited(text);
  }

  private String edited(String text) {
    TextEdits edits = new TextEdits(text);
    int behindTable = from + (table.keyspace() == null ? 2 : 4);
    int i = 1;
    while (i < lexemes.size()) {
      int length = i > from && i < behindTable ? 0 : length(i);
      if (length > 0) {
        edits.replace(lexemes.get(i).start(), lexemes.get(i + length).start(), "");
      }
      i += length + 1;
    }
    return edits.result();
  }

  /**
   * How many lexemes before a column's name are the table's. In the list of columns {@code a.b} is
   * a field of a user-defined type, so that only the longer form is certain there.
   */
  private int length(int at) {
    if (TableRef.isSign(lexemes, at - 1, ".") || !isQualifier(at)) {
      return 0;
    }
    String first = lexemes.get(at).name();
    boolean behind = at > from;
    if (isQualifier(at + 2)) {
      boolean ofTable = lexemes.get(at + 2).name().equals(table.table());
      boolean ofKeyspace = table.keyspace() == null ? behind : first.equals(table.keyspace());
      return ofTable && ofKeyspace ? 4 : 0;
    }
    return behind && first.equals(table.table()) ? 2 : 0;
  }

  private boolean isQualifier(int at) {
    return TableRef.isName(lexemes, at)
        && TableRef.isSign(lexemes, at + 1, ".")
        && TableRef.isName(lexemes, at + 2);
  }
}
