package io.cassport.jdbc;

import java.sql.Struct;
import java.util.Arrays;
import java.util.Map;

/** A value of a user-defined type or a tuple: its fields in order. */
final class CassportStruct implements Struct {
  private final String typeName;
  private final Object[] attributes;

  CassportStruct(String typeName, Object[] attributes) {
    this.typeName = typeName;
    this.attributes = attributes;
  }

  @Override
  public String getSQLTypeName() {
    return typeName;
  }

  @Override
  public Object[] getAttributes() {
    return attributes.clone();
  }

  @Override
  public Object[] getAttributes(Map<String, Class<?>> map) {
    return getAttributes();
  }

  @Override
  public String toString() {
    return Arrays.toString(attributes);
  }
}
