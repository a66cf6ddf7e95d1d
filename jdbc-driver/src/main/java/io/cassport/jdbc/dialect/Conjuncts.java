package io.cassport.jdbc.dialect;

import io.cassport.grammar.Lexeme;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The conditions of a WHERE clause, which AND joins.
 *
 * @param kept the texts of those that are neither always true nor always false
 * @param isNever whether one of them is always false
 * @param changed whether brackets or conditions were taken away
 */
record Conjuncts(List<String> kept, boolean isNever, boolean changed) {
  static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

  private static final class Reading {
    private final String text;
    private final List<Lexeme> lexemes;
    private final List<String> kept = new ArrayList<>();
    private boolean never;
    private boolean changed;

    Reading(String text, List<Lexeme> lexemes) {
      this.text = text;
      this.lexemes = lexemes;
    }

    /** Takes what stands from one lexeme to another, which is excluded. */
    void read(int from, int to) {
      if (from >= to) {
        return;
      }
      if (isBracketed(from, to)) {
        changed = true;
        read(from + 1, to - 1);
        return;
      }
      int start = from;
      int depth = 0;
      boolean between = false;
      boolean split = false;
      for (int i = from; i < to; i++) {
        depth += Ranges.depth(lexemes.get(i));
        if (depth == 0 && lexemes.get(i).isWord("BETWEEN")) {
          between = true;
        } else if (depth == 0 && lexemes.get(i).isWord("AND")) {
          if (!between) {
            read(start, i);
            start = i + 1;
            split = true;
          }
          between = false;
        }
      }
      if (split) {
        read(start, to);
      } else {
        one(from, to);
      }
    }

    private boolean isBracketed(int from, int to) {
      return to - from > 2
          && lexemes.get(from).isSign("(")
          && Ranges.closing(lexemes, from) == to - 1;
    }

    private void one(int from, int to) {
      Boolean constant = constant(from, to);
      if (constant == null) {
        kept.add(text.substring(lexemes.get(from).start(), lexemes.get(to - 1).end()));
      } else {
        changed = true;
        never |= !constant;
      }
    }

    /** What a condition without a column is, or null. */
    private Boolean constant(int from, int to) {
      Lexeme first = lexemes.get(from);
      if (to - from == 1) {
        return first.isWord("TRUE") ? Boolean.TRUE : first.isWord("FALSE") ? Boolean.FALSE : null;
      }
      Lexeme last = lexemes.get(to - 1);
      if (!isLiteral(first) || !isLiteral(last) || first.kind() != last.kind()) {
        return null;
      }
      StringBuilder operator = new StringBuilder();
      for (int i = from + 1; i < to - 1; i++) {
        if (lexemes.get(i).kind() != Lexeme.Kind.SIGN) {
          return null;
        }
        operator.append(lexemes.get(i).text());
      }
      int order = compare(first, last);
      return switch (operator.toString()) {
        case "=" -> order == 0;
        case "<>", "!=" -> order != 0;
        case "<" -> order < 0;
        case ">" -> order > 0;
        case "<=" -> order <= 0;
        case ">=" -> order >= 0;
        default -> null;
      };
    }

    private static int compare(Lexeme a, Lexeme b) {
      return switch (a.kind()) {
        case NUMBER -> new BigDecimal(a.text()).compareTo(new BigDecimal(b.text()));
        case STRING -> a.content().compareTo(b.content());
        default -> a.text().compareToIgnoreCase(b.text()); // FALSE is less than TRUE
      };
    }

    private static boolean isLiteral(Lexeme lexeme) {
      return lexeme.kind() == Lexeme.Kind.NUMBER && NUMBER.matcher(lexeme.text()).matches()
          || lexeme.kind() == Lexeme.Kind.STRING
          || lexeme.isWord("TRUE")
          || lexeme.isWord("FALSE");
    }
  }

  static Conjuncts read(String text, List<Lexeme> lexemes, int from, int to) {
    Reading reading = new Reading(text, lexemes);
    reading.read(from, to);
    return new Conjuncts(List.copyOf(reading.kept), reading.never, reading.changed);
  }
}
