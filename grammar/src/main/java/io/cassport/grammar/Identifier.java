package io.cassport.grammar;

/**
 * A name of a keyspace, table or column.
 *
 * @param name as Cassandra stores it: lower case, or exactly as it was quoted
 * @param position where it stands
 */
public record Identifier(String name, Position position) {
  @Override
  public String toString() {
    return Script.quote(name);
  }
}
