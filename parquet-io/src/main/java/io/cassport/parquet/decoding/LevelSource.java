package io.cassport.parquet.decoding;

import java.util.Arrays;
import org.apache.parquet.column.values.ValuesReader;

/** The levels of one page, in order. */
interface LevelSource {
  /** Levels of a column that has none: always 0. */
  LevelSource NONE =
      new LevelSource() {
        @Override
        public boolean takeAlike(int count) {
          return true;
        }

        @Override
        public int alike() {
          return 0;
        }

        @Override
        public void read(int[] target, int count) {
          Arrays.fill(target, 0, count, 0);
        }
      };

  /** Passes over so many levels if it is known at once that they are all the same. */
  boolean takeAlike(int count);

  /** What {@link #takeAlike} has passed over. */
  int alike();

  /** Reads levels to the beginning of an array. */
  void read(int[] target, int count);

  /** Levels as parquet-java reads them, for encodings of old. */
  record Foreign(ValuesReader reader) implements LevelSource {
    @Override
    public boolean takeAlike(int count) {
      return false;
    }

    @Override
    public int alike() {
      throw new IllegalStateException("they are never known to be the same");
    }

    @Override
    public void read(int[] target, int count) {
      for (int i = 0; i < count; i++) {
        target[i] = reader.readInteger();
      }
    }
  }
}
