package io.cassport.jdbc.dialect;

import io.cassport.grammar.Lexeme;
import java.util.ArrayList;
import java.util.List;

/** Brackets and commas among lexemes. */
final class Ranges {
  private Ranges() {}

  /** By how much a lexeme changes the depth of brackets. */
  static int depth(Lexeme lexeme) {
    if (lexeme.kind() != Lexeme.Kind.SIGN) {
      return 0;
    }
    return switch (lexeme.text()) {
      case "(", "[", "{" -> 1;
      case ")", "]", "}" -> -1;
      default -> 0;
    };
  }

  /** Where the bracket is that closes one, or -1. */
  static int closing(List<Lexeme> lexemes, int open) {
    int depth = 0;
    for (int i = open; i < lexemes.size(); i++) {
      depth += depth(lexemes.get(i));
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** The parts between commas outside brackets, as views. */
  static List<List<Lexeme>> elements(List<Lexeme> lexemes) {
    List<List<Lexeme>> elements = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < lexemes.size(); i++) {
      depth += depth(lexemes.get(i));
      if (depth == 0 && lexemes.get(i).isSign(",")) {
        elements.add(lexemes.subList(start, i));
        start = i + 1;
      }
    }
    elements.add(lexemes.subList(start, lexemes.size()));
    return elements;
  }

  /** The first of some words outside brackets, or the end. */
  static int find(List<Lexeme> lexemes, int from, List<String> words) {
    int depth = 0;
    for (int i = from; i < lexemes.size(); i++) {
      Lexeme lexeme = lexemes.get(i);
      depth += depth(lexeme);
      if (depth == 0 && words.stream().anyMatch(lexeme::isWord)) {
        return i;
      }
    }
    return lexemes.size();
  }
}
