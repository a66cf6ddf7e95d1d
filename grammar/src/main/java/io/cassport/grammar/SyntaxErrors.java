package io.cassport.grammar;

import io.cassport.grammar.generated.CassportLexer;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Every message of this module. */
final class SyntaxErrors {
  private static final int SHOWN = 40;

  /** Inside a predicate or a query nearly every token can follow, and naming them helps nobody. */
  private static final int ANYTHING = 25;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(CassportLexer.STRING, "a string in single quotes"),
          Map.entry(CassportLexer.NAME, "a name"),
          Map.entry(CassportLexer.NUMBER, "a number"),
          Map.entry(CassportLexer.QUESTION, "?"),
          Map.entry(CassportLexer.LEFT, "("),
          Map.entry(CassportLexer.RIGHT, ")"),
          Map.entry(CassportLexer.COMMA, ","),
          Map.entry(CassportLexer.DOT, "."),
          Map.entry(CassportLexer.EQUALS, "="),
          Map.entry(CassportLexer.TO, "TO"),
          Map.entry(CassportLexer.FROM, "FROM"),
          Map.entry(CassportLexer.WITH, "WITH"),
          Map.entry(CassportLexer.AND, "AND"),
          Map.entry(CassportLexer.COPY, "COPY"),
          Map.entry(CassportLexer.JOBS, "JOBS"),
          Map.entry(CassportLexer.OPTIONS, "OPTIONS"),
          Map.entry(CassportLexer.HISTORY, "HISTORY"),
          Map.entry(CassportLexer.WHERE, "WHERE"),
          Map.entry(CassportLexer.OFF, "OFF"),
          Map.entry(CassportLexer.FOR, "FOR"),
          Map.entry(CassportLexer.TRUE, "TRUE"),
          Map.entry(CassportLexer.FALSE, "FALSE"),
          Map.entry(Token.EOF, "the end of the statement"));

  private SyntaxErrors() {}

  static Position position(Token token) {
    return new Position(
        Math.max(0, token.getStartIndex()), token.getLine(), token.getCharPositionInLine() + 1);
  }

  /** Refuses a token that is the rest of the text because something was never closed. */
  static void checkClosed(String text, Token token) throws GrammarException {
    String message =
        switch (token.getType()) {
          case CassportLexer.OPEN_STRING ->
              "the string that begins here has no closing quote; a quote inside a string is"
                  + " written ''";
          case CassportLexer.OPEN_DOLLARS ->
              "the $$ that begins here has no closing $$; if a tool cut the statement at a"
                  + " semicolon, run it as a selection (in DBeaver: select the whole statement)";
          case CassportLexer.OPEN_NAME -> "the quoted name that begins here has no closing \"";
          case CassportLexer.OPEN_COMMENT -> "the comment that begins here has no closing */";
          default -> null;
        };
    if (message != null) {
      throw new GrammarException(position(token), message);
    }
  }

  /** What the parser found, and what it could have taken. */
  static GrammarException unexpected(Token found, IntervalSet expected) {
    Position position = position(found);
    int type = found.getType();
    if (type == CassportLexer.STDIN || type == CassportLexer.STDOUT) {
      return new GrammarException(
          position,
          found.getText().toUpperCase(java.util.Locale.ROOT)
              + " is not supported: Cassport reads and writes files; write a path in single"
              + " quotes");
    }
    return new GrammarException(
        position,
        "found " + describe(found) + ", expected " + expected(expected) + hint(found, expected));
  }

  private static String hint(Token found, IntervalSet expected) {
    if (found.getType() == CassportLexer.COMMA && expected.contains(CassportLexer.AND)) {
      return "; options are separated by AND";
    }
    if (found.getType() == CassportLexer.QUOTED_NAME
        && (expected.contains(CassportLexer.STRING) || expected.contains(Token.EOF))) {
      return "; double quotes are for names, write single quotes";
    }
    if (expected.contains(CassportLexer.STRING) && found.getType() == CassportLexer.OTHER) {
      return "; write paths in single quotes";
    }
    if (found.getType() == CassportLexer.STRING
        && expected.contains(CassportLexer.NAME)
        && !expected.contains(CassportLexer.STRING)) {
      return "; single quotes are for strings, names are written without or with double quotes";
    }
    return "";
  }

  private static String expected(IntervalSet expected) {
    if (expected.size() > ANYTHING) {
      return expected.contains(CassportLexer.RIGHT) ? "more of it, or )" : "more of it";
    }
    Set<String> names = new LinkedHashSet<>();
    boolean anyName = expected.contains(CassportLexer.NAME);
    for (int type : expected.toArray()) {
      // the words that may also be names, and the other spellings of strings and markers, say
      // nothing more
      boolean word = type <= CassportLexer.APPLY && type > 0;
      if (NAMES.containsKey(type) && !(anyName && word && !isMeant(type, expected))) {
        names.add(NAMES.get(type));
      }
    }
    return names.isEmpty() ? "something else" : String.join(" or ", names);
  }

  /** Keywords that stand beside names for their own sake. */
  private static boolean isMeant(int type, IntervalSet expected) {
    return switch (type) {
      case CassportLexer.TO, CassportLexer.FROM, CassportLexer.WITH, CassportLexer.AND -> true;
      case CassportLexer.TRUE, CassportLexer.FALSE -> true;
      case CassportLexer.OFF -> expected.contains(CassportLexer.STRING);
      default -> false;
    };
  }

  private static String describe(Token token) {
    if (token.getType() == Token.EOF) {
      return "the end of the statement";
    }
    String text = token.getText();
    return "'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "'";
  }
}
