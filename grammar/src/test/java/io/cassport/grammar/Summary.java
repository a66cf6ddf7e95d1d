package io.cassport.grammar;

import java.util.List;
import java.util.stream.Collectors;

/** Renders a statement's tree as one line, for the tables. */
final class Summary {
  private Summary() {}

  static String of(Statement statement) {
    String tree =
        switch (kind(statement)) {
          case "CopyTo" -> copyTo((CopyTo) statement);
          case "CopyFrom" -> copyFrom((CopyFrom) statement);
          case "CaptureStart" -> captureStart((CaptureStart) statement);
          case "ShowCopyHistory" -> table(((ShowCopyHistory) statement).table());
          case "CancelCopy" -> value(((CancelCopy) statement).jobId());
          case "Consistency" -> consistency((Consistency) statement);
          case "Tracing" -> ((Tracing) statement).toggle().toString();
          case "Paging" -> paging((Paging) statement);
          case "SourceFile" -> value(((SourceFile) statement).file());
          case "Cql" -> cql((Cql) statement);
          default -> "";
        };
    String markers =
        statement.markerCount() == 0 ? "" : " with " + statement.markerCount() + " markers";
    return (kind(statement) + " " + tree).strip() + markers;
  }

  private static String kind(Statement statement) {
    return statement.getClass().getSimpleName();
  }

  private static String copyTo(CopyTo copy) {
    String source =
        copy.source() instanceof Source.Table table
            ? table.name() + columns(table.columns()) + where(table.where())
            : fragment(((Source.Query) copy.source()).select());
    return source + " -> " + value(copy.target()) + options(copy.options());
  }

  private static String copyFrom(CopyFrom copy) {
    return copy.table()
        + columns(copy.columns())
        + " <- "
        + value(copy.source())
        + options(copy.options());
  }

  private static String captureStart(CaptureStart capture) {
    String format = capture.format() == null ? "" : capture.format() + " ";
    return format + "-> " + value(capture.target()) + options(capture.options());
  }

  private static String consistency(Consistency command) {
    return (command.serial() ? "serial " : "") + (command.level() == null ? "" : command.level());
  }

  private static String paging(Paging command) {
    return command.toggle() + (command.rows() == null ? "" : " " + command.rows());
  }

  private static String cql(Cql cql) {
    return cql.keyspace() == null ? cql.kind().name() : cql.kind() + " " + text(cql.keyspace());
  }

  private static String table(TableName table) {
    return table == null ? "" : table.toString();
  }

  private static String columns(List<Identifier> columns) {
    return columns.isEmpty() ? "" : columns.toString();
  }

  private static String where(CqlFragment where) {
    return where == null ? "" : " where " + fragment(where);
  }

  private static String fragment(CqlFragment fragment) {
    String markers =
        fragment.markerCount() == 0
            ? ""
            : "(markers " + fragment.firstMarker() + "+" + fragment.markerCount() + ")";
    return "<" + fragment.text().replace("\n", "\\n") + ">" + markers;
  }

  private static String options(List<Option> options) {
    return options.stream()
        .map(option -> " " + option.name() + "=" + value(option.value()))
        .collect(Collectors.joining());
  }

  private static String value(Value value) {
    if (value instanceof Value.Text text) {
      return text(text.text());
    }
    if (value instanceof Value.Number number) {
      return "number:" + number.text();
    }
    if (value instanceof Value.Bool bool) {
      return "boolean:" + bool.value();
    }
    if (value instanceof Value.Word word) {
      return "word:" + word.text();
    }
    Value.Marker marker = (Value.Marker) value;
    return "marker:" + marker.index() + (marker.name() == null ? "" : ":" + marker.name());
  }

  private static String text(String text) {
    return "'" + text.replace("\n", "\\n") + "'";
  }
}
