package io.cassport.parquet.decoding;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** The dictionary of a column chunk. */
final class Dictionary {
  /** Bytes that it may become, whatever its page has; then its values are converted one by one. */
  private static final int SMALL = 16 << 20;

  /** How many times the bytes of its page it may become. */
  private static final long MOST_TIMES = 4;

  private final PageBytes page;
  private final int size;
  private final PrimitiveType type;
  private final Conversion conversion;

  /** All values, or null when they are converted one by one. */
  private final Slices converted;

  Dictionary(DictionaryPage source, PrimitiveType type, Conversion conversion) {
    this.page = PageBytes.of(source.getBytes());
    this.size = source.getDictionarySize();
    this.type = type;
    this.conversion = conversion;
    if (size < 0 || size > page.length()) {
      // before room is made for all of them
      throw new ParquetDecodingException(
          "a dictionary claims " + size + " values in " + page.length() + " bytes");
    }
    if (!isPlain(source.getEncoding())
        || type.getPrimitiveTypeName() == PrimitiveTypeName.BOOLEAN) {
      throw new ParquetDecodingException(
          "a dictionary of " + type.getPrimitiveTypeName() + " in " + source.getEncoding());
    }
    this.converted = convert();
  }

  @SuppressWarnings("deprecation") // PLAIN's other name in dictionary pages of old
  private static boolean isPlain(Encoding encoding) {
    return encoding == Encoding.PLAIN || encoding == Encoding.PLAIN_DICTIONARY;
  }

  private Slices convert() {
    Slices slices = new Slices(size);
    PageValues values = PlainPages.values(page, type, conversion);
    long most = Math.max(SMALL, MOST_TIMES * page.length());
    while (!slices.isFull()) {
      values.read(slices, size - slices.count());
      if (slices.own().length() > most) {
        return null;
      }
    }
    return slices;
  }

  /** The values that indexes stand for. */
  PageValues values(LevelSource indexes) {
    return converted == null
        ? new PageValues.Converted(new Indexed(indexes, this), conversion)
        : new PageValues.Entries(indexes, converted);
  }

  /** Refuses indexes beyond the dictionary. */
  static void check(int[] indexes, int count, int size) {
    for (int i = 0; i < count; i++) {
      if (indexes[i] < 0 || indexes[i] >= size) {
        throw new ParquetDecodingException(
            "a value is entry "
                + Integer.toUnsignedString(indexes[i])
                + " of a dictionary of "
                + size);
      }
    }
  }

  /** The values of indexes, as the dictionary's page has them. */
  private static final class Indexed extends ValueSequence.Plain {
    private final LevelSource indexes;
    private final int[] positions;
    private final int[] index = new int[1];

    Indexed(LevelSource indexes, Dictionary dictionary) {
      super(dictionary.page, dictionary.type);
      this.indexes = indexes;
      this.positions = new int[dictionary.size];
      for (int i = 0; i < positions.length; i++) {
        positions[i] = position();
        super.next();
      }
    }

    @Override
    public void next() {
      indexes.read(index, 1);
      check(index, 1, positions.length);
      moveTo(positions[index[0]]);
      super.next();
    }
  }
}
