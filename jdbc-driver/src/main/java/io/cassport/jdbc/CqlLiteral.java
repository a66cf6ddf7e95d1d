package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.VectorType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Reads the CQL literal of a collection, user-defined type, tuple or vector: the way back from
 * {@link CqlText}.
 */
final class CqlLiteral {
  private final ParameterBinder binder;
  private final String text;
  private final String what;
  private int at;

  private CqlLiteral(ParameterBinder binder, String text, String what) {
    this.binder = binder;
    this.text = text;
    this.what = what;
  }

  /**
   * The value of a literal.
   *
   * @param what names the target for errors
   * @throws SQLException 22018 when it is not the literal of such a type
   */
  static Object parse(ParameterBinder binder, String text, DataType type, String what)
      throws SQLException {
    CqlLiteral literal = new CqlLiteral(binder, text, what);
    Object value = literal.value(type);
    literal.skipBlanks();
    if (literal.at < text.length()) {
      throw literal.wrong("the end");
    }
    return value;
  }

  private Object value(DataType type) throws SQLException {
    skipBlanks();
    if (isNull()) {
      return null;
    }
    if (type instanceof ListType list) {
      return elements('[', list.getElementType(), ']');
    }
    if (type instanceof VectorType vector) {
      return binder.convert(elements('[', vector.getElementType(), ']'), vector, what);
    }
    if (type instanceof SetType set) {
      return new LinkedHashSet<>(elements('{', set.getElementType(), '}'));
    }
    if (type instanceof MapType map) {
      return map(map);
    }
    if (type instanceof UserDefinedType udt) {
      return binder.convert(fields(udt), udt, what);
    }
    if (type instanceof TupleType tuple) {
      return binder.convert(components(tuple), tuple, what);
    }
    return binder.convert(leaf(), type, what);
  }

  private boolean isNull() {
    boolean isNull =
        text.regionMatches(true, at, "null", 0, 4)
            && (at + 4 == text.length() || ",]}): ".indexOf(text.charAt(at + 4)) >= 0);
    if (isNull) {
      at += 4;
    }
    return isNull;
  }

  private List<Object> elements(char open, DataType type, char close) throws SQLException {
    List<Object> elements = new ArrayList<>();
    expect(open);
    if (!found(close)) {
      do {
        elements.add(part(type));
      } while (found(','));
      expect(close);
    }
    return elements;
  }

  private Object part(DataType type) throws SQLException {
    Object part = value(type);
    if (part == null) {
      throw Errors.data(what + ": a collection cannot hold null", "22018");
    }
    return part;
  }

  private Map<Object, Object> map(MapType type) throws SQLException {
    Map<Object, Object> map = new LinkedHashMap<>();
    expect('{');
    if (!found('}')) {
      do {
        Object key = part(type.getKeyType());
        expect(':');
        map.put(key, part(type.getValueType()));
      } while (found(','));
      expect('}');
    }
    return map;
  }

  private Map<String, Object> fields(UserDefinedType type) throws SQLException {
    Map<String, Object> fields = new LinkedHashMap<>();
    expect('{');
    if (!found('}')) {
      do {
        CqlIdentifier name = name();
        int index = type.firstIndexOf(name);
        if (index < 0) {
          throw Errors.data(
              what + ": " + JdbcType.name(type) + " has no field " + name.asCql(true), "22018");
        }
        expect(':');
        fields.put(name.asInternal(), value(type.getFieldTypes().get(index)));
      } while (found(','));
      expect('}');
    }
    return fields;
  }

  private List<Object> components(TupleType type) throws SQLException {
    List<Object> components = new ArrayList<>();
    expect('(');
    for (DataType component : type.getComponentTypes()) {
      if (!components.isEmpty()) {
        expect(',');
      }
      components.add(value(component));
    }
    expect(')');
    return components;
  }

  private CqlIdentifier name() throws SQLException {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == '"') {
      return CqlIdentifier.fromInternal(quoted('"'));
    }
    int start = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    if (start == at) {
      throw wrong("the name of a field");
    }
    return CqlIdentifier.fromCql(text.substring(start, at));
  }

  private String leaf() throws SQLException {
    if (at < text.length() && text.charAt(at) == '\'') {
      return quoted('\'');
    }
    if (text.startsWith("$$", at) && text.indexOf("$$", at + 2) > 0) {
      int begin = at + 2;
      int end = text.indexOf("$$", begin);
      at = end + 2;
      return text.substring(begin, end);
    }
    int start = at;
    while (at < text.length() && ",]}):".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (start == at) {
      throw wrong("a value");
    }
    return text.substring(start, at).strip();
  }

  private String quoted(char quote) throws SQLException {
    StringBuilder out = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c != quote) {
        out.append(c);
      } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
        out.append(quote);
        at++;
      } else {
        at++;
        return out.toString();
      }
    }
    throw wrong("the closing " + quote);
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean found(char wanted) {
    skipBlanks();
    boolean found = at < text.length() && text.charAt(at) == wanted;
    if (found) {
      at++;
    }
    return found;
  }

  private void expect(char wanted) throws SQLException {
    if (!found(wanted)) {
      throw wrong("'" + wanted + "'");
    }
  }

  private SQLException wrong(String expected) {
    return Errors.data(
        what + ": at character " + (at + 1) + " of " + Excerpt.of(text) + " should be " + expected,
        "22018");
  }
}
