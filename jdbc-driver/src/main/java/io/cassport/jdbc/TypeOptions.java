package io.cassport.jdbc;

/**
 * How CQL types without a JDBC counterpart are shown, as the connection's properties say.
 *
 * @param uuid the JDBC type of uuid and timeuuid
 * @param complex the JDBC type of map, user-defined types and tuple
 * @param list the JDBC type of list, set and vector
 */
record TypeOptions(UuidType uuid, ComplexType complex, ListType list) {
  static final TypeOptions DEFAULT =
      new TypeOptions(UuidType.VARCHAR, ComplexType.VARCHAR, ListType.ARRAY);

  /** The choices for uuid and timeuuid. */
  enum UuidType {
    /** A String; every tool can show and edit it. */
    VARCHAR,
    /** A java.util.UUID. */
    OTHER,
    /** A java.sql.RowId. */
    ROWID
  }

  /** The choices for map, user-defined types and tuple. */
  enum ComplexType {
    /** The CQL literal. */
    VARCHAR,
    /** java.util.Map for a map, java.sql.Struct for the others. */
    NATIVE
  }

  /** The choices for list, set and vector. */
  enum ListType {
    /** A java.sql.Array. */
    ARRAY,
    /** The CQL literal. */
    VARCHAR
  }
}
