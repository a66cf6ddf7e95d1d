package io.cassport.text.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cassport.text.ByteBuilder;
import io.cassport.text.ScalarForm;
import java.io.IOException;

/**
 * Types without parts. As INSERT JSON does, it takes the text of every value also as a string;
 * numbers and booleans are taken as text where the type is one.
 */
final class ScalarReader implements ValueReader {
  private final ScalarForm form;
  private final boolean takesNumbers;
  private final boolean takesBooleans;
  private final ByteBuilder text = new ByteBuilder(64);

  /**
   * Makes one.
   *
   * @param takesNumbers whether JSON's numbers can be values of the type
   * @param takesBooleans whether true and false can
   */
  ScalarReader(ScalarForm form, boolean takesNumbers, boolean takesBooleans) {
    this.form = form;
    this.takesNumbers = takesNumbers;
    this.takesBooleans = takesBooleans;
  }

  @Override
  public void read(JsonParser in, ByteBuilder out) throws IOException {
    JsonToken token = in.currentToken();
    boolean taken =
        switch (token) {
          case VALUE_STRING -> true;
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> takesNumbers;
          case VALUE_TRUE, VALUE_FALSE -> takesBooleans;
          default -> false;
        };
    if (!taken) {
      throw JsonParsers.wrongKind(in, form.type());
    }
    text.clear(MOST_KEPT);
    Utf8.put(in.getTextCharacters(), in.getTextOffset(), in.getTextLength(), text);
    form.parse(text.data(), 0, text.length(), out);
  }

  private static final int MOST_KEPT = 1 << 20;

  @Override
  public void readText(String value, ByteBuilder out) {
    char[] chars = value.toCharArray();
    text.clear(MOST_KEPT);
    Utf8.put(chars, 0, chars.length, text);
    form.parse(text.data(), 0, text.length(), out);
  }
}
