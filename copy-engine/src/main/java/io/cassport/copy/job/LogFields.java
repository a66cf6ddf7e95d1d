package io.cassport.copy.job;

import java.util.Locale;

/** One log line of keys and values; a value that could be taken for something else is quoted. */
final class LogFields {
  private final StringBuilder line;

  LogFields(String event, long jobId) {
    this.line = new StringBuilder("event=").append(event).append(" job=").append(jobId);
  }

  /** Adds a value; null is left out. */
  void put(String key, Object value) {
    if (value == null) {
      return;
    }
    String text =
        value instanceof Double number
            ? String.format(Locale.ROOT, "%.3f", number)
            : value.toString();
    line.append(' ').append(key).append('=');
    if (!text.isEmpty() && text.chars().allMatch(LogFields::isPlain)) {
      line.append(text);
      return;
    }
    line.append('"');
    text.chars().forEach(this::quoted);
    line.append('"');
  }

  private static boolean isPlain(int c) {
    return c > ' ' && c != 0x7f && c != '"' && c != '=' && c != '\\' && !Character.isISOControl(c);
  }

  /** So that a line stays one line, whatever a name has in it. */
  private void quoted(int c) {
    if (c == '"' || c == '\\') {
      line.append('\\').append((char) c);
    } else if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
      line.append(String.format(Locale.ROOT, "\\u%04x", c));
    } else {
      line.append((char) c);
    }
  }

  @Override
  public String toString() {
    return line.toString();
  }
}
