package io.cassport.grammar;

/**
 * A table as a statement names it.
 *
 * @param keyspace or null for the connection's
 * @param table never null
 */
public record TableName(Identifier keyspace, Identifier table) {
  @Override
  public String toString() {
    return keyspace == null ? table.toString() : keyspace + "." + table;
  }
}
