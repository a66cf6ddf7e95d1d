package io.cassport.parquet;

import io.cassport.format.values.BadValueException;
import io.cassport.format.values.UnsignedVarints;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;

/**
 * Reads values into CQL bytes: levels and values in, a value's bytes out. Every call moves all its
 * columns on by one value, whatever comes of it.
 */
interface CellReader {
  /** The end of a sentence about a null; the server refuses the whole row for it. */
  String NO_NULLS = ", which a collection in CQL cannot have inside";

  /** Appends the next value's bytes; false when there is none. */
  boolean read(CellOutput out);

  /** Passes over a place where a container is null or empty. */
  void skip();

  /** The definition level of the next value. */
  int definition();

  /** The repetition level of the next value; 0 also at the end. */
  int repetition();

  /** Takes the column readers of a row group. */
  void bind(ColumnReadStore store);

  /** Turns the current value of a column into CQL bytes. */
  interface Conversion {
    /** Appends the bytes; throws BadValueException when the value has none. */
    void convert(ColumnReader column, CellOutput out);
  }

  /**
   * Moves a column on by one value. A value that was neither read nor skipped would be taken for
   * the next one.
   */
  static void pass(ColumnReader column) {
    if (column.getCurrentDefinitionLevel() == column.getDescriptor().getMaxDefinitionLevel()) {
      column.skip();
    }
    column.consume();
  }

  /** A value of one column. */
  final class Leaf implements CellReader {
    private final ColumnDescriptor descriptor;
    private final int maxDefinition;
    private final Conversion conversion;
    private ColumnReader column;

    Leaf(ColumnDescriptor descriptor, Conversion conversion) {
      this.descriptor = descriptor;
      this.maxDefinition = descriptor.getMaxDefinitionLevel();
      this.conversion = conversion;
    }

    @Override
    public boolean read(CellOutput out) {
      boolean there = column.getCurrentDefinitionLevel() == maxDefinition;
      if (there) {
        try {
          conversion.convert(column, out);
        } catch (BadValueException e) {
          out.markBad(e);
          column.skip(); // where it was refused before it was read
        }
      }
      column.consume();
      return there;
    }

    @Override
    public void skip() {
      pass(column);
    }

    @Override
    public int definition() {
      return column.getCurrentDefinitionLevel();
    }

    @Override
    public int repetition() {
      return column.getCurrentRepetitionLevel();
    }

    @Override
    public void bind(ColumnReadStore store) {
      column = store.getColumnReader(descriptor);
    }
  }

  /**
   * list and set.
   *
   * @param notNull the definition level from which the list is there
   * @param notEmpty the one from which it has elements
   * @param repeats the repetition level of a further element
   */
  record Elements(CellReader element, int notNull, int notEmpty, int repeats)
      implements CellReader {
    @Override
    public boolean read(CellOutput out) {
      int definition = element.definition();
      if (definition < notNull) {
        element.skip();
        return false;
      }
      int countAt = out.reserve(4);
      int count = 0;
      if (definition < notEmpty) {
        element.skip();
      } else {
        do {
          out.countPart();
          if (!readSized(element, out)) {
            out.markBad(BadValueException.noLiteral("an element of it is null" + NO_NULLS));
          }
          count++;
        } while (element.repetition() == repeats);
      }
      out.patchInt(countAt, count);
      return true;
    }

    @Override
    public void skip() {
      element.skip();
    }

    @Override
    public int definition() {
      return element.definition();
    }

    @Override
    public int repetition() {
      return element.repetition();
    }

    @Override
    public void bind(ColumnReadStore store) {
      element.bind(store);
    }
  }

  /** vector: a list with a given number of elements, none of them null. */
  record Vector(
      CellReader element, int notNull, int notEmpty, int repeats, int dimensions, int elementSize)
      implements CellReader {
    @Override
    public boolean read(CellOutput out) {
      int definition = element.definition();
      if (definition < notNull) {
        element.skip();
        return false;
      }
      int count = 0;
      if (definition < notEmpty) {
        element.skip();
      } else {
        do {
          out.countPart();
          readElement(out);
          count++;
        } while (element.repetition() == repeats);
      }
      if (count != dimensions) {
        out.markBad(
            BadValueException.noLiteral(
                "it has " + count + " elements and the vector takes " + dimensions));
      }
      return true;
    }

    private void readElement(CellOutput out) {
      int start = out.position();
      if (elementSize < 0) {
        out.reserve(5); // the longest length of an element
      }
      if (!element.read(out)) {
        out.markBad(BadValueException.noLiteral("an element of a vector cannot be null"));
        return;
      }
      if (elementSize >= 0 || out.bad() != null) {
        return;
      }
      int size = out.position() - start - 5;
      int prefix = UnsignedVarints.size(size);
      byte[] bytes = new byte[size];
      System.arraycopy(out.data(), start + 5, bytes, 0, size);
      UnsignedVarints.write(out.data(), start, size);
      System.arraycopy(bytes, 0, out.data(), start + prefix, size);
      out.truncate(start + prefix + size);
    }

    @Override
    public void skip() {
      element.skip();
    }

    @Override
    public int definition() {
      return element.definition();
    }

    @Override
    public int repetition() {
      return element.repetition();
    }

    @Override
    public void bind(ColumnReadStore store) {
      element.bind(store);
    }
  }

  /** map. */
  record Entries(CellReader key, CellReader value, int notNull, int notEmpty, int repeats)
      implements CellReader {
    @Override
    public boolean read(CellOutput out) {
      int definition = key.definition();
      if (definition < notNull) {
        skip();
        return false;
      }
      int countAt = out.reserve(4);
      int count = 0;
      if (definition < notEmpty) {
        skip();
      } else {
        do {
          out.countPart();
          if (!readSized(key, out)) {
            out.markBad(BadValueException.noLiteral("a key of the map is null"));
          }
          if (!readSized(value, out)) {
            out.markBad(BadValueException.noLiteral("a value of the map is null" + NO_NULLS));
          }
          count++;
        } while (key.repetition() == repeats);
      }
      out.patchInt(countAt, count);
      return true;
    }

    @Override
    public void skip() {
      key.skip();
      value.skip();
    }

    @Override
    public int definition() {
      return key.definition();
    }

    @Override
    public int repetition() {
      return key.repetition();
    }

    @Override
    public void bind(ColumnReadStore store) {
      key.bind(store);
      value.bind(store);
    }
  }

  /**
   * UDT and tuple.
   *
   * @param fields in the type's order; null for one that the file does not have
   * @param first one that the file has
   * @param notNull the definition level from which the group is there
   */
  record Fields(List<CellReader> fields, CellReader first, int notNull) implements CellReader {
    @Override
    public boolean read(CellOutput out) {
      if (first.definition() < notNull) {
        skip();
        return false;
      }
      for (CellReader field : fields) {
        if (field == null) {
          out.putInt(-1);
        } else {
          readSized(field, out);
        }
      }
      return true;
    }

    @Override
    public void skip() {
      for (CellReader field : fields) {
        if (field != null) {
          field.skip();
        }
      }
    }

    @Override
    public int definition() {
      return first.definition();
    }

    @Override
    public int repetition() {
      return first.repetition();
    }

    @Override
    public void bind(ColumnReadStore store) {
      for (CellReader field : fields) {
        if (field != null) {
          field.bind(store);
        }
      }
    }
  }

  /** Reads a value behind its length, -1 for null; false for null. */
  private static boolean readSized(CellReader reader, CellOutput out) {
    int sizeAt = out.reserve(4);
    boolean there = reader.read(out);
    out.patchInt(sizeAt, there ? out.position() - sizeAt - 4 : -1);
    return there;
  }
}
