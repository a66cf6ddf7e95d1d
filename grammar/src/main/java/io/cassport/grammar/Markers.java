package io.cassport.grammar;

import io.cassport.grammar.generated.CassportLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * The bind markers of one statement, found as its tokens come. In braces a colon behind a key parts
 * key and value, so the {@code :true} of {@code {'a':true}} is none, while that of {@code
 * {'a'::true}} is.
 */
final class Markers {
  private final List<Token> found = new ArrayList<>();
  private int braces;
  private boolean behindOperand;

  void add(Token token) {
    int type = token.getType();
    if (type == CassportLexer.QUESTION
        || type == CassportLexer.NAMED_MARKER && !(braces > 0 && behindOperand)) {
      found.add(token);
    }
    if (type == CassportLexer.LEFT_BRACE) {
      braces++;
    } else if (type == CassportLexer.RIGHT_BRACE && braces > 0) {
      braces--;
    }
    behindOperand = endsOperand(type);
  }

  int count() {
    return found.size();
  }

  /** How many begin before a place in the text. */
  int countBefore(int offset) {
    int low = 0;
    int high = found.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (found.get(middle).getStartIndex() < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static boolean endsOperand(int type) {
    return switch (type) {
      case CassportLexer.STRING,
          CassportLexer.DOLLARS,
          CassportLexer.QUOTED_NAME,
          CassportLexer.NAMED_MARKER,
          CassportLexer.QUESTION,
          CassportLexer.NUMBER,
          CassportLexer.AMOUNT,
          CassportLexer.RIGHT,
          CassportLexer.RIGHT_BRACE,
          CassportLexer.RIGHT_BRACKET ->
          true;
      default -> StatementTokens.isWord(type);
    };
  }
}
