package io.cassport.compliance;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * A CQL type, and what its values are in the tests' model: Boolean, Long (all integers), Float,
 * Double, BigDecimal, BigInteger, String, ByteBuffer, LocalDate, LocalTime, Instant, UUID,
 * InetAddress, {@link Duration}; List for list and vector, Set for set, Map for map, and a Map by
 * field name for UDT and tuple. Null is null.
 */
sealed interface CqlType {
  /** The type as the values of others hold it: frozen where CQL asks for it. */
  String inner();

  /** The type of a column; frozen() makes the other one. */
  default String outer() {
    return inner().startsWith("frozen<")
        ? inner().substring("frozen<".length(), inner().length() - 1)
        : inner();
  }

  /** The value as CQL writes it. */
  String literal(Object value);

  /** A duration; each part keeps its own sign. */
  record Duration(int months, int days, long nanos) {}

  /** The types without parts. */
  enum Scalar implements CqlType {
    ASCII,
    BIGINT,
    BLOB,
    BOOLEAN,
    COUNTER,
    DATE,
    DECIMAL,
    DOUBLE,
    DURATION,
    FLOAT,
    INET,
    INT,
    SMALLINT,
    TEXT,
    TIME,
    TIMESTAMP,
    TIMEUUID,
    TINYINT,
    UUID,
    VARINT;

    /** All that a column beside others can have. */
    static List<Scalar> ofColumns() {
      return List.of(values()).stream().filter(type -> type != COUNTER).toList();
    }

    /** All that are ordered, as elements of sets and keys of maps must be. */
    static List<Scalar> ordered() {
      return ofColumns().stream().filter(type -> type != DURATION).toList();
    }

    @Override
    public String inner() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String literal(Object value) {
      return value == null ? "null" : Literals.of(this, value);
    }
  }

  /** list&lt;element&gt;. */
  record ListOf(CqlType element) implements CqlType {
    @Override
    public String inner() {
      return "frozen<list<" + element.inner() + ">>";
    }

    @Override
    public String literal(Object value) {
      return Literals.elements(element, value, "[", "]");
    }
  }

  /** set&lt;element&gt;. */
  record SetOf(CqlType element) implements CqlType {
    @Override
    public String inner() {
      return "frozen<set<" + element.inner() + ">>";
    }

    @Override
    public String literal(Object value) {
      return Literals.elements(element, value, "{", "}");
    }
  }

  /** vector&lt;element, size&gt;, which is never frozen. */
  record VectorOf(CqlType element, int size) implements CqlType {
    @Override
    public String inner() {
      return "vector<" + element.inner() + ", " + size + ">";
    }

    @Override
    public String literal(Object value) {
      return Literals.elements(element, value, "[", "]");
    }
  }

  /** map&lt;key, value&gt;. */
  record MapOf(CqlType key, CqlType value) implements CqlType {
    @Override
    public String inner() {
      return "frozen<map<" + key.inner() + ", " + value.inner() + ">>";
    }

    @Override
    public String literal(Object map) {
      if (map == null) {
        return "null";
      }
      StringJoiner entries = new StringJoiner(", ", "{", "}");
      ((Map<?, ?>) map).forEach((k, v) -> entries.add(key.literal(k) + ": " + value.literal(v)));
      return entries.toString();
    }
  }

  /** tuple; its fields are called _0, _1 and so on, as they are in files. */
  record TupleOf(List<CqlType> types) implements CqlType {
    @Override
    public String inner() {
      return "frozen<tuple<"
          + types.stream().map(CqlType::inner).collect(Collectors.joining(", "))
          + ">>";
    }

    @Override
    public String literal(Object value) {
      if (value == null) {
        return "null";
      }
      StringJoiner fields = new StringJoiner(", ", "(", ")");
      for (int i = 0; i < types.size(); i++) {
        fields.add(types.get(i).literal(((Map<?, ?>) value).get("_" + i)));
      }
      return fields.toString();
    }
  }

  /** A user-defined type. */
  record UdtOf(String name, Map<String, CqlType> fields) implements CqlType {
    @Override
    public String inner() {
      return "frozen<" + name + ">";
    }

    @Override
    public String literal(Object value) {
      if (value == null) {
        return "null";
      }
      StringJoiner written = new StringJoiner(", ", "{", "}");
      fields.forEach(
          (field, type) ->
              written.add(field + ": " + type.literal(((Map<?, ?>) value).get(field))));
      return written.toString();
    }

    String createStatement() {
      StringJoiner written = new StringJoiner(", ", "CREATE TYPE " + name + " (", ")");
      fields.forEach((field, type) -> written.add(field + " " + type.inner()));
      return written.toString();
    }
  }

  /** The fields of a tuple or UDT by name, in order; null for other types. */
  static Map<String, CqlType> fieldsOf(CqlType type) {
    if (type instanceof UdtOf udt) {
      return udt.fields();
    }
    if (type instanceof TupleOf tuple) {
      Map<String, CqlType> fields = new java.util.LinkedHashMap<>();
      for (int i = 0; i < tuple.types().size(); i++) {
        fields.put("_" + i, tuple.types().get(i));
      }
      return fields;
    }
    return null;
  }
}
