package io.cassport.text.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.cassport.format.ObjectReader.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The first pass over an object: how many rows it has, where its splits begin, which keys its rows
 * have and, when a table is to be made of them, of which types. Lines are only looked through for
 * keys; documents are parsed whole, so that what is malformed is found before anything is loaded.
 */
final class RowScan {
  /** Objects whose keys are data would fill the memory with their names. */
  private static final int MOST_COLUMNS = 100_000;

  private final RecordStream rows;
  private final boolean lines;
  private final ColumnNames names;
  private final boolean infersTypes;
  private final long splitBytes;
  private final RowParser parser = new RowParser();
  private final KnownKeys known = new KnownKeys();
  private final Map<String, ValueShape> columns = new LinkedHashMap<>();
  private final List<Split> splits = new ArrayList<>();
  private final List<RecordStream.Start> starts = new ArrayList<>();
  private RecordStream.Start start;
  private long end;
  private long firstRow;
  private long count;
  private int largest;

  /**
   * What was found.
   *
   * @param starts where each split begins
   * @param columns the columns that keys name, by first appearance, and the shapes of their values,
   *     which are empty unless types were to be inferred
   * @param largestRow in bytes
   */
  record Result(
      boolean lines,
      List<Split> splits,
      List<RecordStream.Start> starts,
      Map<String, ValueShape> columns,
      int largestRow) {}

  /**
   * Makes it.
   *
   * @param rows at the object's beginning
   * @param splitBytes at which a split ends; only objects that can be read from any place have more
   *     than one
   */
  RowScan(
      RecordStream rows, boolean lines, ColumnNames names, boolean infersTypes, long splitBytes) {
    this.rows = rows;
    this.lines = lines;
    this.names = names;
    this.infersTypes = infersTypes;
    this.splitBytes = splitBytes;
  }

  /**
   * Reads everything.
   *
   * @throws Damage when documents are malformed, or a row is too large
   */
  Result run() throws IOException {
    while (nextRow()) {
      if (start == null) {
        start = rows.start();
      }
      count++;
      end = rows.end();
      largest = Math.max(largest, rows.to() - rows.from());
      look();
      if (end - start.offset() >= splitBytes) {
        endSplit();
      }
    }
    if (start != null) {
      endSplit();
    }
    return new Result(lines, splits, starts, columns, largest);
  }

  /** What is malformed inside the row that does not end is said rather than that. */
  private boolean nextRow() throws IOException {
    try {
      return rows.next();
    } catch (RecordStream.EndInRow e) {
      parseDocument();
      throw e;
    }
  }

  private void endSplit() {
    starts.add(start);
    splits.add(new Split(firstRow, count, end - start.offset()));
    firstRow += count;
    count = 0;
    start = null;
  }

  private void look() throws IOException {
    if (columns.size() > MOST_COLUMNS) {
      throw rows.damage(
          "its rows have more than " + MOST_COLUMNS + " different keys, which are no columns",
          rows.from());
    }
    if (!lines) {
      parseDocument();
    } else if (infersTypes || !known.containsAll(rows.data(), rows.from(), rows.to())) {
      parseLine();
    }
  }

  /** A line that is no object is a bad row, whose keys are none. */
  private void parseLine() throws IOException {
    Map<String, ValueShape> found = new LinkedHashMap<>();
    try {
      JsonParser in = parser.begin(rows.data(), rows.from(), rows.to());
      if (in.currentToken() == JsonToken.START_OBJECT) {
        keys(in, found);
        if (parser.isAtEnd()) {
          known.learn(rows.data(), rows.from(), rows.to());
          found.forEach((name, shape) -> columns.merge(name, shape, ValueShape::and));
        }
      }
    } catch (JsonProcessingException e) {
      parser.abandon();
    }
  }

  private void parseDocument() throws IOException {
    try {
      JsonParser in = parser.begin(rows.data(), rows.from(), rows.to());
      if (in.currentToken() == JsonToken.START_OBJECT) {
        keys(in, columns);
        parser.isAtEnd();
      } else {
        while (in.nextToken() != null) {
          // a row that is no object is a bad one, but the document has to be JSON
        }
      }
    } catch (JsonProcessingException e) {
      throw parser.damage(rows, e);
    }
  }

  private void keys(JsonParser in, Map<String, ValueShape> found) throws IOException {
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      JsonToken value = in.nextToken();
      if (value == JsonToken.VALUE_STRING && names.holdsRow(key)) {
        keysOfText(in.getText(), found);
      } else {
        String name = names.of(key);
        ValueShape shape = infersTypes ? ValueShape.of(in) : skipped(in);
        found.merge(name, shape, ValueShape::and);
      }
    }
  }

  private static ValueShape skipped(JsonParser in) throws IOException {
    in.skipChildren();
    return ValueShape.NOTHING;
  }

  private void keysOfText(String text, Map<String, ValueShape> found) throws IOException {
    try (JsonParser in = JsonParsers.FACTORY.createParser(text)) {
      if (in.nextToken() == JsonToken.START_OBJECT) {
        Map<String, ValueShape> inner = new LinkedHashMap<>();
        keys(in, inner);
        inner.forEach((name, shape) -> found.merge(name, shape, ValueShape::and));
      }
    } catch (JsonProcessingException e) {
      // the row is a bad one, said when it is read
    }
  }
}
