package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names and text as CQL writes them. */
final class Quoting {
  private static final Pattern SIMPLE = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*");

  private Quoting() {}

  /** Text in quotes; 22018 for null. */
  static String literal(String text) throws SQLException {
    if (text == null) {
      throw Errors.data("there is no literal of a null text; write NULL", "22018");
    }
    return "'" + text.replace("'", "''") + "'";
  }

  /** A name as CQL takes it: in quotes where it needs them, and always when asked for. */
  static String identifier(String name, boolean always) throws SQLException {
    boolean quoted =
        name != null && name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
    String inner = quoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    if (inner == null || inner.isEmpty()) {
      throw Errors.syntax("a name must have at least one character");
    }
    return always || !isSimple(inner) ? "\"" + inner.replace("\"", "\"\"") + "\"" : inner;
  }

  /** True when CQL takes the name without quotes; whatever its case, which CQL ignores then. */
  static boolean isSimple(String name) {
    return name != null
        && SIMPLE.matcher(name).matches()
        && !CqlIdentifier.fromInternal(name.toLowerCase(Locale.ROOT)).asCql(true).startsWith("\"");
  }
}
