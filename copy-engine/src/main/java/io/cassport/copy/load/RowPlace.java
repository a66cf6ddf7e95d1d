package io.cassport.copy.load;

/**
 * Where a row came from, for messages.
 *
 * @param object the file
 * @param row its number in the file, from 1
 */
record RowPlace(String object, long row) {
  @Override
  public String toString() {
    return "'" + object + "', row " + row;
  }
}
