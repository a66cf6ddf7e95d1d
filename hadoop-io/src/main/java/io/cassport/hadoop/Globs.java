package io.cassport.hadoop;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Java's glob patterns, which it has for local files only. */
final class Globs {
  private final String glob;
  private final StringBuilder regex = new StringBuilder();
  private int at;
  private boolean inGroup;

  private Globs(String glob) {
    this.glob = glob;
  }

  /**
   * The regular expression of a glob: star and question mark do not cross a slash, two stars do.
   *
   * @throws PatternSyntaxException when brackets or braces are not closed
   */
  static Pattern toPattern(String glob) {
    return new Globs(glob).convert();
  }

  private Pattern convert() {
    while (at < glob.length()) {
      next();
    }
    if (inGroup) {
      throw new PatternSyntaxException("a brace is not closed", glob, glob.length());
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private void next() {
    char c = glob.charAt(at++);
    switch (c) {
      case '\\' -> {
        if (at == glob.length()) {
          throw new PatternSyntaxException("nothing follows the backslash", glob, at);
        }
        literal(glob.charAt(at++));
      }
      case '*' -> {
        boolean crosses = at < glob.length() && glob.charAt(at) == '*';
        at += crosses ? 1 : 0;
        regex.append(crosses ? ".*" : "[^/]*");
      }
      case '?' -> regex.append("[^/]");
      case '[' -> bracket();
      case '{' -> {
        if (inGroup) {
          throw new PatternSyntaxException("braces cannot be nested", glob, at - 1);
        }
        inGroup = true;
        regex.append("(?:");
      }
      case '}' -> {
        regex.append(inGroup ? ")" : "\\}");
        inGroup = false;
      }
      case ',' -> regex.append(inGroup ? "|" : ",");
      default -> literal(c);
    }
  }

  private void literal(char c) {
    regex.append(Pattern.quote(String.valueOf(c)));
  }

  private void bracket() {
    int first = at;
    boolean not = at < glob.length() && glob.charAt(at) == '!';
    at += not ? 1 : 0;
    int end = glob.indexOf(']', at + 1);
    if (end < 0) {
      throw new PatternSyntaxException("a bracket is not closed", glob, first - 1);
    }
    regex.append("(?!/)[").append(not ? "^" : "");
    for (; at < end; at++) {
      char c = glob.charAt(at);
      boolean range = c == '-' && at > first && at + 1 < end;
      regex.append(range || Character.isLetterOrDigit(c) ? "" : "\\").append(c);
    }
    regex.append(']');
    at = end + 1;
  }
}
