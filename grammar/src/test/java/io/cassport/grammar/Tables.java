package io.cassport.grammar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the tables beside the tests; a line that begins with # is a comment. */
final class Tables {
  private static final String INDENT = "    ";
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

  /** A text, and the indented lines below it. */
  record Block(String text, List<String> below) {}

  private Tables() {}

  static List<Block> blocks(String resource) {
    List<Block> blocks = new ArrayList<>();
    for (String line : lines(resource)) {
      if (line.startsWith(INDENT)) {
        blocks.get(blocks.size() - 1).below().add(unescaped(line.substring(INDENT.length())));
      } else {
        blocks.add(new Block(unescaped(line), new ArrayList<>()));
      }
    }
    return blocks;
  }

  static List<String> lines(String resource) {
    try (InputStream stream = Tables.class.getResourceAsStream(resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String unescaped(String line) {
    return ESCAPE
        .matcher(line)
        .replaceAll(
            escape ->
                switch (escape.group(1)) {
                  case "n" -> "\n";
                  case "r" -> "\r";
                  case "\\" -> "\\\\"; // one backslash, as replaceAll wants it
                  default -> throw new IllegalArgumentException("unknown escape in: " + line);
                });
  }
}
