package io.cassport.jdbc.badfiles;

import java.util.Random;

/** One way to damage a file. */
record Kind(String name, boolean checked, Damage damage) {
  /** Makes a damaged copy. */
  interface Damage {
    byte[] of(byte[] file, Random random) throws Exception;
  }

  static Kind of(String name, Damage damage) {
    return new Kind(name, false, damage);
  }

  BadFile apply(Original original, Random random) {
    try {
      return new BadFile(original, name, damage.of(original.bytes(), random), checked);
    } catch (Exception e) {
      throw new IllegalStateException("could not damage " + original.name() + ": " + name, e);
    }
  }
}
