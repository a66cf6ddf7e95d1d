package io.cassport.jdbc.dialect;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.grammar.Lexeme;
import io.cassport.grammar.Script;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes the quotes off uuids where the column is one: tools write every literal of a type that they
 * do not know in quotes.
 */
final class QuotedUuids {
  private static final Pattern UUID =
      Pattern.compile("'\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}'");

  private final List<Lexeme> lexemes;
  private final TableRef table;
  private final ColumnTypes types;
  private final TextEdits edits;

  private QuotedUuids(String text, List<Lexeme> lexemes, TableRef table, ColumnTypes types) {
    this.lexemes = lexemes;
    this.table = table;
    this.types = types;
    this.edits = new TextEdits(text);
  }

  static String unquote(String text, ColumnTypes types) throws SQLException {
    if (!UUID.matcher(text).find()) {
      return text;
    }
    List<Lexeme> lexemes = Script.lexemes(text);
    TableRef table = TableRef.of(lexemes);
    if (table == null) {
      return text;
    }
    QuotedUuids uuids = new QuotedUuids(text, lexemes, table, types);
    if (lexemes.get(0).isWord("INSERT")) {
      uuids.insert();
    } else {
      uuids.relations();
    }
    return uuids.edits.result();
  }

  private boolean sign(int index, String sign) {
    return TableRef.isSign(lexemes, index, sign);
  }

  private boolean isUuidColumn(String column) {
    DataType type = types.of(table, column);
    return DataTypes.UUID.equals(type) || DataTypes.TIMEUUID.equals(type);
  }

  private void unquoteAt(int index) {
    Lexeme literal = lexemes.get(index);
    if (literal.kind() == Lexeme.Kind.STRING && UUID.matcher(literal.text()).matches()) {
      edits.replace(literal.start(), literal.end(), literal.content());
    }
  }

  /** The values of an INSERT, each at the place of its column. */
  private void insert() {
    int open = 0;
    while (open < lexemes.size() && !sign(open, "(")) {
      open++;
    }
    List<String> columns = new ArrayList<>();
    int at = open + 1;
    for (; TableRef.isName(lexemes, at); at += 2) {
      columns.add(lexemes.get(at).name());
      if (!sign(at + 1, ",")) {
        break;
      }
    }
    int values = at + 2;
    if (!sign(at + 1, ")")
        || values >= lexemes.size()
        || !lexemes.get(values).isWord("VALUES")
        || !sign(values + 1, "(")) {
      return;
    }
    int depth = 0;
    int position = 0;
    for (int i = values + 2; i < lexemes.size() && depth >= 0; i++) {
      if (depth == 0 && sign(i, ",")) {
        position++;
      }
      boolean whole = sign(i - 1, depth == 0 && position == 0 ? "(" : ",") && depth == 0;
      if (whole && position < columns.size() && isUuidColumn(columns.get(position))) {
        unquoteAt(i);
      }
      depth += sign(i, "(") || sign(i, "[") || sign(i, "{") ? 1 : 0;
      depth -= sign(i, ")") || sign(i, "]") || sign(i, "}") ? 1 : 0;
    }
  }

  /** {@code column = 'uuid'}, other comparisons, and {@code column IN ('uuid', …)}. */
  private void relations() {
    for (int i = 1; i + 1 < lexemes.size(); i++) {
      if (!TableRef.isName(lexemes, i) || !isCompared(i + 1)) {
        continue;
      }
      boolean in = lexemes.get(i + 1).isWord("IN");
      if (!isUuidColumn(lexemes.get(i).name())) {
        continue;
      }
      int at = i + 2;
      while (sign(at, "=") || sign(at, ">")) {
        at++;
      }
      if (!in) {
        if (at < lexemes.size()) {
          unquoteAt(at);
        }
        continue;
      }
      for (int j = at; j < lexemes.size() && !sign(j, ")"); j++) {
        unquoteAt(j);
      }
    }
  }

  private boolean isCompared(int index) {
    return sign(index, "=")
        || sign(index, "<")
        || sign(index, ">")
        || sign(index, "!")
        || lexemes.get(index).isWord("IN");
  }
}
