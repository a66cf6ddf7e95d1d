package io.cassport.grammar;

import io.cassport.grammar.generated.CassportLexer;
import io.cassport.grammar.generated.CassportParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** From the tokens of one statement to its tree. */
final class StatementParser {
  private static final int MAX_NESTING = 200;

  private final String text;
  private final List<Token> tokens;
  private final Map<Integer, Integer> markers = new HashMap<>();

  private StatementParser(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
    for (Token token : tokens) {
      if (isMarker(token)) {
        markers.put(token.getStartIndex(), markers.size());
      }
    }
  }

  /**
   * Parses one statement.
   *
   * @param text the whole text
   * @param tokens at least one, without the semicolon at the end
   */
  static Statement parse(String text, List<Token> tokens) throws GrammarException {
    StatementParser parser = new StatementParser(text, tokens);
    return parser.isOurs() ? parser.ours() : parser.cql();
  }

  private boolean isOurs() {
    int first = type(0);
    int second = type(1);
    return first == CassportLexer.COPY
        || first == CassportLexer.CAPTURE
        || (first == CassportLexer.SHOW || first == CassportLexer.CANCEL)
            && second == CassportLexer.COPY;
  }

  private Statement cql() {
    String first = tokens.get(0).getText().toUpperCase(Locale.ROOT);
    Cql.Kind kind = Cql.Kind.OTHER;
    for (Cql.Kind candidate : Cql.Kind.values()) {
      if (candidate.name().equals(first) && candidate != Cql.Kind.BATCH) {
        kind = candidate;
      }
    }
    if (type(0) == CassportLexer.BEGIN) {
      kind = Cql.Kind.BATCH;
    }
    String keyspace = kind == Cql.Kind.USE && tokens.size() == 2 ? plainName(tokens.get(1)) : null;
    return new Cql(written(), position(), markers.size(), kind, keyspace);
  }

  private Statement ours() throws GrammarException {
    checkNesting();
    CassportParser.StatementContext tree = tree();
    if (tree.copy() != null) {
      return tree.copy().importTail() == null ? copyTo(tree.copy()) : copyFrom(tree.copy());
    }
    if (tree.capture() != null) {
      return capture(tree.capture());
    }
    if (tree.cancel() != null) {
      return new CancelCopy(written(), position(), markers.size(), value(tree.cancel().value()));
    }
    return show(tree.show());
  }

  private Statement copyFrom(CassportParser.CopyContext copy) throws GrammarException {
    return new CopyFrom(
        written(),
        position(),
        markers.size(),
        table(copy.table()),
        columns(copy.columns()),
        location(copy.location()),
        options(copy.importTail().optionList()));
  }

  private Statement copyTo(CassportParser.CopyContext copy) throws GrammarException {
    CassportParser.ExportTailContext tail = copy.exportTail();
    Source source;
    if (copy.query() != null) {
      if (tail.where() != null) {
        throw new GrammarException(
            SyntaxErrors.position(tail.where().getStart()),
            "WHERE belongs into the parentheses of COPY (SELECT …)");
      }
      source = new Source.Query(fragment(copy.query()));
    } else {
      CqlFragment where = tail.where() == null ? null : fragment(tail.where().predicate());
      source = new Source.Table(table(copy.table()), columns(copy.columns()), where);
    }
    return new CopyTo(
        written(),
        position(),
        markers.size(),
        source,
        location(copy.location()),
        options(tail.optionList()));
  }

  private Statement capture(CassportParser.CaptureContext capture) throws GrammarException {
    if (capture.location() != null) {
      return new CaptureStart(
          written(),
          position(),
          markers.size(),
          capture.format == null ? null : capture.format.getText().toUpperCase(Locale.ROOT),
          location(capture.location()),
          options(capture.optionList()));
    }
    return capture.OFF() != null
        ? new CaptureOff(written(), position(), markers.size())
        : new CaptureStatus(written(), position(), markers.size());
  }

  private Statement show(CassportParser.ShowContext show) {
    if (show.HISTORY() != null) {
      TableName table = show.table() == null ? null : table(show.table());
      return new ShowCopyHistory(written(), position(), markers.size(), table);
    }
    return show.JOBS() != null
        ? new ShowCopyJobs(written(), position(), markers.size())
        : new ShowCopyOptions(written(), position(), markers.size());
  }

  /** SLL prediction first, because it is faster; LL, which is exact, when that fails. */
  private CassportParser.StatementContext tree() throws GrammarException {
    CassportParser parser = parser();
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
    try {
      return parser.statement();
    } catch (ParseCancellationException e) {
      CassportParser exact = parser();
      exact.getInterpreter().setPredictionMode(PredictionMode.LL);
      try {
        return exact.statement();
      } catch (ParseCancellationException failure) {
        if (failure.getCause() instanceof GrammarException wrong) {
          throw wrong;
        }
        throw failure;
      }
    }
  }

  private CassportParser parser() {
    List<Token> input = new ArrayList<>(tokens);
    CassportParser parser = new CassportParser(new CommonTokenStream(new ListTokenSource(input)));
    parser.removeErrorListeners();
    parser.addErrorListener(new FirstError());
    return parser;
  }

  /** Ends parsing at the first error; the strategy that finds it is ANTLR's own. */
  private static final class FirstError extends BaseErrorListener {
    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        Object offendingSymbol,
        int line,
        int column,
        String message,
        RecognitionException cause) {
      CassportParser parser = (CassportParser) recognizer;
      throw new ParseCancellationException(
          SyntaxErrors.unexpected((Token) offendingSymbol, expected(parser, cause)));
    }

    /**
     * ANTLR remembers the last place where something optional could have stood, to name it too;
     * once the rule of that place is left, only what is wanted now is true.
     */
    private static IntervalSet expected(CassportParser parser, RecognitionException cause) {
      return cause == null || cause.getCtx() instanceof CassportParser.QueryContext
          ? parser.getExpectedTokens()
          : cause.getExpectedTokens();
    }
  }

  private void checkNesting() throws GrammarException {
    int depth = 0;
    for (Token token : tokens) {
      if (token.getType() == CassportLexer.LEFT && ++depth > MAX_NESTING) {
        throw new GrammarException(
            SyntaxErrors.position(token),
            "parentheses are nested more than " + MAX_NESTING + " deep; simplify the statement");
      }
      depth -= token.getType() == CassportLexer.RIGHT ? 1 : 0;
    }
  }

  private List<Option> options(CassportParser.OptionListContext written) throws GrammarException {
    List<Option> options = new ArrayList<>();
    if (written == null) {
      return options;
    }
    for (CassportParser.OptionContext context : written.option()) {
      String name = plainName(context.name().getStart()).toUpperCase(Locale.ROOT);
      Position position = SyntaxErrors.position(context.getStart());
      if (options.stream().anyMatch(option -> option.name().equals(name))) {
        throw new GrammarException(
            position, "option " + name + " is written twice; keep one of them");
      }
      options.add(new Option(name, value(context.value()), position));
    }
    return options;
  }

  private Value location(CassportParser.LocationContext location) {
    return location.marker() != null
        ? marker(location.marker().getStart())
        : string(location.text().getStart());
  }

  private Value value(CassportParser.ValueContext value) {
    Token token = value.getStart();
    Position position = SyntaxErrors.position(token);
    return switch (token.getType()) {
      case CassportLexer.STRING, CassportLexer.DOLLARS -> string(token);
      case CassportLexer.NUMBER -> new Value.Number(token.getText(), position);
      case CassportLexer.TRUE -> new Value.Bool(true, position);
      case CassportLexer.FALSE -> new Value.Bool(false, position);
      case CassportLexer.QUESTION, CassportLexer.NAMED_MARKER -> marker(token);
      default -> new Value.Word(token.getText(), position);
    };
  }

  private static Value string(Token token) {
    String written = token.getText();
    String content =
        token.getType() == CassportLexer.DOLLARS
            ? written.substring(2, written.length() - 2)
            : written.substring(1, written.length() - 1).replace("''", "'");
    return new Value.Text(content, SyntaxErrors.position(token));
  }

  private Value marker(Token token) {
    String name =
        token.getType() == CassportLexer.NAMED_MARKER ? token.getText().substring(1) : null;
    return new Value.Marker(markers.get(token.getStartIndex()), name, SyntaxErrors.position(token));
  }

  private static TableName table(CassportParser.TableContext table) {
    List<CassportParser.NameContext> names = table.name();
    return names.size() == 1
        ? new TableName(null, identifier(names.get(0)))
        : new TableName(identifier(names.get(0)), identifier(names.get(1)));
  }

  private static List<Identifier> columns(CassportParser.ColumnsContext columns) {
    return columns == null
        ? List.of()
        : columns.name().stream().map(StatementParser::identifier).toList();
  }

  private static Identifier identifier(CassportParser.NameContext name) {
    return new Identifier(plainName(name.getStart()), SyntaxErrors.position(name.getStart()));
  }

  /** A name as Cassandra stores it. */
  private static String plainName(Token token) {
    String written = token.getText();
    return token.getType() == CassportLexer.QUOTED_NAME
        ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
        : written.toLowerCase(Locale.ROOT);
  }

  private CqlFragment fragment(ParserRuleContext context) {
    int start = context.getStart().getStartIndex();
    int end = context.getStop().getStopIndex();
    int first = 0;
    int count = 0;
    for (Token token : tokens) {
      if (isMarker(token)) {
        first += token.getStartIndex() < start ? 1 : 0;
        count += token.getStartIndex() >= start && token.getStartIndex() <= end ? 1 : 0;
      }
    }
    return new CqlFragment(
        slice(start, end), SyntaxErrors.position(context.getStart()), first, count);
  }

  private String written() {
    return slice(tokens.get(0).getStartIndex(), tokens.get(tokens.size() - 1).getStopIndex());
  }

  /** ANTLR counts code points, Java counts characters. */
  private String slice(int firstCodePoint, int lastCodePoint) {
    int from = text.offsetByCodePoints(0, firstCodePoint);
    return text.substring(from, text.offsetByCodePoints(from, lastCodePoint + 1 - firstCodePoint));
  }

  private Position position() {
    return SyntaxErrors.position(tokens.get(0));
  }

  private static boolean isMarker(Token token) {
    return token.getType() == CassportLexer.QUESTION
        || token.getType() == CassportLexer.NAMED_MARKER;
  }

  private int type(int index) {
    return index < tokens.size() ? tokens.get(index).getType() : Token.EOF;
  }
}
