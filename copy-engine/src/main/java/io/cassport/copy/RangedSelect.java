package io.cassport.copy;

import io.cassport.grammar.GrammarException;
import io.cassport.grammar.Lexeme;
import io.cassport.grammar.Script;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A SELECT whose rows are the same when it is sent once for each range of tokens: it reads rows of
 * one table one by one, without an order, a limit for all of them, or anything calculated of
 * several.
 *
 * @param head from SELECT to the table's name
 * @param predicate what stands behind WHERE, or empty
 * @param tail PER PARTITION LIMIT, or empty
 * @param restricted the names that the predicate contains, columns among them
 */
record RangedSelect(String head, String predicate, String tail, Set<String> restricted) {
  /** Functions of one row; what is not known may be an aggregate. */
  private static final Set<String> FUNCTIONS_OF_A_ROW =
      Set.of(
          "CAST",
          "DATEOF",
          "MAXWRITETIME",
          "MINWRITETIME",
          "TODATE",
          "TOJSON",
          "TOKEN",
          "TOTIMESTAMP",
          "TOUNIXTIMESTAMP",
          "TO_DATE",
          "TO_JSON",
          "TO_TIMESTAMP",
          "TO_UNIX_TIMESTAMP",
          "TTL",
          "UNIXTIMESTAMPOF",
          "WRITETIME");

  /** The parts of a SELECT, or nothing when it is of another kind. */
  static Optional<RangedSelect> of(String select) {
    List<Lexeme> lexemes;
    try {
      lexemes = Script.lexemes(select);
    } catch (GrammarException e) {
      return Optional.empty(); // the server has the better words for it
    }
    int from = find(lexemes, 0, "FROM");
    if (from < 0 || !lexemes.get(0).isWord("SELECT") || !readsRows(lexemes.subList(1, from))) {
      return Optional.empty();
    }
    int table = isSign(lexemes, from + 2, ".") ? from + 3 : from + 1;
    if (table >= lexemes.size()) {
      return Optional.empty();
    }
    int rest = table + 1;
    int per = find(lexemes, rest, "PER");
    int allow = find(lexemes, rest, "ALLOW");
    int end = allow < 0 ? lexemes.size() : allow;
    int predicateEnd = per < 0 ? end : per;
    boolean where = rest < predicateEnd && lexemes.get(rest).isWord("WHERE");
    if (!where && rest != predicateEnd
        || !isPerPartitionLimit(lexemes.subList(predicateEnd, end))
        || List.of("GROUP", "ORDER", "LIMIT").stream()
            .anyMatch(word -> find(lexemes.subList(0, predicateEnd), rest, word) >= 0)) {
      return Optional.empty();
    }
    return Optional.of(
        new RangedSelect(
            select.substring(lexemes.get(0).start(), lexemes.get(table).end()),
            where ? text(select, lexemes.subList(rest + 1, predicateEnd)) : "",
            text(select, lexemes.subList(predicateEnd, end)),
            where ? names(lexemes.subList(rest + 1, predicateEnd)) : Set.of()));
  }

  /**
   * The query of one range.
   *
   * @param range the condition on the tokens
   */
  String within(String range) {
    return head
        + " WHERE "
        + (predicate.isEmpty() ? "" : predicate + " AND ")
        + range
        + (tail.isEmpty() ? "" : " " + tail)
        + " ALLOW FILTERING";
  }

  private static Set<String> names(List<Lexeme> predicate) {
    return predicate.stream()
        .filter(one -> one.kind() == Lexeme.Kind.WORD || one.kind() == Lexeme.Kind.QUOTED_NAME)
        .map(Lexeme::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean readsRows(List<Lexeme> selection) {
    if (selection.isEmpty() || selection.get(0).isWord("DISTINCT")) {
      return false;
    }
    for (int i = 0; i + 1 < selection.size(); i++) {
      Lexeme name = selection.get(i);
      boolean call =
          isSign(selection, i + 1, "(")
              && (name.kind() == Lexeme.Kind.WORD || name.kind() == Lexeme.Kind.QUOTED_NAME);
      if (call && !FUNCTIONS_OF_A_ROW.contains(name.text().toUpperCase(Locale.ROOT))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Nothing, or PER PARTITION LIMIT with a number; a marker would come after those of the range.
   */
  private static boolean isPerPartitionLimit(List<Lexeme> tail) {
    return tail.isEmpty()
        || tail.size() == 4
            && tail.get(1).isWord("PARTITION")
            && tail.get(2).isWord("LIMIT")
            && tail.get(3).kind() == Lexeme.Kind.NUMBER;
  }

  /** Where a word stands outside brackets, or -1. */
  private static int find(List<Lexeme> lexemes, int from, String word) {
    int depth = 0;
    for (int i = from; i < lexemes.size(); i++) {
      Lexeme lexeme = lexemes.get(i);
      if (lexeme.isSign("(") || lexeme.isSign("[") || lexeme.isSign("{")) {
        depth++;
      } else if (lexeme.isSign(")") || lexeme.isSign("]") || lexeme.isSign("}")) {
        depth--;
      } else if (depth == 0 && lexeme.isWord(word)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isSign(List<Lexeme> lexemes, int index, String sign) {
    return index < lexemes.size() && lexemes.get(index).isSign(sign);
  }

  private static String text(String select, List<Lexeme> lexemes) {
    return lexemes.isEmpty()
        ? ""
        : select.substring(lexemes.get(0).start(), lexemes.get(lexemes.size() - 1).end());
  }
}
