package io.cassport.jdbc;

import io.cassport.copy.CopyOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes texts that are nearly statements, or not at all, of those that are written somewhere. */
final class StatementMutations {
  private static final Path GRAMMAR =
      Path.of("..", "grammar", "src", "test", "resources", "io", "cassport", "grammar");
  private static final Pattern IN_CODE = Pattern.compile("`([^`\n]{4,})`|^    (\\S.*)$");

  /** Every so manieth text is very long or very deep. */
  private static final int EVERY_LARGE = 5_000;

  private static final List<String> TOKENS =
      List.of(
          "COPY",
          "CAPTURE",
          "SHOW",
          "CANCEL",
          "CONSISTENCY",
          "SERIAL",
          "TRACING",
          "PAGING",
          "SOURCE",
          "VERSION",
          "JOBS",
          "OPTIONS",
          "HISTORY",
          "FOR",
          "TO",
          "FROM",
          "WITH",
          "AND",
          "WHERE",
          "ON",
          "OFF",
          "TRUE",
          "FALSE",
          "STDIN",
          "STDOUT",
          "BEGIN",
          "BATCH",
          "APPLY",
          "SELECT",
          "INSERT",
          "UPDATE",
          "DELETE",
          "USE",
          "DESCRIBE",
          "t",
          "ks.t",
          "\"T\"",
          "\"\"",
          "'x.parquet'",
          "''",
          "$$x$$",
          "?",
          ":a",
          ":\"b\"",
          "0",
          "-1",
          "1e999999999",
          "99999999999999999999",
          "50K",
          "1MB",
          "0xff",
          "=",
          "(",
          ")",
          "{",
          "}",
          "[",
          "]",
          ",",
          ".",
          ";",
          ":",
          "*",
          "<",
          ">",
          "!",
          "'",
          "\"",
          "$$",
          "/*",
          "*/",
          "--",
          "//",
          "\n",
          "\r",
          "\t",
          "\0",
          "\u00a0",
          "\u2028",
          "\ufeff",
          "\ud83d",
          "\ude00",
          "\ud83d\ude00",
          "é",
          "İ",
          "ſ",
          "日本",
          "\u202e",
          "{ts '",
          "{d '2026-11-21'}",
          "{fn now()}",
          "{oj",
          "{call",
          "{escape '\\'}");

  private final List<String> texts = new ArrayList<>();
  private final List<String> tokens = new ArrayList<>(TOKENS);

  StatementMutations() throws IOException {
    for (String name : List.of("accepted.txt", "rejected.txt", "scripts.txt")) {
      for (String line : Files.readAllLines(GRAMMAR.resolve(name))) {
        if (!line.startsWith("#") && !line.startsWith(" ") && !line.isBlank()) {
          texts.add(line.replace("\\n", "\n"));
        }
      }
    }
    try (Stream<Path> docs = Files.list(Path.of("..", "docs"))) {
      for (Path doc : Stream.concat(Stream.of(Path.of("..", "README.md")), docs).toList()) {
        if (doc.toString().endsWith(".md")) {
          code(Files.readString(doc));
        }
      }
    }
    for (List<Object> option : CopyOptions.show().rows()) {
      tokens.add(option.get(0) + "=");
      tokens.add("WITH " + option.get(0) + "='" + option.get(3) + "'");
      tokens.add("AND " + option.get(0) + "=" + option.get(4));
    }
  }

  private void code(String doc) {
    for (String line : doc.split("\n", -1)) {
      Matcher code = IN_CODE.matcher(line);
      while (code.find()) {
        texts.add(code.group(1) == null ? code.group(2) : code.group(1));
      }
    }
  }

  /** As many texts as asked for, the same for the same seed. */
  Stream<String> texts(long seed, int count) {
    Random random = new Random(seed);
    return IntStream.range(0, count).mapToObj(i -> text(i, random));
  }

  private String text(int number, Random random) {
    if (number % EVERY_LARGE == 0) {
      return large(random);
    }
    return number % 4 == 0 ? soup(random) : mutated(random);
  }

  private String any(List<String> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }

  private String soup(Random random) {
    StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "" : "COPY t TO 'x' ");
    for (int words = random.nextInt(25); words >= 0; words--) {
      text.append(any(tokens, random)).append(random.nextInt(5) == 0 ? "" : " ");
    }
    return text.toString();
  }

  private String mutated(Random random) {
    StringBuilder text = new StringBuilder(any(texts, random));
    for (int changes = random.nextInt(5); changes > 0; changes--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + 1 + random.nextInt(8));
      switch (random.nextInt(7)) {
        case 0 -> text.insert(at, (char) random.nextInt(0x10000));
        case 1 -> text.delete(at, end);
        case 2 -> text.insert(at, text.substring(at, end));
        case 3 -> text.insert(at, ";" + any(texts, random));
        case 4 -> text.setLength(at);
        case 5 -> text.replace(at, end, any(tokens, random));
        default -> text.insert(at, " " + any(tokens, random) + " ");
      }
    }
    return text.toString();
  }

  /** As long, or as deep, as a text that no person writes. */
  private String large(Random random) {
    String piece = random.nextBoolean() ? any(tokens, random) : any(texts, random);
    String repeated = piece.repeat(1 + (1 << 20) / piece.length());
    return switch (random.nextInt(5)) {
      case 0 -> "COPY (SELECT " + repeated + ") TO 'x'";
      case 1 -> "COPY t TO 'x' WITH FORMAT='" + repeated + "'";
      case 2 -> "COPY t FROM 'x' WITH FILES=" + repeated;
      case 3 -> "SELECT a FROM t WHERE a = " + repeated;
      default -> repeated;
    };
  }
}
