package io.cassport.copy;

import io.cassport.copy.dataset.LocalObject;
import io.cassport.format.ObjectReader;
import io.cassport.format.ObjectReader.SourceColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the files of one source differ from each other: in columns, in their types and in their
 * order. Columns of directories count as the file's.
 *
 * @param names every column that at least one file has
 * @param warnings a sentence for each difference, however many files have it
 */
record SchemaDifferences(Set<String> names, List<String> warnings) {

  static SchemaDifferences of(List<LocalObject> objects, List<ObjectReader> readers) {
    // a file without rows differs in nothing that is loaded, and some formats know no columns then
    List<LocalObject> filled = new ArrayList<>();
    List<ObjectReader> theirs = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      if (!readers.get(i).splits().isEmpty()) {
        filled.add(objects.get(i));
        theirs.add(readers.get(i));
      }
    }
    return filled.isEmpty()
        ? new Comparison(objects, readers).differences()
        : new Comparison(filled, theirs).differences();
  }

  /** True when some file has the column. */
  boolean isInSome(String name, boolean ignoreCase) {
    return names.contains(name)
        || ignoreCase && names.stream().anyMatch(other -> other.equalsIgnoreCase(name));
  }

  /** The files that have a column, by the type they give it. */
  private static final class Comparison {
    private final List<LocalObject> objects;
    private final List<ObjectReader> readers;
    private final Map<String, Map<String, List<String>>> filesByType = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    Comparison(List<LocalObject> objects, List<ObjectReader> readers) {
      this.objects = objects;
      this.readers = readers;
      for (int i = 0; i < objects.size(); i++) {
        for (String directory : objects.get(i).partition().keySet()) {
          add(directory, "a directory's name", objects.get(i));
        }
        for (SourceColumn column : readers.get(i).columns()) {
          add(column.name(), column.nativeType(), objects.get(i));
        }
      }
    }

    private void add(String column, String type, LocalObject object) {
      filesByType
          .computeIfAbsent(column, unused -> new LinkedHashMap<>())
          .computeIfAbsent(type, unused -> new ArrayList<>())
          .add(object.name());
    }

    SchemaDifferences differences() {
      filesByType.forEach(
          (column, byType) -> {
            compareTypes(column, byType);
            findMissing(column, byType);
          });
      compareOrder();
      return new SchemaDifferences(filesByType.keySet(), warnings);
    }

    private void compareTypes(String column, Map<String, List<String>> byType) {
      if (byType.size() < 2) {
        return;
      }
      List<String> parts = new ArrayList<>();
      byType.forEach((type, files) -> parts.add(type + " in " + some(files)));
      warnings.add("column " + column + " is " + String.join(", ", parts));
    }

    private void findMissing(String column, Map<String, List<String>> byType) {
      Set<String> having = new LinkedHashSet<>();
      byType.values().forEach(having::addAll);
      List<String> without =
          objects.stream().map(LocalObject::name).filter(name -> !having.contains(name)).toList();
      if (!without.isEmpty()) {
        warnings.add(
            "column "
                + column
                + " is in "
                + having.size()
                + " of the "
                + objects.size()
                + " files; it is left unset for the rows of "
                + some(without));
      }
    }

    private void compareOrder() {
      List<String> first = readers.get(0).columns().stream().map(SourceColumn::name).toList();
      List<String> reordered = new ArrayList<>();
      for (int i = 1; i < objects.size(); i++) {
        List<String> names = readers.get(i).columns().stream().map(SourceColumn::name).toList();
        List<String> common = new ArrayList<>(first);
        common.retainAll(names);
        List<String> here = new ArrayList<>(names);
        here.retainAll(first);
        if (!common.equals(here)) {
          reordered.add(objects.get(i).name());
        }
      }
      if (!reordered.isEmpty()) {
        warnings.add(
            "the columns have another order in "
                + some(reordered)
                + " than in '"
                + objects.get(0).name()
                + "'; they are matched by their names");
      }
    }

    private static String some(List<String> files) {
      return "'"
          + files.get(0)
          + "'"
          + (files.size() > 1 ? " and " + (files.size() - 1) + " more" : "");
    }
  }
}
