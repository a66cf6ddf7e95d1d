package io.cassport.format;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of option value: what people may write and how it is read.
 *
 * @param <T> what the text becomes
 * @param values what may be written, for people
 * @param parser text to value; throws IllegalArgumentException, whose message says what is allowed
 */
public record OptionType<T>(String values, Function<String, T> parser) {
  private static final Pattern COUNT = Pattern.compile("(-?\\d+)\\s*([KMB]?)");
  private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([KMGT]?)I?B?");

  /** Any text. */
  public static OptionType<String> text(String values) {
    return new OptionType<>(values, Function.identity());
  }

  /** TRUE or FALSE; ON, OFF, YES, NO, 1 and 0 are understood too. */
  public static OptionType<Boolean> bool() {
    return new OptionType<>("TRUE or FALSE", OptionType::parseBoolean);
  }

  /** A whole number from a range; K and M stand for thousands and millions. */
  public static OptionType<Long> count(long minimum, long maximum) {
    String values =
        maximum == Long.MAX_VALUE
            ? "a whole number from " + minimum + ", such as 5000, '50K' or '1M'"
            : "a whole number from " + minimum + " to " + maximum;
    return new OptionType<>(values, text -> parseCount(text, minimum, maximum, values));
  }

  /** A number of bytes; KB, MB, GB and TB are powers of 1024. */
  public static OptionType<Long> size(long minimum, long maximum) {
    String values =
        "bytes from " + describeSize(minimum) + " to " + describeSize(maximum) + ", such as '64MB'";
    return new OptionType<>(values, text -> parseSize(text, minimum, maximum, values));
  }

  /** One of some words, in any case. */
  public static OptionType<String> choice(String... choices) {
    String values = String.join(", ", choices);
    return new OptionType<>(
        values,
        text ->
            Arrays.stream(choices)
                .filter(text.strip()::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of " + values)));
  }

  /** One of an enum's constants, in any case. */
  public static <E extends Enum<E>> OptionType<E> choice(Class<E> type) {
    String values =
        String.join(", ", Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
    return new OptionType<>(
        values,
        text ->
            Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of " + values)));
  }

  /** Names separated by commas; a name in double quotes may hold anything. */
  public static OptionType<List<String>> names(String values) {
    return new OptionType<>(values, text -> parseNames(text, values));
  }

  private static Boolean parseBoolean(String text) {
    return switch (text.strip().toUpperCase(Locale.ROOT)) {
      case "TRUE", "ON", "YES", "1" -> Boolean.TRUE;
      case "FALSE", "OFF", "NO", "0" -> Boolean.FALSE;
      default -> throw new IllegalArgumentException("TRUE or FALSE");
    };
  }

  private static Long parseCount(String text, long minimum, long maximum, String values) {
    Matcher matcher = COUNT.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(values);
    }
    try {
      long factor =
          switch (matcher.group(2)) {
            case "K" -> 1_000;
            case "M" -> 1_000_000;
            case "B" -> 1_000_000_000;
            default -> 1;
          };
      long count = Math.multiplyExact(Long.parseLong(matcher.group(1)), factor);
      if (count < minimum || count > maximum) {
        throw new IllegalArgumentException(values);
      }
      return count;
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(values, e);
    }
  }

  private static Long parseSize(String text, long minimum, long maximum, String values) {
    Matcher matcher = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(values);
    }
    long factor =
        switch (matcher.group(2)) {
          case "K" -> 1L << 10;
          case "M" -> 1L << 20;
          case "G" -> 1L << 30;
          case "T" -> 1L << 40;
          default -> 1;
        };
    BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(factor));
    if (bytes.compareTo(BigDecimal.valueOf(minimum)) < 0
        || bytes.compareTo(BigDecimal.valueOf(maximum)) > 0) {
      throw new IllegalArgumentException(values);
    }
    return bytes.longValue();
  }

  private static List<String> parseNames(String text, String values) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && quoted && text.startsWith("\"", i + 1)) {
        name.append(c); // doubled, as in CQL
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        names.add(name.toString().strip());
        name.setLength(0);
      } else {
        name.append(c);
      }
    }
    names.add(name.toString().strip());
    if (quoted || names.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException(values);
    }
    return List.copyOf(names);
  }

  private static String describeSize(long bytes) {
    String[] units = {"", "KB", "MB", "GB", "TB"};
    int unit = 0;
    long value = bytes;
    while (unit < units.length - 1 && value >= 1024 && value % 1024 == 0) {
      value /= 1024;
      unit++;
    }
    return value + units[unit];
  }
}
