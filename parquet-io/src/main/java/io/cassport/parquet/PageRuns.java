package io.cassport.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Looks at the runs and blocks that a page's levels and values are cut into (parquet-format's
 * Encodings.md), because parquet-java makes room for as many values as each of them claims before
 * it looks whether they are there.
 */
final class PageRuns {
  /** Values that a writer may put behind the last one, to fill a run up. */
  private static final int FILLING = 512;

  private final PageMemory memory;
  private final int values;

  private PageRuns(PageMemory memory, int values) {
    this.memory = memory;
    this.values = values;
  }

  /**
   * Claims what decoding a page takes besides its bytes.
   *
   * @throws ParquetDecodingException when it cannot be what it claims
   */
  static void claim(DataPage page, ColumnDescriptor column, PageMemory memory) {
    if (page.getValueCount() < 0) {
      throw new ParquetDecodingException("a page claims " + page.getValueCount() + " values");
    }
    PageRuns runs = new PageRuns(memory, page.getValueCount());
    try {
      page.accept(
          new DataPage.Visitor<Void>() {
            @Override
            public Void visit(DataPageV1 v1) {
              return unchecked(() -> runs.v1(v1, column));
            }

            @Override
            public Void visit(DataPageV2 v2) {
              return unchecked(() -> runs.v2(v2, column));
            }
          });
    } catch (ReadFailure e) {
      throw new ParquetDecodingException("a page ends in the middle of a run", e.getCause());
    }
  }

  private interface Look {
    void at() throws IOException;
  }

  private static Void unchecked(Look look) {
    try {
      look.at();
      return null;
    } catch (IOException e) {
      throw new ReadFailure(e);
    }
  }

  private static final class ReadFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReadFailure(IOException cause) {
      super(cause);
    }
  }

  private void v1(DataPageV1 page, ColumnDescriptor column) throws IOException {
    ByteBufferInputStream in = page.getBytes().toInputStream();
    levels(in, page.getRlEncoding(), column.getMaxRepetitionLevel());
    levels(in, page.getDlEncoding(), column.getMaxDefinitionLevel());
    values(in, page.getValueEncoding());
  }

  private void v2(DataPageV2 page, ColumnDescriptor column) throws IOException {
    int repetition = BytesUtils.getWidthFromMaxInt(column.getMaxRepetitionLevel());
    if (repetition > 0) {
      runs(page.getRepetitionLevels().toInputStream(), repetition);
    }
    int definition = BytesUtils.getWidthFromMaxInt(column.getMaxDefinitionLevel());
    if (definition > 0) {
      runs(page.getDefinitionLevels().toInputStream(), definition);
    }
    values(page.getData().toInputStream(), page.getDataEncoding());
  }

  /** Levels of a V1 page; moves behind them. */
  @SuppressWarnings("deprecation") // files have what is deprecated
  private void levels(ByteBufferInputStream in, Encoding encoding, int most) throws IOException {
    int width = BytesUtils.getWidthFromMaxInt(most);
    if (width == 0) {
      return;
    }
    if (encoding == Encoding.RLE) {
      runs(in.sliceStream(BytesUtils.readIntLittleEndian(in)), width);
    } else if (encoding == Encoding.BIT_PACKED) {
      long bytes = ((long) values * width + 7) / 8;
      in.skipFully(Math.min(bytes, in.available()));
    }
  }

  @SuppressWarnings("deprecation") // files have what is deprecated
  private void values(ByteBufferInputStream in, Encoding encoding) throws IOException {
    switch (encoding) {
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
        int width = in.read();
        if (width >= 0) {
          runs(in, width);
        }
      }
      case RLE -> runs(in.sliceStream(BytesUtils.readIntLittleEndian(in)), 1);
      case BYTE_STREAM_SPLIT -> memory.claim(in.available());
      case DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY -> deltas(in);
      case DELTA_BYTE_ARRAY -> {
        deltas(in);
        deltas(in);
      }
      default -> {
        // values one after the other, or what parquet-java refuses
      }
    }
  }

  /** Runs of one value, and runs of packed values, which become an array of ints each. */
  private void runs(ByteBufferInputStream in, int width) throws IOException {
    long most = 0;
    for (long seen = 0; seen < values && in.available() > 0; ) {
      int header = BytesUtils.readUnsignedVarInt(in);
      long count = Integer.toUnsignedLong(header) >>> 1;
      if ((header & 1) == 0) {
        in.skipFully(Math.min((width + 7) / 8, in.available()));
      } else {
        long bytes = count * width;
        count *= 8;
        if (count - (values - seen) > FILLING) {
          throw new ParquetDecodingException(
              "a run claims " + count + " values where the page has " + (values - seen));
        }
        most = Math.max(most, Integer.BYTES * count + bytes);
        in.skipFully(Math.min(bytes, in.available()));
      }
      seen += count;
    }
    memory.claim(most);
  }

  /** Deltas in blocks, all of which become longs at once; moves behind them. */
  private void deltas(ByteBufferInputStream in) throws IOException {
    long blockValues = BytesUtils.readUnsignedVarInt(in);
    int miniBlocks = BytesUtils.readUnsignedVarInt(in);
    long count = BytesUtils.readUnsignedVarInt(in);
    BytesUtils.readUnsignedVarLong(in); // the first value
    if (miniBlocks <= 0 || blockValues <= 0 || blockValues % miniBlocks != 0) {
      throw new ParquetDecodingException(
          "blocks of " + blockValues + " values cannot be cut into " + miniBlocks);
    }
    if (count < 0 || count > values) {
      throw new ParquetDecodingException(
          "deltas of " + count + " values stand in a page of " + values);
    }
    long miniBlockValues = blockValues / miniBlocks;
    long rounded = (count + miniBlockValues - 1) / miniBlockValues * miniBlockValues;
    memory.claim((rounded + 1) * Long.BYTES + (long) miniBlocks * Integer.BYTES);
    for (long seen = 1; seen < count; ) {
      BytesUtils.readUnsignedVarLong(in); // the least delta
      byte[] widths = in.readNBytes(Math.min(miniBlocks, in.available()));
      for (int i = 0; i < widths.length && seen < count; i++) {
        in.skipFully((widths[i] & 0xff) * miniBlockValues / 8);
        seen += miniBlockValues;
      }
      if (widths.length < miniBlocks) {
        throw new ParquetDecodingException("deltas end in the middle of a block");
      }
    }
  }
}
