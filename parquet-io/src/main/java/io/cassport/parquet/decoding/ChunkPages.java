package io.cassport.parquet.decoding;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.CorruptDeltaByteArrays;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.RequiresPreviousReader;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Opens the pages of one column chunk: finds their levels and what decodes their values. */
final class ChunkPages {
  private final ColumnDescriptor column;
  private final Conversion conversion;
  private final PageReader pages;
  private final ParsedVersion writer;
  private final Slices truths = truths();
  private Dictionary dictionary;
  private ValuesReader previousForeign;

  /**
   * Makes it.
   *
   * @param writer of the file, or null when it does not say
   */
  ChunkPages(
      ColumnDescriptor column, Conversion conversion, PageReader pages, ParsedVersion writer) {
    this.column = column;
    this.conversion = conversion;
    this.pages = pages;
    this.writer = writer;
  }

  /**
   * A page.
   *
   * @param entries its values and nulls
   */
  record OpenPage(
      int entries, LevelSource repetitions, LevelSource definitions, PageValues values) {}

  private static Slices truths() {
    Slices slices = new Slices(2);
    for (int truth = 0; truth < 2; truth++) {
      slices.own().putByte(truth);
    }
    slices.pointTo(slices.own().data());
    slices.addAdjacent(0, 1, 2);
    return slices;
  }

  /** The next page, or null behind the last. */
  OpenPage next() {
    DataPage page = pages.readPage();
    if (page == null) {
      return null;
    }
    if (page.getValueCount() < 0) {
      throw new ParquetDecodingException("a page claims " + page.getValueCount() + " values");
    }
    try {
      return page instanceof DataPageV1 first ? open(first) : open((DataPageV2) page);
    } catch (IOException e) {
      throw new ParquetDecodingException("a page cannot be decoded", e);
    }
  }

  private OpenPage open(DataPageV1 page) throws IOException {
    PageBytes bytes = PageBytes.of(page.getBytes());
    int count = page.getValueCount();
    FirstLevels levels = new FirstLevels(bytes, count);
    LevelSource repetitions =
        levels.next(
            page.getRlEncoding(), ValuesType.REPETITION_LEVEL, column.getMaxRepetitionLevel());
    LevelSource definitions =
        levels.next(
            page.getDlEncoding(), ValuesType.DEFINITION_LEVEL, column.getMaxDefinitionLevel());
    PageValues values = values(page.getValueEncoding(), bytes.from(levels.position), count);
    return new OpenPage(count, repetitions, definitions, values);
  }

  private OpenPage open(DataPageV2 page) throws IOException {
    PageBytes repetitions = PageBytes.of(page.getRepetitionLevels());
    PageBytes definitions = PageBytes.of(page.getDefinitionLevels());
    int count = page.getValueCount();
    return new OpenPage(
        count,
        levels(repetitions, column.getMaxRepetitionLevel()),
        levels(definitions, column.getMaxDefinitionLevel()),
        values(page.getDataEncoding(), PageBytes.of(page.getData()), count));
  }

  private static LevelSource levels(PageBytes bytes, int greatest) {
    return greatest == 0
        ? LevelSource.NONE
        : new HybridReader(
            bytes.array(), bytes.offset(), bytes.end(), BytesUtils.getWidthFromMaxInt(greatest));
  }

  /** The levels at the beginning of a page of version 1. */
  private final class FirstLevels {
    private final PageBytes page;
    private final int count;
    private int position;

    FirstLevels(PageBytes page, int count) {
      this.page = page;
      this.count = count;
      this.position = page.offset();
    }

    LevelSource next(Encoding encoding, ValuesType type, int greatest) throws IOException {
      if (greatest == 0) {
        return LevelSource.NONE;
      }
      PageBytes rest = page.from(position);
      if (encoding == Encoding.RLE) {
        PageBytes levels = sized(rest);
        position = levels.end();
        return levels(levels, greatest);
      }
      ValuesReader reader = encoding.getValuesReader(column, type);
      ByteBufferInputStream stream = stream(rest);
      reader.initFromPage(count, stream);
      position += Math.toIntExact(stream.position());
      return new LevelSource.Foreign(reader);
    }
  }

  /** What lies behind its length. */
  private static PageBytes sized(PageBytes bytes) {
    int length = PageValues.ByteArrays.length(bytes.array(), bytes.offset(), bytes.end());
    return bytes.part(bytes.offset() + Integer.BYTES, length);
  }

  private static ByteBufferInputStream stream(PageBytes bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes.array(), bytes.offset(), bytes.length());
    return ByteBufferInputStream.wrap(buffer.slice());
  }

  private PageValues values(Encoding encoding, PageBytes bytes, int count) throws IOException {
    if (encoding.usesDictionary()) {
      return dictionary().values(indexes(bytes));
    }
    boolean isBoolean =
        column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BOOLEAN;
    if (isBoolean && conversion instanceof Conversion.Booleans) {
      if (encoding == Encoding.PLAIN) {
        return new PageValues.Entries(
            HybridReader.packed(bytes.array(), bytes.offset(), bytes.end(), 1), truths);
      }
      if (encoding == Encoding.RLE) {
        return new PageValues.Entries(levels(sized(bytes), 1), truths);
      }
    }
    if (encoding == Encoding.PLAIN && !isBoolean) {
      return PlainPages.values(bytes, column.getPrimitiveType(), conversion);
    }
    return foreign(encoding, bytes, count);
  }

  /** Indexes behind the bits that each takes; nothing at all when all is null. */
  private static LevelSource indexes(PageBytes bytes) {
    if (bytes.length() == 0) {
      return new HybridReader(bytes.array(), bytes.offset(), bytes.end(), 0);
    }
    int width = bytes.array()[bytes.offset()] & 0xff;
    return new HybridReader(bytes.array(), bytes.offset() + 1, bytes.end(), width);
  }

  private Dictionary dictionary() {
    if (dictionary == null) {
      DictionaryPage page = pages.readDictionaryPage();
      if (page == null) {
        throw new ParquetDecodingException("a page refers to a dictionary that is missing");
      }
      dictionary = new Dictionary(page, column.getPrimitiveType(), conversion);
    }
    return dictionary;
  }

  /** Encodings that parquet-java decodes. */
  private PageValues foreign(Encoding encoding, PageBytes bytes, int count) throws IOException {
    ValuesReader reader = encoding.getValuesReader(column, ValuesType.VALUES);
    reader.initFromPage(count, stream(bytes));
    if (CorruptDeltaByteArrays.requiresSequentialReads(writer, encoding)
        && reader instanceof RequiresPreviousReader sequential) {
      sequential.setPreviousReader(previousForeign);
    }
    previousForeign = reader;
    return new PageValues.Converted(
        new ValueSequence.Foreign(reader, column.getPrimitiveType().getPrimitiveTypeName()),
        conversion);
  }
}
