package io.cassport.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A pattern of DatabaseMetaData: {@code %} and {@code _} stand for any text and any character, a
 * backslash takes that away; null, the empty text and {@code %} are everything.
 */
final class NamePattern {
  private NamePattern() {}

  /**
   * The names that match. Tools pass names with {@code _} as they are; so when a name is exactly
   * the pattern, it alone is meant.
   */
  static List<String> matching(Collection<String> names, String pattern) {
    if (isAll(pattern)) {
      return List.copyOf(names);
    }
    if (names.contains(pattern)) {
      return List.of(pattern);
    }
    Pattern regex = Pattern.compile(regex(pattern), Pattern.DOTALL);
    List<String> matching = new ArrayList<>();
    for (String name : names) {
      if (regex.matcher(name).matches()) {
        matching.add(name);
      }
    }
    return matching;
  }

  /** True for a pattern that tools send when they want everything. */
  static boolean isAll(String pattern) {
    return pattern == null || pattern.isEmpty() || pattern.equals("%");
  }

  private static String regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '%') {
        // Two in a row mean the same as one, and cost a regex much.
        if (!regex.toString().endsWith(".*")) {
          regex.append(".*");
        }
      } else if (c == '_') {
        regex.append('.');
      } else {
        if (c == '\\' && i + 1 < pattern.length()) {
          c = pattern.charAt(++i);
        }
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }
}
