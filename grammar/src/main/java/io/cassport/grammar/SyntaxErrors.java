package io.cassport.grammar;

import io.cassport.grammar.generated.CassportLexer;
import io.cassport.grammar.generated.CassportParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Every message of this module. */
final class SyntaxErrors {
  private static final int SHOWN = 40;

  /** Inside a predicate or a query nearly every token can follow, and naming them helps nobody. */
  private static final int ANYTHING = 40;

  private record Named(int type, String name) {}

  /** The tokens that messages name, as people call them, in the order in which they are listed. */
  private static final List<Named> NAMES =
      List.of(
          new Named(CassportLexer.JOBS, "JOBS"),
          new Named(CassportLexer.OPTIONS, "OPTIONS"),
          new Named(CassportLexer.HISTORY, "HISTORY"),
          new Named(CassportLexer.TO, "TO"),
          new Named(CassportLexer.FROM, "FROM"),
          new Named(CassportLexer.AND, "AND"),
          new Named(CassportLexer.WITH, "WITH"),
          new Named(CassportLexer.WHERE, "WHERE"),
          new Named(CassportLexer.FOR, "FOR"),
          new Named(CassportLexer.ON, "ON"),
          new Named(CassportLexer.OFF, "OFF"),
          new Named(CassportLexer.STRING, "a string in single quotes"),
          new Named(CassportLexer.NUMBER, "a number"),
          new Named(CassportLexer.TRUE, "TRUE"),
          new Named(CassportLexer.FALSE, "FALSE"),
          new Named(CassportLexer.NAME, "a name"),
          new Named(CassportLexer.QUESTION, "?"),
          new Named(CassportLexer.EQUALS, "="),
          new Named(CassportLexer.DOT, "."),
          new Named(CassportLexer.COMMA, ","),
          new Named(CassportLexer.LEFT, "("),
          new Named(CassportLexer.RIGHT, ")"),
          new Named(Token.EOF, "the end of the statement"));

  /** Words that begin statements: where one surprises, a semicolon is probably missing. */
  private static final Set<String> VERBS =
      Set.of(
          "ALTER",
          "BEGIN",
          "CANCEL",
          "CAPTURE",
          "COPY",
          "CREATE",
          "DELETE",
          "DESC",
          "DESCRIBE",
          "DROP",
          "GRANT",
          "INSERT",
          "LIST",
          "PAGING",
          "REVOKE",
          "SELECT",
          "SHOW",
          "SOURCE",
          "TRACING",
          "TRUNCATE",
          "UPDATE",
          "USE");

  private SyntaxErrors() {}

  static Position position(Token token) {
    return new Position(
        Math.max(0, token.getStartIndex()), token.getLine(), token.getCharPositionInLine() + 1);
  }

  static GrammarException tooLong(int length, int limit) {
    return new GrammarException(
        new Position(0, 1, 1),
        "the text has " + length + " characters, and " + limit + " are the limit; split it");
  }

  static GrammarException tooDeep(Token parenthesis, int limit) {
    return new GrammarException(
        position(parenthesis),
        "parentheses are nested more than " + limit + " deep; simplify the statement");
  }

  static GrammarException tooDeepForTheStack(Position position) {
    return new GrammarException(
        position,
        "the thread has not enough stack left to read the statement; simplify it, or run it from"
            + " a thread with a larger stack");
  }

  static GrammarException optionTwice(Position position, String name) {
    return new GrammarException(position, "option " + name + " is written twice; keep one of them");
  }

  static GrammarException formatTwice(Position position, String format) {
    return new GrammarException(
        position,
        "option FORMAT repeats the format "
            + format
            + " that stands before the target; keep one of them");
  }

  static GrammarException emptyName(Position position) {
    return new GrammarException(position, "found \"\", expected a name that is not empty");
  }

  static GrammarException whereBehindQuery(Token where) {
    return new GrammarException(
        position(where), "WHERE belongs into the parentheses of COPY (SELECT …)");
  }

  /** Refuses what the language will have one day. */
  static void checkNotYet(StatementTokens tokens) throws GrammarException {
    if (tokens.type(0) != CassportLexer.CAPTURE
        || tokens.type(1) != CassportLexer.NAME
        || tokens.type(2) != CassportLexer.NAME) {
      return;
    }
    Token second = tokens.kept().get(1);
    if (second.getText().equalsIgnoreCase("STREAM")) {
      throw new GrammarException(
          position(second),
          "CAPTURE STREAM is not supported yet; CAPTURE 'target' writes the rows of every SELECT");
    }
  }

  /** Refuses a token that opens something which is never closed. */
  static void checkClosed(Token token) throws GrammarException {
    String message =
        switch (token.getType()) {
          case CassportLexer.OPEN_STRING ->
              "the string that begins here has no closing quote; a quote inside a string is"
                  + " written ''";
          case CassportLexer.OPEN_DOLLARS ->
              "the $$ that begins here has no closing $$; if a tool cut the statement at a"
                  + " semicolon, run it as a selection (in DBeaver select the whole statement)";
          case CassportLexer.OPEN_NAME -> "the quoted name that begins here has no closing \"";
          case CassportLexer.OPEN_COMMENT -> "the comment that begins here has no closing */";
          default -> null;
        };
    if (message != null) {
      throw new GrammarException(position(token), message);
    }
  }

  /**
   * What the parser found, and what it could have taken.
   *
   * @param cause null when the error is inside a repetition
   */
  static GrammarException unexpected(
      CassportParser parser, Token found, RecognitionException cause) {
    Position position = position(found);
    int type = found.getType();
    if (type == CassportLexer.STDIN || type == CassportLexer.STDOUT) {
      return new GrammarException(
          position,
          found.getText().toUpperCase(Locale.ROOT)
              + " is not supported: Cassport reads and writes files; write a path in single"
              + " quotes");
    }
    IntervalSet expected = cause == null ? parser.getExpectedTokens() : cause.getExpectedTokens();
    Token before = parser.getInputStream().LT(-1);
    return new GrammarException(
        position,
        "found "
            + describe(found)
            + ", expected "
            + names(expected, parser.getContext())
            + hint(found, before, expected));
  }

  private static String hint(Token found, Token before, IntervalSet expected) {
    boolean string = expected.contains(CassportLexer.STRING);
    boolean and = expected.contains(CassportLexer.AND);
    if (isVerb(found) && expected.contains(Token.EOF)) {
      return missingSemicolon(found);
    }
    if (isVerb(before) && expected.contains(CassportLexer.TO)) {
      return "; a query stands in parentheses: COPY (SELECT …) TO";
    }
    if (isVerb(before)
        && before.getTokenIndex() > 0
        && (expected.contains(CassportLexer.EQUALS)
            || string && !expected.contains(CassportLexer.NUMBER))) {
      return missingSemicolon(before);
    }
    return switch (found.getType()) {
      case CassportLexer.COMMA, CassportLexer.NAME -> and ? "; options are separated by AND" : "";
      case CassportLexer.QUOTED_NAME ->
          string || expected.contains(Token.EOF)
              ? "; double quotes are for names, write single quotes"
              : "";
      case CassportLexer.STRING ->
          expected.contains(CassportLexer.NAME) && !string && !expected.contains(Token.EOF)
              ? "; single quotes are for strings, names are written without or with double quotes"
              : "";
      case CassportLexer.OTHER, CassportLexer.DOT -> string ? "; write paths in single quotes" : "";
      default -> "";
    };
  }

  private static boolean isVerb(Token token) {
    return token != null
        && StatementTokens.isWord(token.getType())
        && VERBS.contains(token.getText().toUpperCase(Locale.ROOT));
  }

  private static String missingSemicolon(Token verb) {
    return "; is a ; missing before " + verb.getText() + "?";
  }

  private static String names(IntervalSet expected, RuleContext context) {
    if (expected.size() > ANYTHING) {
      // whatever else may follow, what is missing is the end
      if (expected.contains(CassportLexer.RIGHT)) {
        return ")";
      }
      if (expected.contains(Token.EOF)) {
        String end = "the end of the statement";
        return expected.contains(CassportLexer.WITH) ? "WITH or " + end : end;
      }
      return context instanceof CassportParser.QueryContext ? "a query" : "a condition";
    }
    List<String> names = new ArrayList<>();
    for (Named token : NAMES) {
      if (expected.contains(token.type()) && !isCovered(token.type(), expected)) {
        names.add(isWordOfValue(token.type(), expected) ? "a word" : token.name());
      }
    }
    if (names.isEmpty()) {
      return "something else";
    }
    String last = names.remove(names.size() - 1);
    return names.isEmpty() ? last : String.join(", ", names) + " or " + last;
  }

  /** Keywords that may stand as a name say nothing more where any name may stand. */
  private static boolean isCovered(int type, IntervalSet expected) {
    if (!expected.contains(CassportLexer.NAME)) {
      return false;
    }
    return switch (type) {
      case CassportLexer.JOBS,
          CassportLexer.OPTIONS,
          CassportLexer.HISTORY,
          CassportLexer.FOR,
          CassportLexer.WHERE,
          CassportLexer.ON ->
          true;
      case CassportLexer.OFF ->
          !(expected.contains(CassportLexer.STRING) && expected.contains(Token.EOF));
      default -> false;
    };
  }

  private static boolean isWordOfValue(int type, IntervalSet expected) {
    return type == CassportLexer.NAME && expected.contains(CassportLexer.NUMBER);
  }

  private static String describe(Token token) {
    if (token.getType() == Token.EOF) {
      return "the end of the statement";
    }
    String text = token.getText().replaceAll("\\s+", " ");
    boolean shown = text.codePointCount(0, text.length()) <= SHOWN;
    String part = shown ? text : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    return token.getType() == CassportLexer.STRING ? part : "'" + part + "'";
  }
}
