package io.cassport.parquet;

import io.cassport.format.ColumnSchema;
import io.cassport.format.FormatOptions;
import io.cassport.format.OptionSpec;
import io.cassport.format.OptionType;
import io.cassport.format.RowSchema;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Options that take TRUE, FALSE or a list of columns. */
final class ColumnLists {
  private static final Set<String> WORDS = Set.of("TRUE", "FALSE");

  private ColumnLists() {}

  /** The text itself when it can be read; throws IllegalArgumentException when not. */
  static String checked(String written) {
    if (!WORDS.contains(written.strip().toUpperCase(Locale.ROOT))) {
      names(written);
    }
    return written;
  }

  /** The columns that a value names. */
  static Predicate<String> parse(String written) {
    return switch (written.strip().toUpperCase(Locale.ROOT)) {
      case "TRUE" -> column -> true;
      case "FALSE" -> column -> false;
      default -> names(written)::contains;
    };
  }

  /** Refuses a list that names a column the rows do not have. */
  static void check(OptionSpec<String> option, FormatOptions options, RowSchema schema)
      throws SQLException {
    String written = options.get(option);
    if (written == null || WORDS.contains(written.strip().toUpperCase(Locale.ROOT))) {
      return;
    }
    for (String name : names(written)) {
      if (schema.indexOf(name) < 0) {
        throw Errors.noColumn(
            option.name()
                + " names column "
                + name
                + ", which the files do not have; they have "
                + String.join(", ", schema.columns().stream().map(ColumnSchema::name).toList()));
      }
    }
  }

  private static List<String> names(String written) {
    return OptionType.names("TRUE, FALSE, or column names separated by commas")
        .parser()
        .apply(written);
  }
}
