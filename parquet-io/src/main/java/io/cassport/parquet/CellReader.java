package io.cassport.parquet;

import io.cassport.format.RowBatch;
import io.cassport.format.values.BadValueException;
import io.cassport.format.values.UnsignedVarints;
import io.cassport.parquet.decoding.ColumnValues;
import io.cassport.parquet.decoding.Conversion;
import io.cassport.parquet.decoding.RowGroupValues;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;

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

  /** Takes the columns of a row group. */
  void bind(RowGroupValues rowGroup);

  /** Appends the next value behind its length, -1 when there is none; false then. */
  default boolean readSized(CellOutput out) {
    int sizeAt = out.reserve(4);
    boolean there = read(out);
    out.patchInt(sizeAt, there ? out.position() - sizeAt - 4 : -1);
    return there;
  }

  /**
   * Reads the next values as the cells of consecutive rows; fewer than asked for when they are so
   * large that the batch's data go beyond a length, but one at the least.
   *
   * @param until the length
   * @return how many
   */
  default int readCells(
      RowBatch batch, int column, int firstRow, int rows, long until, CellOutput out) {
    int row = firstRow;
    do {
      int start = batch.dataLength();
      out.begin(batch);
      if (read(out)) {
        batch.setCell(column, row, start, batch.dataLength() - start);
      } else {
        batch.setNull(column, row);
      }
      BadValueException bad = out.bad();
      if (bad != null) {
        batch.truncate(start);
        batch.markBad(column, row, bad.getMessage(), bad.sqlState());
      }
      row++;
    } while (row < firstRow + rows && batch.dataLength() <= until);
    return row - firstRow;
  }

  /** A value of one column. */
  final class Leaf implements CellReader {
    private final ColumnDescriptor descriptor;
    private final Conversion conversion;
    private ColumnValues column;

    Leaf(ColumnDescriptor descriptor, Conversion conversion) {
      this.descriptor = descriptor;
      this.conversion = conversion;
    }

    @Override
    public boolean read(CellOutput out) {
      boolean there = column.hasValue();
      if (there) {
        out.take(column);
      } else {
        column.skip();
      }
      return there;
    }

    @Override
    public boolean readSized(CellOutput out) {
      boolean there = column.hasValue();
      if (there) {
        out.takeSized(column);
      } else {
        out.putInt(-1);
        column.skip();
      }
      return there;
    }

    @Override
    public int readCells(
        RowBatch batch, int index, int firstRow, int rows, long until, CellOutput out) {
      return column.takeCells(batch, index, firstRow, rows, until);
    }

    @Override
    public void skip() {
      column.skip();
    }

    @Override
    public int definition() {
      return column.definition();
    }

    @Override
    public int repetition() {
      return column.repetition();
    }

    @Override
    public void bind(RowGroupValues rowGroup) {
      column = rowGroup.column(descriptor, conversion);
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
      if (element instanceof Leaf leaf && out.takeElements(leaf.column, repeats)) {
        return true;
      }
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
          if (!element.readSized(out)) {
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
    public void bind(RowGroupValues rowGroup) {
      element.bind(rowGroup);
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
    public void bind(RowGroupValues rowGroup) {
      element.bind(rowGroup);
    }
  }

  /** map. */
  record Entries(CellReader key, CellReader value, int notNull, int notEmpty, int repeats)
      implements CellReader {
    @Override
    public boolean read(CellOutput out) {
      if (key instanceof Leaf keys
          && value instanceof Leaf values
          && out.takeEntries(keys.column, values.column, repeats)) {
        return true;
      }
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
          if (!key.readSized(out)) {
            out.markBad(BadValueException.noLiteral("a key of the map is null"));
          }
          if (!value.readSized(out)) {
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
    public void bind(RowGroupValues rowGroup) {
      key.bind(rowGroup);
      value.bind(rowGroup);
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
          field.readSized(out);
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
    public void bind(RowGroupValues rowGroup) {
      for (CellReader field : fields) {
        if (field != null) {
          field.bind(rowGroup);
        }
      }
    }
  }
}
