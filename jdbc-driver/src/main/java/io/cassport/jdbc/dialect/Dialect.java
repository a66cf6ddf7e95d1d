package io.cassport.jdbc.dialect;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.ListType;
import io.cassport.grammar.Cql;
import io.cassport.grammar.Lexeme;
import io.cassport.grammar.Script;
import java.sql.SQLException;
import java.util.List;

/** From what a tool wrote to what the server understands. */
public final class Dialect {
  private Dialect() {}

  /**
   * The statement to send.
   *
   * @param escapes whether JDBC escapes are translated
   * @param compat whether SQL's probe predicates, qualified columns, literals in a list of columns,
   *     quoted uuids and redundant brackets are understood
   * @throws SQLException 22007 for an escape that is no date or time, 42000 for one that CQL cannot
   *     express
   */
  public static Rewritten rewrite(Cql cql, boolean escapes, boolean compat, ColumnTypes types)
      throws SQLException {
    String text = escapes ? Escapes.translate(cql.text()) : cql.text();
    if (compat) {
      text = cql.kind() == Cql.Kind.SELECT ? Qualifiers.removed(text) : text;
      text = QuotedUuids.unquote(text, types);
    }
    Cql changed = with(cql, text);
    return compat && cql.kind() == Cql.Kind.SELECT
        ? SelectRewriting.of(changed)
        : Rewritten.asIs(changed);
  }

  /** A text with its JDBC escapes translated. */
  public static String translateEscapes(String text) throws SQLException {
    return Escapes.translate(text);
  }

  /** The table that a change is made to; null when the text does not say so plainly. */
  public static TableRef changedTable(String text) throws SQLException {
    return TableRef.of(Script.lexemes(text));
  }

  /**
   * Whether a change depends on the order in which the server gets it, and not on its write time
   * alone: elements of a list are ordered and numbered by the server. True too where the column's
   * type is not known.
   */
  public static boolean isOrderedByServer(String text, ColumnTypes types) throws SQLException {
    if (text.indexOf('+') < 0 && text.indexOf('[') < 0 && text.indexOf('-') < 0) {
      return false;
    }
    List<Lexeme> lexemes = Script.lexemes(text);
    TableRef table = TableRef.of(lexemes);
    for (int i = 1; i + 1 < lexemes.size(); i++) {
      if (TableRef.isName(lexemes, i)
          && (isListSign(lexemes, i + 1) || isListSign(lexemes, i - 1))) {
        DataType type = table == null ? null : types.of(table, lexemes.get(i).name());
        if (type == null || type instanceof ListType) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isListSign(List<Lexeme> lexemes, int index) {
    return TableRef.isSign(lexemes, index, "+")
        || TableRef.isSign(lexemes, index, "-")
        || TableRef.isSign(lexemes, index, "[");
  }

  /** What CQL lacks of what a refused text asks for, as a sentence for its error; or empty. */
  public static String hint(Cql cql) throws SQLException {
    return SyntaxHints.of(Script.lexemes(cql.text()));
  }

  static Cql with(Cql cql, String text) {
    return text.equals(cql.text())
        ? cql
        : new Cql(text, cql.position(), cql.markerCount(), cql.kind(), cql.keyspace());
  }
}
