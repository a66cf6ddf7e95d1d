package io.cassport.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/coverage.md names a test for every row of the acceptance table, or says why there is none.
 * With {@code -Dcoverage.update=true} the column of tests is written anew from the sources.
 */
class CoverageTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs").resolve("coverage.md");
  private static final String NONE = "–";

  /** The rows of the acceptance table: a letter and how many there are. */
  private static final Map<String, Integer> IDS = new LinkedHashMap<>();

  static {
    IDS.put("L", 8);
    IDS.put("D", 23);
    IDS.put("H", 2);
    IDS.put("S", 2);
    for (String tool : List.of("Y", "J", "P", "Q", "R", "O", "B", "T", "U", "V", "F", "X")) {
      IDS.put(tool, 1);
    }
  }

  private static final Pattern ROW =
      Pattern.compile("\\| ([A-Z]-\\d\\d) \\| (.*) \\| (.*) \\| (.*) \\|");
  private static final Pattern ID = Pattern.compile("\\b([A-Z]-\\d\\d)\\b|\\bvoid ([a-z]\\d\\d)_");

  /** A row of the page. */
  private record Row(String id, String check, String tests, String state) {
    List<String> names() {
      return tests.equals(NONE) ? List.of() : List.of(tests.split(", "));
    }
  }

  @Test
  void everyAcceptanceRowIsThereOnce() throws IOException {
    assertThat(rows()).extracting(Row::id).containsExactlyElementsOf(ids());
  }

  @Test
  void everyRowNamesTestsThatAreItsOwnOrSaysWhyThereAreNone() throws IOException {
    Map<String, Set<String>> found = testsById();
    if (Boolean.getBoolean("coverage.update")) {
      update(found);
    }
    for (Row row : rows()) {
      if (row.state().equals("passes")) {
        assertThat(row.names()).as(row.id()).isNotEmpty();
      } else {
        assertThat(row.state()).as(row.id()).matches("(not run|documented): .{10,}");
      }
      assertThat(found.getOrDefault(row.id(), Set.of()))
          .as("tests that carry %s", row.id())
          .containsAll(row.names());
    }
  }

  private static List<String> ids() {
    List<String> ids = new ArrayList<>();
    IDS.forEach(
        (letter, count) -> {
          for (int i = 1; i <= count; i++) {
            ids.add(String.format(Locale.ROOT, "%s-%02d", letter, i));
          }
        });
    return ids;
  }

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(m -> new Row(m.group(1), m.group(2), m.group(3), m.group(4)))
        .toList();
  }

  /** The names of test classes and sequences by the ids of their methods, display names, titles. */
  private static Map<String, Set<String>> testsById() throws IOException {
    Map<String, Set<String>> found = new LinkedHashMap<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.toList()) {
        collect(module.resolve("src/test/java"), "(IT|Test)\\.java", false, found);
        collect(module.resolve("src/main/resources"), "\\.seq", true, found);
      }
    }
    return found;
  }

  private static void collect(
      Path folder, String ending, boolean firstLine, Map<String, Set<String>> found)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Pattern name = Pattern.compile(".*" + ending);
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> name.matcher(file.toString()).matches())
          .filter(file -> !file.endsWith("CoverageTest.java"))
          .forEach(
              file -> {
                Matcher id = ID.matcher(firstLine ? lines(file).get(0) : text(file));
                while (id.find()) {
                  String key = id.group(1) == null ? withHyphen(id.group(2)) : id.group(1);
                  found.computeIfAbsent(key, k -> new TreeSet<>()).add(shortName(file));
                }
              });
    }
  }

  private static String withHyphen(String prefix) {
    return prefix.substring(0, 1).toUpperCase(Locale.ROOT) + "-" + prefix.substring(1);
  }

  private static String shortName(Path file) {
    return String.valueOf(file.getFileName()).replace(".java", "");
  }

  private static void update(Map<String, Set<String>> found) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        Set<String> names = found.getOrDefault(row.group(1), Set.of());
        String tests = names.isEmpty() ? NONE : String.join(", ", names);
        lines.add(
            "| %s | %s | %s | %s |".formatted(row.group(1), row.group(2), tests, row.group(4)));
      } else {
        lines.add(line);
      }
    }
    Files.write(PAGE, lines);
  }

  private static List<String> lines(Path file) {
    return text(file).lines().toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
