package io.cassport.jdbc.dialect;

import io.cassport.grammar.Lexeme;
import io.cassport.grammar.Script;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * JDBC's escapes. None of them is CQL, where a word in braces is followed by a colon or a comma, so
 * that maps, sets and user-defined types pass as they are.
 */
final class Escapes {
  private static final Pattern PERHAPS =
      Pattern.compile(
          "\\{\\s*(\\?|(d|t|ts|fn|escape|limit|call|oj)(?![a-z0-9_]))", Pattern.CASE_INSENSITIVE);

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSxx", Locale.ROOT);

  private static final int NANOS_OF_MILLI = 1_000_000;

  private final List<Lexeme> lexemes;
  private final TextEdits edits;

  private Escapes(String text, List<Lexeme> lexemes) {
    this.lexemes = lexemes;
    this.edits = new TextEdits(text);
  }

  static String translate(String text) throws SQLException {
    if (!PERHAPS.matcher(text).find()) {
      return text;
    }
    Escapes escapes = new Escapes(text, Script.lexemes(text));
    escapes.translate(0, escapes.lexemes.size());
    return escapes.edits.result();
  }

  private void translate(int from, int to) throws SQLException {
    for (int i = from; i < to; i++) {
      if (sign(i, "{") && i + 3 < lexemes.size()) {
        refuseWhatCqlLacks(i);
        if (sign(i + 3, "}") && translateSimple(i)) {
          i += 3;
        } else if (lexemes.get(i + 1).isWord("fn")
            && TableRef.isName(lexemes, i + 2)
            && sign(i + 3, "(")) {
          i = function(i);
        }
      }
    }
  }

  private void refuseWhatCqlLacks(int open) throws SQLException {
    Lexeme first = lexemes.get(open + 1);
    boolean answers = first.kind() == Lexeme.Kind.MARKER && sign(open + 2, "=");
    boolean name = TableRef.isName(lexemes, open + 2);
    if (answers || first.isWord("CALL") && name) {
      throw new SQLSyntaxErrorException(
          "{call …}: Cassandra has no procedures; a function is called in a query, as in SELECT"
              + " f(column) FROM table",
          "42000");
    }
    if (first.isWord("OJ") && name) {
      throw new SQLSyntaxErrorException(
          "{oj …}: CQL has no joins; query one table at a time", "42000");
    }
  }

  private boolean sign(int index, String sign) {
    return TableRef.isSign(lexemes, index, sign);
  }

  /** A word and a literal in braces. */
  private boolean translateSimple(int open) throws SQLException {
    String word = lexemes.get(open + 1).text().toLowerCase(Locale.ROOT);
    Lexeme value = lexemes.get(open + 2);
    String replacement = null;
    if (value.kind() == Lexeme.Kind.STRING) {
      replacement =
          switch (word) {
            case "d", "t", "ts" -> temporal(word, value.content());
            case "escape" -> escapeClause(open, value.content());
            default -> null;
          };
    } else if (word.equals("limit") && value.kind() == Lexeme.Kind.NUMBER) {
      replacement = "LIMIT " + value.text();
    }
    if (replacement == null) {
      return false;
    }
    edits.replace(lexemes.get(open).start(), lexemes.get(open + 3).end(), replacement);
    return true;
  }

  /** The literal; of a timestamp in UTC, because an escape means the client's time zone. */
  private static String temporal(String word, String content) throws SQLException {
    try {
      return switch (word) {
        case "d" -> "'" + LocalDate.parse(content.strip()) + "'";
        case "t" -> "'" + DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.parse(content)) + "'";
        default -> "'" + timestamp(content) + "'";
      };
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new SQLDataException(
          "the escape {" + word + " '" + content + "'} is no date or time: " + e.getMessage(),
          "22007",
          e);
    }
  }

  private static String timestamp(String content) throws SQLException {
    Timestamp value = Timestamp.valueOf(content);
    if (value.getNanos() % NANOS_OF_MILLI != 0) {
      throw new SQLDataException(
          "the escape {ts '" + content + "'} has more digits than the milliseconds that CQL stores",
          "22003");
    }
    return TIMESTAMP.format(value.toInstant().atOffset(ZoneOffset.UTC));
  }

  /** CQL's LIKE has no escape character: one that is not used goes, one that is used cannot. */
  private String escapeClause(int open, String character) throws SQLException {
    Lexeme pattern = open == 0 ? null : lexemes.get(open - 1);
    if (pattern != null
        && pattern.kind() == Lexeme.Kind.STRING
        && !character.isEmpty()
        && !pattern.content().contains(character)) {
      return "";
    }
    throw new SQLSyntaxErrorException(
        "{escape '" + character + "'} cannot be used: LIKE has no escape character in CQL",
        "42000");
  }

  /** A function without its braces; returns where it ends. */
  private int function(int open) throws SQLException {
    int close = open + 4;
    for (int depth = 1; close < lexemes.size() && depth > 0; close++) {
      depth += sign(close, "(") ? 1 : 0;
      depth -= sign(close, ")") ? 1 : 0;
    }
    if (!sign(close, "}")) {
      return open;
    }
    Lexeme name = lexemes.get(open + 2);
    String ours = close == open + 5 ? ownName(name.text()) : null;
    if (ours != null) {
      edits.replace(lexemes.get(open).start(), lexemes.get(close).end(), ours);
    } else {
      edits.replace(lexemes.get(open).start(), name.start(), "");
      translate(open + 3, close);
      edits.replace(lexemes.get(close).start(), lexemes.get(close).end(), "");
    }
    return close;
  }

  private static String ownName(String function) {
    return switch (function.toUpperCase(Locale.ROOT)) {
      case "NOW", "CURRENT_TIMESTAMP" -> "toTimestamp(now())";
      case "CURDATE", "CURRENT_DATE" -> "toDate(now())";
      case "CURTIME", "CURRENT_TIME" -> "currentTime()";
      default -> null;
    };
  }
}
