package io.cassport.format;

import java.util.Map;

/**
 * The options of one statement, checked and typed.
 *
 * @param values the value of each option that was given, by its declaration's name
 */
public record FormatOptions(Map<String, Object> values) {
  /** No option given. */
  public static final FormatOptions NONE = new FormatOptions(Map.of());

  /** Takes a copy. */
  public FormatOptions {
    values = Map.copyOf(values);
  }

  /** The option's value, or its default when it was not given. */
  @SuppressWarnings("unchecked") // a value is stored under a declaration only by its own parser
  public <T> T get(OptionSpec<T> option) {
    Object value = values.get(option.name());
    return value == null ? option.defaultValue() : (T) value;
  }

  /** True when the statement gave the option. */
  public boolean has(OptionSpec<?> option) {
    return values.containsKey(option.name());
  }
}
