package io.cassport.grammar;

import io.cassport.grammar.generated.CassportLexer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * What is known of one statement once its tokens have come: all of them if it is ours; of CQL,
 * which may be long, only what tells its kind and its end.
 */
final class StatementTokens {
  /** BEGIN, COUNTER, BATCH: no more is ever asked of CQL. */
  private static final int HEAD = 3;

  private final List<Token> kept = new ArrayList<>();
  private final Markers markers = new Markers();
  private Token beforeLast;
  private Token last;
  private Token end;
  private int count;

  /** Whether a token is a word that is not quoted, one of ours or any other. */
  static boolean isWord(int type) {
    return type == CassportLexer.NAME || type >= CassportLexer.COPY && type <= CassportLexer.APPLY;
  }

  void add(Token token) {
    if (kept.size() < HEAD || isOurs()) {
      kept.add(token);
    }
    markers.add(token);
    count++;
    beforeLast = last;
    last = token;
    if (token.getType() != CassportLexer.SEMICOLON) {
      end = token;
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  boolean isOurs() {
    int second = type(1);
    return switch (type(0)) {
      case CassportLexer.COPY,
          CassportLexer.CAPTURE,
          CassportLexer.CONSISTENCY,
          CassportLexer.TRACING,
          CassportLexer.PAGING,
          CassportLexer.SOURCE ->
          true;
      case CassportLexer.SHOW -> second == CassportLexer.COPY || second == CassportLexer.VERSION;
      case CassportLexer.CANCEL -> second == CassportLexer.COPY;
      case CassportLexer.SERIAL -> second == CassportLexer.CONSISTENCY;
      default -> false;
    };
  }

  /** Whether it is a batch, by its first words. */
  boolean isBatch() {
    return type(0) == CassportLexer.BEGIN
        && (type(1) == CassportLexer.BATCH || type(2) == CassportLexer.BATCH);
  }

  /**
   * Whether a semicolon would be inside it: between BEGIN BATCH and APPLY BATCH, and between BEGIN
   * TRANSACTION and COMMIT TRANSACTION, which coming Cassandras have.
   */
  boolean isOpen() {
    if (isBatch()) {
      return !(beforeLast.getType() == CassportLexer.APPLY
          && last.getType() == CassportLexer.BATCH);
    }
    if (type(0) == CassportLexer.BEGIN && count > 1 && is(kept.get(1), "TRANSACTION")) {
      return !(is(beforeLast, "COMMIT") && is(last, "TRANSACTION"));
    }
    return false;
  }

  /** All tokens of ours, the first few of CQL. */
  List<Token> kept() {
    return Collections.unmodifiableList(kept);
  }

  Token first() {
    return kept.get(0);
  }

  /** The last one but semicolons. */
  Token end() {
    return end;
  }

  /** How many tokens there are. */
  int count() {
    return count;
  }

  Markers markers() {
    return markers;
  }

  /** The type of a token near the beginning, EOF when there is none. */
  int type(int index) {
    return index < kept.size() ? kept.get(index).getType() : Token.EOF;
  }

  private static boolean is(Token token, String word) {
    return token.getType() == CassportLexer.NAME && token.getText().equalsIgnoreCase(word);
  }
}
