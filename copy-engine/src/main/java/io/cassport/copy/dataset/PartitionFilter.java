package io.cassport.copy.dataset;

import com.datastax.oss.driver.api.core.type.DataType;
import io.cassport.copy.job.Errors;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conditions on the values of Hive directories, all of which must hold. Values are compared by the
 * type of the table's column; those of other directories, such as {@code ts.year=2024}, as numbers
 * when both are numbers and as text when not.
 *
 * @param conditions at least one
 */
public record PartitionFilter(List<Condition> conditions) {
  /** What people may write. */
  public static final String FORM =
      "conditions on partition columns separated by commas, such as 'year=2024, month>=3,"
          + " country IN (DE, FR)'; there are = != < <= > >= and IN";

  private static final String VALUE = "(?:'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[^\\s,()'\"]+)";

  private static final Pattern CONDITION =
      Pattern.compile(
          "\\s*(?<name>\"(?:[^\"]|\"\")+\"|[^\\s\"'=<>!,()]+)\\s*"
              + "(?:(?<operator><=|>=|!=|<>|=|<|>)\\s*(?<value>"
              + VALUE
              + ")|IN\\s*\\(\\s*(?<list>"
              + VALUE
              + "(?:\\s*,\\s*"
              + VALUE
              + ")*)\\s*\\))\\s*(?<next>,|\\bAND\\b|$)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern VALUES = Pattern.compile(VALUE);

  /** Takes a copy of the conditions. */
  public PartitionFilter {
    conditions = List.copyOf(conditions);
  }

  /** What a condition asks of a value. */
  enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    AT_MOST,
    GREATER,
    AT_LEAST,
    IN
  }

  /**
   * One condition.
   *
   * @param column the name of the directory
   * @param values one, or for IN at least one
   */
  record Condition(String column, Operator operator, List<String> values) {}

  /**
   * Reads conditions.
   *
   * @throws IllegalArgumentException when the text is none
   */
  public static PartitionFilter parse(String text) {
    List<Condition> conditions = new ArrayList<>();
    Matcher matcher = CONDITION.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new IllegalArgumentException(FORM);
      }
      conditions.add(condition(matcher));
      at = matcher.end();
      if (!matcher.group("next").isEmpty() && at == text.length()) {
        throw new IllegalArgumentException(FORM); // a comma with nothing behind it
      }
    }
    if (conditions.isEmpty()) {
      throw new IllegalArgumentException(FORM);
    }
    return new PartitionFilter(conditions);
  }

  private static Condition condition(Matcher matcher) {
    String name = unquoted(matcher.group("name"));
    if (matcher.group("list") == null) {
      Operator operator =
          switch (matcher.group("operator")) {
            case "=" -> Operator.EQUAL;
            case "<" -> Operator.LESS;
            case "<=" -> Operator.AT_MOST;
            case ">" -> Operator.GREATER;
            case ">=" -> Operator.AT_LEAST;
            default -> Operator.NOT_EQUAL;
          };
      return new Condition(name, operator, List.of(unquoted(matcher.group("value"))));
    }
    List<String> values = new ArrayList<>();
    Matcher each = VALUES.matcher(matcher.group("list"));
    while (each.find()) {
      values.add(unquoted(each.group()));
    }
    return new Condition(name, Operator.IN, values);
  }

  private static String unquoted(String written) {
    char first = written.charAt(0);
    if (first != '\'' && first != '"') {
      return written;
    }
    String quote = String.valueOf(first);
    return written.substring(1, written.length() - 1).replace(quote + quote, quote);
  }

  /** The names it has conditions on. */
  Set<String> columns() {
    Set<String> names = new LinkedHashSet<>();
    conditions.forEach(condition -> names.add(condition.column()));
    return names;
  }

  /**
   * True when a directory's value meets the conditions on its name; null meets none but {@code !=},
   * as nothing equals it.
   *
   * @param value decoded, or null for Hive's default partition
   * @param types of the table's columns by name
   * @throws SQLException 22018 when a condition's value is none of the column's type
   */
  boolean admits(String column, String value, Map<String, DataType> types) throws SQLException {
    for (Condition condition : conditions) {
      if (condition.column().equals(column)
          && !holds(condition, value, Optional.ofNullable(types.get(column)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(Condition condition, String value, Optional<DataType> type)
      throws SQLException {
    if (value == null) {
      return condition.operator() == Operator.NOT_EQUAL
          || condition.values().contains(HivePath.NULL_VALUE);
    }
    boolean found = false;
    for (String wanted : condition.values()) {
      int order = compare(condition, value, wanted, type);
      found |=
          switch (condition.operator()) {
            case EQUAL, IN -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
          };
    }
    return found;
  }

  private static int compare(
      Condition condition, String value, String wanted, Optional<DataType> type)
      throws SQLException {
    if (type.isEmpty()) {
      Optional<BigDecimal> left = number(value);
      Optional<BigDecimal> right = number(wanted);
      return left.isPresent() && right.isPresent()
          ? left.get().compareTo(right.get())
          : value.compareTo(wanted);
    }
    return compareTyped(
        parse(condition, value, type.get()), parse(condition, wanted, type.get()), value, wanted);
  }

  private static Object parse(Condition condition, String text, DataType type) throws SQLException {
    try {
      return PartitionValues.parse(type, text);
    } catch (RuntimeException e) {
      throw Errors.data(
          "PARTITION_FILTER compares column "
              + condition.column()
              + " with '"
              + text
              + "', which is no value of its type "
              + type.asCql(false, true),
          "22018");
    }
  }

  @SuppressWarnings("unchecked") // both were parsed by the same type's codec
  private static int compareTyped(Object left, Object right, String value, String wanted) {
    if (left instanceof Comparable<?> comparable) {
      return ((Comparable<Object>) comparable).compareTo(right);
    }
    return left.equals(right) ? 0 : value.compareTo(wanted);
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
