package io.cassport.grammar;

import io.cassport.grammar.generated.CassportLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/** Splits a text into statements. Time grows with the text's length only. */
public final class Script {
  /**
   * Longer texts are no statements anybody wrote; the limit keeps a mistake from filling memory.
   */
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
      throw new GrammarException(
          new Position(0, 1, 1),
          "the text has "
              + text.length()
              + " characters; split it, "
              + MAX_LENGTH
              + " are the limit");
    }
    List<Statement> statements = new ArrayList<>();
    for (List<Token> tokens : split(tokens(text))) {
      statements.add(StatementParser.parse(text, tokens));
    }
    return statements;
  }

  /** A name as CQL writes it: in double quotes where it needs them. */
  public static String quote(String name) {
    return PLAIN_NAME.matcher(name).matches() && !ReservedWords.contains(name)
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static List<Token> tokens(String text) throws GrammarException {
    CassportLexer lexer = new CassportLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    CommonTokenStream stream = new CommonTokenStream(lexer);
    stream.fill();
    List<Token> tokens = new ArrayList<>();
    for (Token token : stream.getTokens()) {
      SyntaxErrors.checkClosed(text, token);
      if (token.getChannel() == Token.DEFAULT_CHANNEL && token.getType() != Token.EOF) {
        tokens.add(token);
      }
    }
    return tokens;
  }

  /** The tokens of each statement, without its semicolon. */
  private static List<List<Token>> split(List<Token> tokens) {
    List<List<Token>> statements = new ArrayList<>();
    List<Token> current = new ArrayList<>();
    for (Token token : tokens) {
      if (token.getType() != CassportLexer.SEMICOLON) {
        current.add(token);
      } else if (isOpenBatch(current)) {
        current.add(token); // the semicolons between BEGIN BATCH and APPLY BATCH are the batch's
      } else if (!current.isEmpty()) {
        statements.add(current);
        current = new ArrayList<>();
      }
    }
    while (!current.isEmpty() && last(current, 1) == CassportLexer.SEMICOLON) {
      current.remove(current.size() - 1);
    }
    if (!current.isEmpty()) {
      statements.add(current);
    }
    return statements;
  }

  private static boolean isOpenBatch(List<Token> tokens) {
    if (tokens.size() < 2 || tokens.get(0).getType() != CassportLexer.BEGIN) {
      return false;
    }
    boolean begun =
        tokens.get(1).getType() == CassportLexer.BATCH
            || tokens.size() > 2 && tokens.get(2).getType() == CassportLexer.BATCH;
    boolean applied =
        last(tokens, 1) == CassportLexer.BATCH && last(tokens, 2) == CassportLexer.APPLY;
    return begun && !applied;
  }

  private static int last(List<Token> tokens, int back) {
    return tokens.get(tokens.size() - back).getType();
  }
}
