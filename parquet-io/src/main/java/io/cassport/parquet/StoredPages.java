package io.cassport.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.PrimitiveType;

/**
 * The pages of one column chunk, whose headers and checksums are looked through when it is read.
 * One page is decompressed at a time, into memory that is claimed before.
 */
final class StoredPages implements PageReader {
  private static final int PIECE_BYTES = 8 << 20;

  /** What parquet-java holds for each value of a dictionary that is no number. */
  private static final int BYTES_OF_A_BINARY = 64;

  private final ColumnDescriptor column;
  private final long values;
  private final PageMemory memory;
  private final BytesInputDecompressor codec;
  private final ByteBufferInputStream in;
  private final Page dictionary;

  /** Values of the pages that have been taken. */
  private long taken;

  /** What the last of them holds. */
  private long pageBytes;

  /** A page's header and its bytes as they are stored. */
  private record Page(PageHeader header, BytesInput bytes) {}

  private StoredPages(
      List<ByteBuffer> stored,
      ColumnChunkMetaData chunk,
      ColumnDescriptor column,
      PageMemory memory)
      throws IOException {
    this.column = column;
    this.values = chunk.getValueCount();
    this.memory = memory;
    this.codec = new PageCodecs(memory).getDecompressor(chunk.getCodec());
    this.dictionary = check(ByteBufferInputStream.wrap(copies(stored)));
    this.in = ByteBufferInputStream.wrap(stored);
  }

  private static List<ByteBuffer> copies(List<ByteBuffer> buffers) {
    return buffers.stream().map(ByteBuffer::duplicate).toList();
  }

  /**
   * Reads a chunk's bytes.
   *
   * @param bytes of it
   */
  static StoredPages read(
      SeekableInputStream file,
      long bytes,
      ColumnChunkMetaData chunk,
      ColumnDescriptor column,
      PageMemory memory)
      throws IOException {
    memory.claim(bytes);
    file.seek(chunk.getStartingPos());
    List<ByteBuffer> pieces = new ArrayList<>();
    for (long left = bytes; left > 0; left -= PIECE_BYTES) {
      byte[] piece = new byte[(int) Math.min(left, PIECE_BYTES)];
      file.readFully(piece);
      pieces.add(ByteBuffer.wrap(piece));
    }
    return new StoredPages(pieces, chunk, column, memory);
  }

  /** Goes through all pages, so that none of their rows is loaded when one is damaged. */
  private Page check(ByteBufferInputStream all) throws IOException {
    Page found = null;
    for (long seen = 0; seen < values; ) {
      Page page = next(all);
      checkChecksum(page);
      PageHeader header = page.header();
      if (header.getType() == PageType.DICTIONARY_PAGE) {
        if (found != null) {
          throw new IOException("it has more than one dictionary");
        }
        required(header.getDictionary_page_header());
        found = page;
      } else if (isData(header)) {
        int count = valueCount(header);
        if (count < 0 || count > values - seen) {
          throw new IOException(
              "a page has " + count + " values where the column has " + (values - seen) + " left");
        }
        seen += count;
      }
    }
    return found;
  }

  private static Page next(ByteBufferInputStream from) throws IOException {
    PageHeader header = Util.readPageHeader(from);
    int size = header.getCompressed_page_size();
    if (size < 0 || size > from.available()) {
      throw new IOException(
          "a page has " + size + " bytes where the column has " + from.available() + " left");
    }
    return new Page(header, BytesInput.from(from.sliceBuffers(size)));
  }

  private static boolean isData(PageHeader header) {
    return header.getType() == PageType.DATA_PAGE || header.getType() == PageType.DATA_PAGE_V2;
  }

  private static int valueCount(PageHeader header) throws IOException {
    return header.getType() == PageType.DATA_PAGE
        ? required(header.getData_page_header()).getNum_values()
        : required(header.getData_page_header_v2()).getNum_values();
  }

  private static <T> T required(T header) throws IOException {
    if (header == null) {
      throw new IOException("the header of a page is of another kind of page");
    }
    return header;
  }

  private static void checkChecksum(Page page) throws IOException {
    if (!page.header().isSetCrc()) {
      return;
    }
    CRC32 crc = new CRC32();
    for (ByteBuffer buffer : page.bytes().toInputStream().remainingBuffers()) {
      crc.update(buffer);
    }
    if ((int) crc.getValue() != page.header().getCrc()) {
      throw new IOException("the checksum of a page is not that of its bytes");
    }
  }

  @Override
  public DictionaryPage readDictionaryPage() {
    if (dictionary == null) {
      return null;
    }
    DictionaryPageHeader header = dictionary.header().getDictionary_page_header();
    try {
      BytesInput bytes =
          codec.decompress(dictionary.bytes(), dictionary.header().getUncompressed_page_size());
      checkDictionary(header.getNum_values(), bytes.size());
      return new DictionaryPage(bytes, header.getNum_values(), encoding(header.getEncoding()));
    } catch (IOException e) {
      throw new ParquetDecodingException("could not decompress the dictionary", e);
    }
  }

  private void checkDictionary(long count, long bytes) {
    PrimitiveType type = column.getPrimitiveType();
    if (count < 0 || count * leastBytes(type) > bytes) {
      throw new ParquetDecodingException(
          "a dictionary claims " + count + " values in " + bytes + " bytes");
    }
    boolean number =
        switch (type.getPrimitiveTypeName()) {
          case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> false;
          default -> true;
        };
    memory.claim(count * (number ? Long.BYTES : BYTES_OF_A_BINARY));
  }

  private static long leastBytes(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32, FLOAT, BINARY -> 4; // a binary has its length before it
      case INT64, DOUBLE -> 8;
      case INT96 -> 12;
      case FIXED_LEN_BYTE_ARRAY -> type.getTypeLength();
      case BOOLEAN -> 1; // which there are no dictionaries of
    };
  }

  private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
    return Encoding.valueOf(encoding.name());
  }

  @Override
  public long getTotalValueCount() {
    return values;
  }

  @Override
  public DataPage readPage() {
    memory.release(pageBytes);
    pageBytes = 0;
    if (taken >= values) {
      return null;
    }
    long before = memory.held();
    try {
      Page stored = next(in);
      while (!isData(stored.header())) {
        stored = next(in);
      }
      DataPage page =
          stored.header().getType() == PageType.DATA_PAGE ? first(stored) : second(stored);
      PageRuns.claim(page, column, memory);
      pageBytes = memory.held() - before;
      taken += page.getValueCount();
      return page;
    } catch (IOException e) {
      throw new ParquetDecodingException("could not decompress page", e);
    }
  }

  /** A page of the first version, which is compressed with its levels. */
  private DataPage first(Page stored) throws IOException {
    DataPageHeader header = stored.header().getData_page_header();
    int size = stored.header().getUncompressed_page_size();
    return new DataPageV1(
        codec.decompress(stored.bytes(), size),
        header.getNum_values(),
        size,
        null,
        encoding(header.getRepetition_level_encoding()),
        encoding(header.getDefinition_level_encoding()),
        encoding(header.getEncoding()));
  }

  /** A page of the second version, whose levels stand before what is compressed. */
  private DataPage second(Page stored) throws IOException {
    DataPageHeaderV2 header = stored.header().getData_page_header_v2();
    int repetition = header.getRepetition_levels_byte_length();
    int definition = header.getDefinition_levels_byte_length();
    ByteBufferInputStream bytes = stored.bytes().toInputStream();
    if (repetition < 0 || definition < 0 || repetition > bytes.available() - definition) {
      throw new IOException(
          "a page of "
              + bytes.available()
              + " bytes has levels of "
              + repetition
              + " and "
              + definition);
    }
    BytesInput repetitions = BytesInput.from(bytes.sliceBuffers(repetition));
    BytesInput definitions = BytesInput.from(bytes.sliceBuffers(definition));
    BytesInput data = BytesInput.from(bytes.remainingBuffers());
    if (header.isIs_compressed()) {
      int size = stored.header().getUncompressed_page_size();
      data = codec.decompress(data, size - repetition - definition);
    }
    return DataPageV2.uncompressed(
        header.getNum_rows(),
        header.getNum_nulls(),
        header.getNum_values(),
        repetitions,
        definitions,
        encoding(header.getEncoding()),
        data,
        null);
  }
}
