package io.cassport.copy;

import io.cassport.format.ColumnSchema;
import java.util.List;

/**
 * A small table that a statement answers with.
 *
 * @param columns names and CQL types; only text, bigint, double, boolean and timestamp occur
 * @param rows for each row a value for each column: String, Long, Double, Boolean, Instant or null
 */
public record ResultTable(List<ColumnSchema> columns, List<List<Object>> rows) {}
