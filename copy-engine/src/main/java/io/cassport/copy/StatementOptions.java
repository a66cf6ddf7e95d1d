package io.cassport.copy;

import io.cassport.copy.files.Locations;
import io.cassport.copy.job.Errors;
import io.cassport.format.Direction;
import io.cassport.format.FormatOptions;
import io.cassport.format.FormatProvider;
import io.cassport.format.OptionSpec;
import io.cassport.grammar.Option;
import io.cassport.grammar.Position;
import io.cassport.grammar.Value;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks what a statement wrote after WITH against the declarations. */
final class StatementOptions {
  private StatementOptions() {}

  /** The text of a value; a bind marker's is the bound value's. */
  static String text(Value value, List<Object> markers) throws SQLException {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    if (value instanceof Value.Number number) {
      return number.text();
    }
    if (value instanceof Value.Word word) {
      return word.text();
    }
    if (value instanceof Value.Bool bool) {
      return bool.value() ? "TRUE" : "FALSE";
    }
    int index = ((Value.Marker) value).index();
    Object bound = index < markers.size() ? markers.get(index) : null;
    if (bound == null) {
      throw Errors.syntaxAt(
          value.position(),
          "bind marker " + (index + 1) + " has no value; set it before executing");
    }
    return bound.toString();
  }

  /**
   * The context that a statement runs in: AUTHORIZATION chooses the credentials for its files.
   *
   * @throws SQLException 42000 when there are none of that name, or none are needed
   */
  static CopyContext authorized(
      CopyContext context, Value location, List<Option> options, List<Object> markers)
      throws SQLException {
    for (Option option : options) {
      if (CopyOptions.AUTHORIZATION.answersTo(option.name())) {
        if (!Locations.isRemote(text(location, markers))) {
          throw Errors.syntaxAt(
              option.position(), "AUTHORIZATION is for files of hdfs: and s3a:; leave it out");
        }
        return context.with(context.policy().as(text(option.value(), markers)));
      }
    }
    return context;
  }

  /** The value of FORMAT, which decides what other options there are. */
  static Optional<String> format(List<Option> options, List<Object> markers) throws SQLException {
    for (Option option : options) {
      if (CopyOptions.FORMAT.answersTo(option.name())) {
        return Optional.of(text(option.value(), markers));
      }
    }
    return Optional.empty();
  }

  /** What is written of the options that only a format has, in one order. */
  static String ofFormat(List<Option> written, List<Object> markers, FormatProvider format)
      throws SQLException {
    Map<String, String> texts = new TreeMap<>();
    for (Option option : written) {
      for (OptionSpec<?> spec : format.options()) {
        if (spec.answersTo(option.name())) {
          texts.put(spec.name(), text(option.value(), markers));
        }
      }
    }
    return format.name() + texts;
  }

  /**
   * All options, typed.
   *
   * @throws SQLException 42000 naming the option, its place, what is allowed, and the nearest name
   */
  static FormatOptions parse(
      List<Option> written, List<Object> markers, Direction direction, FormatProvider format)
      throws SQLException {
    List<OptionSpec<?>> known = CopyOptions.of(direction, format);
    Map<String, Object> values = new HashMap<>();
    for (Option option : written) {
      OptionSpec<?> spec = find(option, known, direction, format);
      if (spec.isPlanned()) {
        throw Errors.syntaxAt(
            option.position(), "option " + option.name() + " is not supported yet; leave it out");
      }
      String text = text(option.value(), markers);
      try {
        if (values.put(spec.name(), spec.parser().apply(text)) != null) {
          throw Errors.syntaxAt(
              option.position(), "option " + spec.name() + " is written twice; keep one of them");
        }
      } catch (IllegalArgumentException e) {
        throw Errors.syntaxAt(
            positionOf(option),
            "option " + option.name() + " cannot be '" + text + "'; it takes " + e.getMessage());
      }
    }
    return new FormatOptions(values);
  }

  private static Position positionOf(Option option) {
    return option.value().position();
  }

  private static OptionSpec<?> find(
      Option option, List<OptionSpec<?>> known, Direction direction, FormatProvider format)
      throws SQLException {
    for (OptionSpec<?> spec : known) {
      if (spec.answersTo(option.name())) {
        return spec;
      }
    }
    String statement = direction == Direction.CAPTURE ? "CAPTURE" : "COPY " + direction;
    for (Direction other : Direction.values()) {
      if (CopyOptions.of(other, format).stream().anyMatch(s -> s.answersTo(option.name()))) {
        throw Errors.syntaxAt(
            option.position(),
            "option " + option.name() + " does not belong to " + statement + "; leave it out");
      }
    }
    for (FormatProvider other : Formats.all()) {
      if (CopyOptions.of(direction, other).stream().anyMatch(s -> s.answersTo(option.name()))) {
        throw Errors.syntaxAt(
            option.position(),
            "option "
                + option.name()
                + " belongs to FORMAT "
                + other.name()
                + ", and this "
                + statement
                + " has FORMAT "
                + format.name()
                + "; leave it out, or add FORMAT='"
                + other.name()
                + "'");
      }
    }
    List<String> names = new ArrayList<>();
    known.forEach(spec -> names.add(spec.name()));
    names.sort(null);
    throw Errors.syntaxAt(
        option.position(),
        "unknown option "
            + option.name()
            + Errors.didYouMean(option.name(), names)
            + " "
            + statement
            + " with FORMAT "
            + format.name()
            + " has "
            + String.join(", ", names));
  }
}
