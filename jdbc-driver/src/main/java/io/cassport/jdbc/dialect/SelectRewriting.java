package io.cassport.jdbc.dialect;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.grammar.Cql;
import io.cassport.grammar.Lexeme;
import io.cassport.grammar.Script;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Understands what tools wrap around a query: predicates that are never true, by which they ask for
 * the columns only, LIMIT 0, brackets, and a query in a query.
 */
final class SelectRewriting {
  private static final List<String> CLAUSES =
      List.of("WHERE", "GROUP", "ORDER", "PER", "LIMIT", "ALLOW");

  private static final List<String> BEHIND_WHERE =
      List.of("GROUP", "ORDER", "PER", "LIMIT", "ALLOW");

  private static final List<String> AGGREGATES = List.of("COUNT", "MIN", "MAX", "SUM", "AVG");

  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d+");

  private final Cql cql;
  private final String text;
  private final List<Lexeme> lexemes;
  private final int from;
  private final int target;
  private final int clauses;

  private SelectRewriting(Cql cql, List<Lexeme> lexemes, int from, int clauses) {
    this.cql = cql;
    this.text = cql.text();
    this.lexemes = lexemes;
    this.from = from;
    this.target = from + 1;
    this.clauses = clauses;
  }

  static Rewritten of(Cql cql) throws SQLException {
    List<Lexeme> lexemes = Script.lexemes(cql.text());
    int from = Ranges.find(lexemes, 1, List.of("FROM"));
    int clauses = Ranges.find(lexemes, from, CLAUSES);
    if (from + 1 >= lexemes.size()) {
      return Rewritten.asIs(cql);
    }
    SelectRewriting select = new SelectRewriting(cql, lexemes, from, clauses);
    return select.lexemes.get(select.target).isSign("(") ? select.ofQuery() : select.ofTable();
  }

  // SELECT … FROM table

  private Rewritten ofTable() throws SQLException {
    if (TableRef.at(lexemes, target) == null) {
      return Rewritten.asIs(cql);
    }
    Conjuncts where = where();
    if (where.isNever() && hasAggregate()) {
      return Rewritten.asIs(cql);
    }
    if (isLimitZero() || where.isNever()) {
      return probe(where);
    }
    TextEdits edits = new TextEdits(text);
    boolean typed = giveTypes(edits);
    if (where.changed()) {
      replace(where, edits);
    }
    return typed || where.changed()
        ? new Rewritten(Dialect.with(cql, edits.result()), false, List.of())
        : Rewritten.asIs(cql);
  }

  /** An aggregate of no rows is a row, which only the server could give; it refuses to. */
  private boolean hasAggregate() {
    for (int i = 1; i < from; i++) {
      if (TableRef.isSign(lexemes, i + 1, "(")
          && AGGREGATES.stream().anyMatch(lexemes.get(i)::isWord)) {
        return true;
      }
    }
    return false;
  }

  private Conjuncts where() {
    return clauses < lexemes.size() && lexemes.get(clauses).isWord("WHERE")
        ? Conjuncts.read(text, lexemes, clauses + 1, endOfWhere())
        : new Conjuncts(List.of(), false, false);
  }

  private int endOfWhere() {
    return Ranges.find(lexemes, clauses + 1, BEHIND_WHERE);
  }

  private void replace(Conjuncts where, TextEdits edits) {
    String kept = where.kept().isEmpty() ? "" : "WHERE " + String.join(" AND ", where.kept());
    edits.replace(lexemes.get(clauses).start(), lexemes.get(endOfWhere() - 1).end(), kept);
  }

  /** Spark counts the rows of SELECT 1; the server wants to be told the type of a literal. */
  private boolean giveTypes(TextEdits edits) {
    boolean changed = false;
    for (List<Lexeme> element : Ranges.elements(lexemes.subList(listStart(), from))) {
      OutputColumn.Literal literal = literal(element);
      if (literal != null && !element.get(0).isWord("NULL")) {
        Lexeme value = element.get(0);
        String typed = "(" + literal.type().asCql(false, false) + ")" + value.text();
        if (element.size() == 1) {
          typed += " AS \"" + literal.label().replace("\"", "\"\"") + "\"";
        } else if (element.size() == 2) {
          typed += " AS";
        }
        edits.replace(value.start(), value.end(), typed);
        changed = true;
      }
    }
    return changed;
  }

  private boolean isLimitZero() {
    int limit = Ranges.find(lexemes, clauses, List.of("LIMIT"));
    return limit + 1 < lexemes.size()
        && !lexemes.get(limit - 1).isWord("PARTITION")
        && lexemes.get(limit + 1).text().equals("0");
  }

  /** Only prepared, so that the server says which columns there are. */
  private Rewritten probe(Conjuncts where) throws SQLException {
    List<OutputColumn> columns = new ArrayList<>();
    List<String> asked = new ArrayList<>();
    for (List<Lexeme> element : Ranges.elements(lexemes.subList(listStart(), from))) {
      OutputColumn.Literal literal = literal(element);
      columns.add(literal == null ? new OutputColumn.Next() : literal);
      if (literal == null) {
        asked.add(written(element));
      }
    }
    boolean literals = asked.size() < columns.size();
    String list =
        literals
            ? "SELECT " + (asked.isEmpty() ? "*" : String.join(", ", asked))
            : text.substring(0, lexemes.get(from - 1).end());
    StringBuilder probe = new StringBuilder(list);
    probe.append(" FROM ").append(written(lexemes.subList(target, clauses)));
    if (cql.markerCount() > 0) {
      // The parameters stay what they are; the server types them by the conditions.
      List<String> kept = new ArrayList<>(where.kept());
      kept.removeIf(condition -> !condition.contains("?") && !condition.contains(":"));
      probe.append(" WHERE ").append(String.join(" AND ", kept)).append(" ALLOW FILTERING");
      if (markers(probe.toString()) != cql.markerCount()) {
        return Rewritten.asIs(cql);
      }
    }
    return new Rewritten(Dialect.with(cql, probe.toString()), true, literals ? columns : List.of());
  }

  private static int markers(String text) throws SQLException {
    return Script.parse(text).get(0).markerCount();
  }

  /** Where the list begins, behind SELECT, DISTINCT and JSON. */
  private int listStart() {
    boolean word = lexemes.get(1).isWord("DISTINCT") || lexemes.get(1).isWord("JSON");
    return word && from > 2 && !lexemes.get(2).isSign(",") && !lexemes.get(2).isWord("AS") ? 2 : 1;
  }

  private String written(List<Lexeme> part) {
    return part.isEmpty()
        ? ""
        : text.substring(part.get(0).start(), part.get(part.size() - 1).end());
  }

  private static OutputColumn.Literal literal(List<Lexeme> element) {
    if (element.isEmpty()) {
      return null;
    }
    DataType type = type(element.get(0));
    if (type == null || element.size() > 3) {
      return null;
    }
    String label = element.get(0).text();
    if (element.size() > 1) {
      int alias = element.get(1).isWord("AS") ? 2 : 1;
      if (alias != element.size() - 1 || !TableRef.isName(element, alias)) {
        return null;
      }
      label = element.get(alias).name();
    }
    return new OutputColumn.Literal(label, type);
  }

  private static DataType type(Lexeme literal) {
    String written = literal.text();
    if (literal.kind() == Lexeme.Kind.STRING || literal.isWord("NULL")) {
      return DataTypes.TEXT;
    }
    if (literal.isWord("TRUE") || literal.isWord("FALSE")) {
      return DataTypes.BOOLEAN;
    }
    if (literal.kind() != Lexeme.Kind.NUMBER || !Conjuncts.NUMBER.matcher(written).matches()) {
      return null;
    }
    if (!WHOLE_NUMBER.matcher(written).matches()) {
      return DataTypes.DOUBLE;
    }
    int bits = new BigInteger(written).bitLength();
    return bits < Integer.SIZE
        ? DataTypes.INT
        : bits < Long.SIZE ? DataTypes.BIGINT : DataTypes.VARINT;
  }

  // SELECT … FROM (SELECT …) name

  private Rewritten ofQuery() throws SQLException {
    int close = Ranges.closing(lexemes, target);
    if (close < 0 || !lexemes.get(target + 1).isWord("SELECT") || !isNamed(close + 1)) {
      return Rewritten.asIs(cql);
    }
    Conjuncts where = where();
    boolean nothingBehind =
        clauses == lexemes.size()
            || lexemes.get(clauses).isWord("WHERE") && endOfWhere() == lexemes.size();
    boolean empty = where.isNever() || isLimitZero();
    if (!empty && !(nothingBehind && where.kept().isEmpty())) {
      return Rewritten.asIs(cql);
    }
    String query = written(lexemes.subList(target + 1, close));
    if (markers(query) != cql.markerCount()) {
      return Rewritten.asIs(cql);
    }
    Rewritten inner = of(Dialect.with(cql, query));
    List<OutputColumn> columns = outer(inner, empty);
    return columns == null
        ? Rewritten.asIs(cql)
        : new Rewritten(inner.cql(), empty || inner.empty(), columns);
  }

  /** Whether at most a name, with or without AS, stands between the query and what follows. */
  private boolean isNamed(int behind) {
    int at = behind;
    if (at < clauses && lexemes.get(at).isWord("AS")) {
      at++;
    }
    if (at < clauses && TableRef.isName(lexemes, at)) {
      at++;
    }
    return at == clauses;
  }

  /** The columns that the outer list takes of the inner ones; null when it is not that simple. */
  private List<OutputColumn> outer(Rewritten inner, boolean empty) {
    List<List<Lexeme>> elements = Ranges.elements(lexemes.subList(1, from));
    if (elements.size() == 1 && written(elements.get(0)).equals("*")) {
      return inner.columns();
    }
    List<OutputColumn> columns = new ArrayList<>();
    for (List<Lexeme> element : elements) {
      OutputColumn column = empty ? literal(element) : null;
      if (column == null && inner.columns().isEmpty()) {
        column = named(element);
      }
      if (column == null) {
        return null;
      }
      columns.add(column);
    }
    return columns;
  }

  /** A column's name, perhaps behind that of the query, perhaps with another label. */
  private static OutputColumn named(List<Lexeme> element) {
    int at = element.size() > 2 && element.get(1).isSign(".") ? 2 : 0;
    if (!TableRef.isName(element, at)) {
      return null;
    }
    String name = element.get(at).name();
    if (element.size() == at + 1) {
      return new OutputColumn.Named(name, name);
    }
    int alias = element.get(at + 1).isWord("AS") ? at + 2 : at + 1;
    return alias == element.size() - 1 && TableRef.isName(element, alias)
        ? new OutputColumn.Named(name, element.get(alias).name())
        : null;
  }
}
