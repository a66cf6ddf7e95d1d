package io.cassport.jdbc;

import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * One connection property: everything about it in one place.
 *
 * @param name its one spelling; compared ignoring case
 * @param aliases other drivers' spellings
 * @param defaultValue used when it is not given, or null
 * @param choices what it can be, or empty when that is open
 * @param help one sentence for people
 */
record ConnectionProperty(
    String name, List<String> aliases, String defaultValue, List<String> choices, String help) {
  boolean isNamed(String written) {
    return name.equalsIgnoreCase(written) || aliases.stream().anyMatch(written::equalsIgnoreCase);
  }

  boolean isSecret() {
    return name.toLowerCase(Locale.ROOT).endsWith("password");
  }

  /** Puts a choice in its own spelling and refuses what is none. */
  String check(String value) throws SQLException {
    if (choices.isEmpty()) {
      return value;
    }
    for (String choice : choices) {
      if (choice.equalsIgnoreCase(value.strip())) {
        return choice;
      }
    }
    throw Errors.syntax(
        "the property " + name + " is '" + value + "'; it can be " + String.join(", ", choices));
  }

  DriverPropertyInfo info(String value) {
    DriverPropertyInfo info =
        new DriverPropertyInfo(name, value == null && !isSecret() ? defaultValue : value);
    info.description = help;
    info.required = false;
    info.choices = choices.isEmpty() ? null : choices.toArray(new String[0]);
    return info;
  }
}
