package io.cassport.text.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.cassport.format.values.BadValueException;
import java.io.IOException;

/** Jackson as this package uses it: its limits, and what it finds, as the end of a sentence. */
final class JsonParsers {
  /** Of arrays and objects in each other. */
  static final int MOST_NESTING = 1_000;

  /** Digits of one number; parsing takes time that grows with their square. */
  static final int MOST_DIGITS = 200_000;

  private static final int SHOWN_CHARACTERS = 100;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION) // a row's first bytes are no file's
          // map keys are data: there is no end of them, and they may collide as they like
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // as Python writes them
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_NESTING)
                  .maxNumberLength(MOST_DIGITS)
                  .maxStringLength(Integer.MAX_VALUE) // a row's bytes are limited as a whole
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private JsonParsers() {}

  /** Runs something over the one value that a text holds. */
  static void parse(String text, String what, Use use) {
    try (JsonParser in = FACTORY.createParser(text)) {
      if (in.nextToken() == null) {
        throw BadValueException.noLiteral("'" + shortened(text) + "' is no JSON " + what);
      }
      use.of(in);
      if (in.nextToken() != null) {
        throw BadValueException.noLiteral(
            "'" + shortened(text) + "' goes on after its JSON " + what);
      }
    } catch (JsonProcessingException e) {
      throw BadValueException.noLiteral(
          "'" + shortened(text) + "' is no JSON " + what + ": " + reason(e));
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory is always read", e);
    }
  }

  /** What is done with a parser that is at the first token of a value. */
  interface Use {
    void of(JsonParser in) throws IOException;
  }

  /** Why Jackson refuses something, without the place. */
  static String reason(JsonProcessingException e) {
    if (e instanceof JsonEOFException) {
      return "it stops in its middle";
    }
    String message = e.getOriginalMessage();
    if (e instanceof InputCoercionException || message == null) {
      return "it is malformed";
    }
    // what it tells of its own settings, and of what it would have taken, is of no use here
    String line = message.lines().findFirst().orElse("it is malformed");
    line = line.replaceFirst(": was expecting .*", "");
    return shortened(line.replaceFirst(", from `StreamReadConstraints[^)]*", ""));
  }

  /** Where a parser is, such as {@code $.address.tags[2]}. */
  static String path(JsonParser in) {
    StringBuilder path = new StringBuilder();
    for (JsonStreamContext at = in.getParsingContext(); at != null; at = at.getParent()) {
      if (at.inArray() && at.hasCurrentIndex()) {
        path.insert(0, "[" + at.getCurrentIndex() + "]");
      } else if (at.inObject() && at.hasCurrentName()) {
        path.insert(0, "." + shortened(at.getCurrentName()));
      }
    }
    return path.insert(0, '$').toString();
  }

  /** What a token is, for people. */
  static String name(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      default -> "no value";
    };
  }

  /** A value where the type has none of its kind. */
  static BadValueException wrongKind(JsonParser in, String type) {
    return BadValueException.noLiteral(
        "it is " + name(in.currentToken()) + ", of which no " + type + " can be made");
  }

  /** The beginning of a text that may be long. */
  static String shortened(String text) {
    return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
  }
}
