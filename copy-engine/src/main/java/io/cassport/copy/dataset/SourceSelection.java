package io.cassport.copy.dataset;

import com.datastax.oss.driver.api.core.type.DataType;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which files of a source are meant.
 *
 * @param files their names below the source, or empty for all
 * @param pattern that the whole path must match, or null
 * @param filter on the values of the directories, or null
 * @param types of the table's columns by name, for the filter
 */
public record SourceSelection(
    List<String> files, Pattern pattern, PartitionFilter filter, Map<String, DataType> types) {
  /** Everything. */
  public static final SourceSelection ALL = new SourceSelection(List.of(), null, null, Map.of());

  /** Takes copies. */
  public SourceSelection {
    files = List.copyOf(files);
    types = Map.copyOf(types);
  }
}
