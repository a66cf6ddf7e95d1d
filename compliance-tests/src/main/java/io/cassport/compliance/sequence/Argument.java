package io.cassport.compliance.sequence;

import java.util.List;

/** What stands between the brackets of a call, not yet evaluated. */
sealed interface Argument {
  /** A number or a truth value. */
  record Literal(Object value) implements Argument {}

  /** A text, in which <code>${name}</code> is replaced. */
  record Text(String template) implements Argument {}

  /** Null; the type's name chooses among overloads, or is null when that is not needed. */
  record Null(String type) implements Argument {}

  /** The result of an earlier line. */
  record Reference(String name) implements Argument {}

  /** A value of {@link Values}. */
  record Value(String name, List<Argument> arguments) implements Argument {}
}
