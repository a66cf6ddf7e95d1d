package io.cassport.format;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The one declaration of an option, from which parsing, checking, error texts, SHOW COPY OPTIONS
 * and the documentation follow.
 *
 * @param <T> what its text becomes
 * @param name upper case
 * @param aliases other names, upper case
 * @param values what may be written, for people, such as {@code TRUE or FALSE} or {@code bytes}
 * @param defaultText what holds when it is not given, for people
 * @param parser text to value; throws IllegalArgumentException, whose message says what is allowed
 * @param defaultValue the value when it is not given; may be null
 * @param directions the statements it belongs to
 * @param stage 1 when it works; 2 or 3 when it is planned, and then using it is an error
 * @param help one line
 */
public record OptionSpec<T>(
    String name,
    List<String> aliases,
    String values,
    String defaultText,
    Function<String, T> parser,
    T defaultValue,
    Set<Direction> directions,
    int stage,
    String help) {

  /** Takes copies of the collections. */
  public OptionSpec {
    Objects.requireNonNull(name, "name");
    aliases = List.copyOf(aliases);
    directions = Set.copyOf(directions);
  }

  /** An option of stage 1 without aliases. */
  public static <T> OptionSpec<T> of(
      String name,
      OptionType<T> type,
      T defaultValue,
      String defaultText,
      Set<Direction> directions,
      String help) {
    return new OptionSpec<>(
        name,
        List.of(),
        type.values(),
        defaultText,
        type.parser(),
        defaultValue,
        directions,
        1,
        help);
  }

  /** An option that is planned: known, so that its use can say so. */
  public static OptionSpec<String> planned(
      String name, Set<Direction> directions, int stage, String help) {
    return new OptionSpec<>(
        name, List.of(), "", "", Function.identity(), null, directions, stage, help);
  }

  /** The same option with other names it also answers to. */
  public OptionSpec<T> withAliases(String... otherNames) {
    return new OptionSpec<>(
        name,
        List.of(otherNames),
        values,
        defaultText,
        parser,
        defaultValue,
        directions,
        stage,
        help);
  }

  /** True when it is known but does not work yet. */
  public boolean isPlanned() {
    return values.isEmpty();
  }

  /** True when the name, in any case, is this option's or one of its aliases. */
  public boolean answersTo(String written) {
    return name.equalsIgnoreCase(written) || aliases.stream().anyMatch(written::equalsIgnoreCase);
  }
}
