package io.cassport.copy;

import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.List;

/**
 * Rows of a SELECT for a capture.
 *
 * @param definitions the columns of the rows, as the server sent them
 * @param names of the columns that are captured, as the application sees them
 * @param places where each of these is in the rows, from 0
 * @param rows in order; an empty list only says which columns there are
 */
public record CapturedPage(
    ColumnDefinitions definitions, List<String> names, List<Integer> places, List<Row> rows) {}
