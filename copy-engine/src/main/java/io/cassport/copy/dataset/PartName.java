package io.cassport.copy.dataset;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of part files: part-00000.parquet, part-00001.parquet, …. */
final class PartName {
  private static final Pattern PART = Pattern.compile("part-(\\d{1,9})\\..*");

  private PartName() {}

  static String of(int number, String extension) {
    String digits = Integer.toString(number);
    return "part-" + "0".repeat(Math.max(0, 5 - digits.length())) + digits + "." + extension;
  }

  /** The number in a part file's name, or nothing for other names. */
  static OptionalInt number(String name) {
    Matcher matcher = PART.matcher(name);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }
}
