package io.cassport.grammar;

import io.cassport.grammar.generated.CassportLexer;
import io.cassport.grammar.generated.CassportParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.antlr.v4.runtime.tree.TerminalNode;

/** From the tokens of one statement to its tree. */
final class StatementParser {
  private static final int MAX_NESTING = 200;

  private final String text;
  private final StatementTokens tokens;

  private StatementParser(String text, StatementTokens tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  /**
   * Parses one statement.
   *
   * @param text the whole text
   * @param tokens not empty
   */
  static Statement parse(String text, StatementTokens tokens) throws GrammarException {
    StatementParser parser = new StatementParser(text, tokens);
    return tokens.isOurs() ? parser.ours() : parser.cql();
  }

  private Statement cql() {
    Cql.Kind kind = kind();
    String keyspace = kind == Cql.Kind.USE ? plainName(tokens.kept().get(1)) : null;
    return new Cql(written(), position(), markerCount(), kind, keyspace);
  }

  private Cql.Kind kind() {
    String first = tokens.first().getText().toUpperCase(Locale.ROOT);
    return switch (first) {
      case "SELECT" -> Cql.Kind.SELECT;
      case "INSERT" -> Cql.Kind.INSERT;
      case "UPDATE" -> Cql.Kind.UPDATE;
      case "DELETE" -> Cql.Kind.DELETE;
      case "BEGIN" -> tokens.isBatch() ? Cql.Kind.BATCH : Cql.Kind.OTHER;
      case "USE" -> namesKeyspace() ? Cql.Kind.USE : Cql.Kind.OTHER;
      case "TRUNCATE" -> Cql.Kind.TRUNCATE;
      case "CREATE" -> Cql.Kind.CREATE;
      case "ALTER" -> Cql.Kind.ALTER;
      case "DROP" -> Cql.Kind.DROP;
      default -> Cql.Kind.OTHER;
    };
  }

  /** Whether USE has one name behind it; if not, the server says what is wrong. */
  private boolean namesKeyspace() {
    int type = tokens.type(1);
    return tokens.count() == 2
        && (type == CassportLexer.QUOTED_NAME || StatementTokens.isWord(type));
  }

  private Statement ours() throws GrammarException {
    checkNesting();
    SyntaxErrors.checkNotYet(tokens);
    try {
      return built();
    } catch (StackOverflowError e) { // whoever calls may have used most of the stack
      throw SyntaxErrors.tooDeepForTheStack(position());
    }
  }

  private Statement built() throws GrammarException {
    CassportParser.StatementContext tree = tree();
    if (tree.copy() != null) {
      return tree.copy().importTail() == null ? copyTo(tree.copy()) : copyFrom(tree.copy());
    }
    if (tree.capture() != null) {
      return capture(tree.capture());
    }
    if (tree.cancel() != null) {
      return new CancelCopy(
          written(), position(), markerCount(), value(tree.cancel().jobId().getStart()));
    }
    return tree.show() != null ? show(tree.show()) : companion(tree);
  }

  private Statement companion(CassportParser.StatementContext tree) {
    if (tree.consistency() != null) {
      CassportParser.LevelContext level = tree.consistency().level();
      return new Consistency(
          written(),
          position(),
          markerCount(),
          tree.consistency().SERIAL() != null,
          level == null ? null : level.getText().toUpperCase(Locale.ROOT));
    }
    if (tree.tracing() != null) {
      Toggle toggle = toggle(tree.tracing().ON(), tree.tracing().OFF());
      return new Tracing(written(), position(), markerCount(), toggle);
    }
    if (tree.paging() != null) {
      CassportParser.PagingContext paging = tree.paging();
      String rows = paging.NUMBER() == null ? null : paging.NUMBER().getText();
      Toggle toggle = rows == null ? toggle(paging.ON(), paging.OFF()) : Toggle.ON;
      return new Paging(written(), position(), markerCount(), toggle, rows);
    }
    return new SourceFile(written(), position(), markerCount(), location(tree.source().location()));
  }

  private static Toggle toggle(TerminalNode on, TerminalNode off) {
    if (on != null) {
      return Toggle.ON;
    }
    return off != null ? Toggle.OFF : Toggle.SHOW;
  }

  private Statement copyFrom(CassportParser.CopyContext copy) throws GrammarException {
    return new CopyFrom(
        written(),
        position(),
        markerCount(),
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
        throw SyntaxErrors.whereBehindQuery(tail.where().getStart());
      }
      source = new Source.Query(fragment(copy.query()));
    } else {
      CqlFragment where = tail.where() == null ? null : fragment(tail.where().predicate());
      source = new Source.Table(table(copy.table()), columns(copy.columns()), where);
    }
    return new CopyTo(
        written(),
        position(),
        markerCount(),
        source,
        location(copy.location()),
        options(tail.optionList()));
  }

  private Statement capture(CassportParser.CaptureContext capture) throws GrammarException {
    if (capture.location() != null) {
      return captureStart(capture);
    }
    return capture.OFF() != null
        ? new CaptureOff(written(), position(), markerCount())
        : new CaptureStatus(written(), position(), markerCount());
  }

  private Statement captureStart(CassportParser.CaptureContext capture) throws GrammarException {
    String format =
        capture.format == null ? null : capture.format.getText().toUpperCase(Locale.ROOT);
    List<Option> options = options(capture.optionList());
    for (Option option : options) {
      if (format != null && option.name().equals("FORMAT")) {
        throw SyntaxErrors.formatTwice(option.position(), format);
      }
    }
    return new CaptureStart(
        written(), position(), markerCount(), format, location(capture.location()), options);
  }

  private Statement show(CassportParser.ShowContext show) throws GrammarException {
    if (show.VERSION() != null) {
      return new ShowVersion(written(), position(), markerCount());
    }
    if (show.HISTORY() != null) {
      TableName table = show.table() == null ? null : table(show.table());
      return new ShowCopyHistory(written(), position(), markerCount(), table);
    }
    return show.JOBS() != null
        ? new ShowCopyJobs(written(), position(), markerCount())
        : new ShowCopyOptions(written(), position(), markerCount());
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
    CassportParser parser =
        new CassportParser(new CommonTokenStream(new ListTokenSource(tokens.kept())));
    parser.removeErrorListeners();
    parser.addErrorListener(new FirstError());
    parser.setErrorHandler(new FirstErrorStrategy());
    return parser;
  }

  /** Ends parsing at the first error. */
  private static final class FirstError extends BaseErrorListener {
    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        Object offendingSymbol,
        int line,
        int column,
        String message,
        RecognitionException cause) {
      throw new ParseCancellationException(
          SyntaxErrors.unexpected((CassportParser) recognizer, (Token) offendingSymbol, cause));
    }
  }

  private void checkNesting() throws GrammarException {
    int depth = 0;
    for (Token token : tokens.kept()) {
      if (token.getType() == CassportLexer.LEFT && ++depth > MAX_NESTING) {
        throw SyntaxErrors.tooDeep(token, MAX_NESTING);
      }
      depth -= token.getType() == CassportLexer.RIGHT ? 1 : 0;
    }
  }

  private List<Option> options(CassportParser.OptionListContext written) throws GrammarException {
    List<Option> options = new ArrayList<>();
    if (written == null) {
      return options;
    }
    Set<String> names = new HashSet<>();
    for (CassportParser.OptionContext context : written.option()) {
      Identifier name = identifier(context.name());
      String upper = name.name().toUpperCase(Locale.ROOT);
      if (!names.add(upper)) {
        throw SyntaxErrors.optionTwice(name.position(), upper);
      }
      options.add(new Option(upper, value(context.value().getStart()), name.position()));
    }
    return options;
  }

  private Value location(CassportParser.LocationContext location) {
    return location.marker() != null
        ? marker(location.marker().getStart())
        : string(location.text().getStart());
  }

  private Value value(Token token) {
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
        token.getType() == CassportLexer.NAMED_MARKER ? plain(token.getText().substring(1)) : null;
    int index = tokens.markers().countBefore(token.getStartIndex());
    return new Value.Marker(index, name, SyntaxErrors.position(token));
  }

  private static TableName table(CassportParser.TableContext table) throws GrammarException {
    List<CassportParser.NameContext> names = table.name();
    return names.size() == 1
        ? new TableName(null, identifier(names.get(0)))
        : new TableName(identifier(names.get(0)), identifier(names.get(1)));
  }

  private static List<Identifier> columns(CassportParser.ColumnsContext columns)
      throws GrammarException {
    List<Identifier> identifiers = new ArrayList<>();
    if (columns != null) {
      for (CassportParser.NameContext name : columns.name()) {
        identifiers.add(identifier(name));
      }
    }
    return identifiers;
  }

  private static Identifier identifier(CassportParser.NameContext context) throws GrammarException {
    Token token = context.getStart();
    Position position = SyntaxErrors.position(token);
    String name = plainName(token);
    if (name.isEmpty()) {
      throw SyntaxErrors.emptyName(position);
    }
    return new Identifier(name, position);
  }

  private static String plainName(Token token) {
    return plain(token.getText());
  }

  /** A name as Cassandra stores it. */
  static String plain(String written) {
    return written.startsWith("\"")
        ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
        : written.toLowerCase(Locale.ROOT);
  }

  private CqlFragment fragment(ParserRuleContext context) {
    int start = context.getStart().getStartIndex();
    int end = context.getStop().getStopIndex() + 1;
    int first = tokens.markers().countBefore(start);
    int count = tokens.markers().countBefore(end) - first;
    return new CqlFragment(
        text.substring(start, end), SyntaxErrors.position(context.getStart()), first, count);
  }

  private String written() {
    return text.substring(tokens.first().getStartIndex(), tokens.end().getStopIndex() + 1);
  }

  private Position position() {
    return SyntaxErrors.position(tokens.first());
  }

  private int markerCount() {
    return tokens.markers().count();
  }
}
