package io.cassport.grammar;

import io.cassport.grammar.generated.CassportLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/** Splits a text into statements. Time grows with the text's length only. */
public final class Script {
  /** Cassandra takes no longer request; the limit keeps a mistake from filling memory. */
  static final int MAX_LENGTH = 16 << 20;

  private static final Pattern PLAIN_NAME = Pattern.compile("[a-z][a-z0-9_]*");

  private Script() {}

  /**
   * The statements of a text, in order; empty ones are left out.
   *
   * @throws GrammarException when a string, name or comment is not closed, or when a statement of
   *     ours is not well formed
   */
  public static List<Statement> parse(String text) throws GrammarException {
    if (text.length() > MAX_LENGTH) {
      throw SyntaxErrors.tooLong(text.length(), MAX_LENGTH);
    }
    CassportLexer lexer = new CassportLexer(new TextStream(text));
    lexer.removeErrorListeners();
    List<Statement> statements = new ArrayList<>();
    StatementTokens current = new StatementTokens();
    for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
      SyntaxErrors.checkClosed(token);
      if (token.getType() == CassportLexer.SEMICOLON && !current.isOpen()) {
        finish(text, current, statements);
        current = new StatementTokens();
      } else if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        current.add(token);
      }
    }
    finish(text, current, statements);
    return statements;
  }

  /**
   * The words, names, literals and signs of a text, without its blanks and comments.
   *
   * @throws GrammarException when a string, name or comment is not closed
   */
  public static List<Lexeme> lexemes(String text) throws GrammarException {
    CassportLexer lexer = new CassportLexer(new TextStream(text));
    lexer.removeErrorListeners();
    List<Lexeme> lexemes = new ArrayList<>();
    for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
      SyntaxErrors.checkClosed(token);
      if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        lexemes.add(new Lexeme(kind(token.getType()), token.getText(), token.getStartIndex()));
      }
    }
    return lexemes;
  }

  private static Lexeme.Kind kind(int type) {
    return switch (type) {
      case CassportLexer.STRING, CassportLexer.DOLLARS -> Lexeme.Kind.STRING;
      case CassportLexer.QUOTED_NAME -> Lexeme.Kind.QUOTED_NAME;
      case CassportLexer.NUMBER, CassportLexer.AMOUNT -> Lexeme.Kind.NUMBER;
      case CassportLexer.QUESTION -> Lexeme.Kind.MARKER;
      default -> StatementTokens.isWord(type) ? Lexeme.Kind.WORD : Lexeme.Kind.SIGN;
    };
  }

  /** A name as CQL writes it: in double quotes where it needs them. */
  public static String quote(String name) {
    return PLAIN_NAME.matcher(name).matches() && !ReservedWords.contains(name)
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static void finish(String text, StatementTokens tokens, List<Statement> statements)
      throws GrammarException {
    if (!tokens.isEmpty()) {
      statements.add(StatementParser.parse(text, tokens));
    }
  }
}
