package io.cassport.grammar;

/** What a command that switches something says of it. */
public enum Toggle {
  /** Nothing: it asks for the state. */
  SHOW,
  /** ON. */
  ON,
  /** OFF. */
  OFF
}
