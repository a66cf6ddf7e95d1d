package io.cassport.copy.dataset;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an export wrote, as the JSON file that MANIFEST asks for.
 *
 * @param version of this layout; the first property, by which a manifest is recognised
 * @param created in ISO 8601, UTC
 * @param statement that wrote the objects
 * @param format of all objects
 * @param schema the columns of the objects, then those that name directories
 * @param partition the names of the latter, in the order of the directories
 * @param location the directory that the objects' paths begin at, from the manifest's own
 * @param objects by path
 */
@JsonPropertyOrder({
  "cassport_manifest",
  "created",
  "statement",
  "format",
  "schema",
  "partition",
  "location",
  "objects"
})
@JsonIgnoreProperties(ignoreUnknown = true)
record Manifest(
    @JsonProperty(VERSION_NAME) int version,
    @JsonProperty("created") String created,
    @JsonProperty("statement") String statement,
    @JsonProperty("format") String format,
    @JsonProperty("schema") List<Column> schema,
    @JsonProperty("partition") List<String> partition,
    @JsonProperty("location") String location,
    @JsonProperty("objects") List<Entry> objects) {
  static final String VERSION_NAME = "cassport_manifest";
  static final int VERSION = 1;

  Manifest {
    schema = schema == null ? List.of() : List.copyOf(schema);
    partition = partition == null ? List.of() : List.copyOf(partition);
    objects = objects == null ? List.of() : List.copyOf(objects);
  }

  /** A column and its CQL type. */
  record Column(@JsonProperty("name") String name, @JsonProperty("type") String type) {}

  /**
   * One object.
   *
   * @param path from the manifest's location, with slashes
   * @param size in bytes
   * @param rows in it
   * @param sha256 of its bytes, in lower-case hexadecimal
   * @param partition its directories' values by column; a null is a null
   * @param columns the ranges of its columns by name, as far as they are known
   */
  @JsonPropertyOrder({"path", "size", "rows", "sha256", "partition", "columns"})
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Entry(
      @JsonProperty("path") String path,
      @JsonProperty("size") long size,
      @JsonProperty("rows") long rows,
      @JsonProperty("sha256") String sha256,
      @JsonProperty("partition") Map<String, String> partition,
      @JsonProperty("columns") Map<String, Range> columns) {
    /** An object that was written. */
    static Entry of(WrittenObject object, String path) {
      Map<String, Range> columns = new LinkedHashMap<>();
      object.ranges().forEach(r -> columns.put(r.column(), new Range(r.min(), r.max(), r.nulls())));
      return new Entry(
          path,
          object.size(),
          object.rows(),
          object.sha256(),
          object.partition() == null ? Map.of() : HivePath.values(object.partition()),
          columns);
    }
  }

  /** The range of one column of one object. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Range(
      @JsonProperty("min") Object min,
      @JsonProperty("max") Object max,
      @JsonProperty("nulls") long nulls) {}

  /** This one with an earlier one's objects before its own. */
  Manifest after(Manifest earlier) {
    List<Entry> all = new ArrayList<>(earlier.objects);
    all.addAll(objects);
    return new Manifest(version, created, statement, format, schema, partition, location, all);
  }
}
