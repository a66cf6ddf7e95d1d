package io.cassport.text.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.cassport.text.TextSource;
import java.io.IOException;

/** Tells by an object's beginning whether each line is a row. */
final class Beginning {
  /** A first line may be damaged, and so may some after it. */
  private static final int LINES_LOOKED_AT = 100;

  private Beginning() {}

  /**
   * True when rows are lines; false for arrays, and for objects that take several lines or share
   * one.
   */
  static boolean isLines(TextSource source) throws IOException {
    try (RecordStream rows = open(source, true)) {
      if (!rows.next()) {
        return true;
      }
      if (rows.data()[rows.from()] == '[') {
        return false;
      }
      if (isObject(rows)) {
        return true;
      }
    } catch (Damage e) {
      return false; // a line without end
    }
    return !beginsWithDocument(source) && hasLine(source);
  }

  private static boolean beginsWithDocument(TextSource source) throws IOException {
    try (RecordStream rows = open(source, false)) {
      return rows.next() && isObject(rows);
    } catch (Damage | RecordStream.EndInRow e) {
      return false;
    }
  }

  private static boolean hasLine(TextSource source) throws IOException {
    try (RecordStream rows = open(source, true)) {
      for (int i = 0; i < LINES_LOOKED_AT && rows.next(); i++) {
        if (isObject(rows)) {
          return true;
        }
      }
    } catch (Damage e) {
      return false;
    }
    return false;
  }

  private static RecordStream open(TextSource source, boolean lines) throws IOException {
    return new RecordStream(source.open(), lines, new RecordStream.Start(0, 1, false));
  }

  private static boolean isObject(RecordStream row) throws IOException {
    int length = row.to() - row.from();
    try (JsonParser in = JsonParsers.FACTORY.createParser(row.data(), row.from(), length)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      in.skipChildren();
      return in.currentToken() == JsonToken.END_OBJECT && in.nextToken() == null;
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
