package io.cassport.parquet;

import com.github.luben.zstd.ZstdInputStream;
import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.lzo.LzoDecompressor;
import io.cassport.parquet.decoding.PageBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Decompresses the pages of a row group with every codec there is, without Hadoop. */
final class PageCodecs implements CompressionCodecFactory {
  /**
   * Most bytes that one compressed byte can become; a damaged size is refused before it is held.
   */
  private static final int SNAPPY_AT_BEST = 32;

  private static final int LZ4_AT_BEST = 255;
  private static final int LZO_AT_BEST = 255;
  private static final int GZIP_AT_BEST = 1_032;

  /** Of zstd's and brotli's, whose bytes can become very many. */
  private static final int ANYTHING = Integer.MAX_VALUE;

  private final PageMemory memory;

  /**
   * Makes it.
   *
   * @param memory that every decompressed page is claimed from
   */
  PageCodecs(PageMemory memory) {
    this.memory = memory;
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new IllegalStateException("pages are compressed by PageCompressor");
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return new PageDecompressor(codec, memory);
  }

  @Override
  public void release() {
    // nothing is kept
  }

  private record PageDecompressor(CompressionCodecName codec, PageMemory memory)
      implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return codec == CompressionCodecName.UNCOMPRESSED
          ? bytes
          : BytesInput.from(decompress(PageBytes.of(bytes), size));
    }

    @Override
    public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int size)
        throws IOException {
      ByteBuffer page = input.slice(input.position(), compressedSize);
      input.position(input.position() + compressedSize);
      if (codec == CompressionCodecName.UNCOMPRESSED) {
        output.put(page);
      } else {
        output.put(decompress(PageBytes.of(page), size));
      }
    }

    private byte[] decompress(PageBytes input, int size) throws IOException {
      if (size < 0) {
        throw new IOException("a page claims " + size + " bytes");
      }
      if (size == 0 && input.length() == 0) {
        return new byte[0]; // a page of nulls, which some writers call compressed
      }
      return switch (codec) {
        case SNAPPY -> snappy(input, size);
        case LZ4_RAW -> block(new Lz4Decompressor(), input, size, LZ4_AT_BEST);
        case LZ4 -> hadoop(new Lz4Decompressor(), input, size, LZ4_AT_BEST);
        case GZIP -> {
          byte[] output = room(input, size, GZIP_AT_BEST);
          yield read(new GZIPInputStream(input.stream()), output);
        }
        case ZSTD -> {
          byte[] output = room(input, size, ANYTHING);
          yield read(new ZstdInputStream(input.stream()), output);
        }
        case BROTLI -> {
          byte[] output = room(input, size, ANYTHING);
          yield read(Brotli.decompressing(input.stream()), output);
        }
        case UNCOMPRESSED -> throw new IllegalStateException("such pages are taken as they are");
        case LZO -> hadoop(new LzoDecompressor(), input, size, LZO_AT_BEST);
      };
    }

    /** Room for a page, if its bytes can become as many. */
    private byte[] room(PageBytes input, int size, int atBest) throws IOException {
      if (size / atBest > input.length()) {
        throw new IOException("a compressed page claims more bytes than it can hold");
      }
      memory.claim(size);
      return new byte[size];
    }

    private byte[] snappy(PageBytes input, int size) throws IOException {
      byte[] output = room(input, size, SNAPPY_AT_BEST);
      if (Snappy.uncompressedLength(input.array(), input.offset(), input.length()) != size) {
        throw new IOException("a compressed page has another size than its header says");
      }
      Snappy.uncompress(input.array(), input.offset(), input.length(), output, 0);
      return output;
    }

    private byte[] block(Decompressor codec, PageBytes input, int size, int atBest)
        throws IOException {
      byte[] output = room(input, size, atBest);
      if (decompress(codec, input, output, 0, size) != size) {
        throw new IOException("a compressed page has another size than its header says");
      }
      return output;
    }

    /** One block into a place that has room for so many bytes; gives the bytes written. */
    private static int decompress(
        Decompressor codec, PageBytes block, byte[] output, int at, int room) throws IOException {
      try {
        return codec.decompress(block.array(), block.offset(), block.length(), output, at, room);
      } catch (RuntimeException e) {
        throw new IOException("a compressed page is damaged", e);
      }
    }

    /**
     * Frames of Hadoop's codecs: a frame's size before compression, then blocks with their lengths,
     * all big-endian, until the frame is full. Some writers left the frames out.
     */
    private byte[] hadoop(Decompressor codec, PageBytes input, int size, int atBest)
        throws IOException {
      byte[] output = room(input, size, atBest);
      return framed(codec, input, output) ? output : block(codec, input, size, atBest);
    }

    private static boolean framed(Decompressor codec, PageBytes input, byte[] output) {
      ByteBuffer frames = ByteBuffer.wrap(input.array(), input.offset(), input.length());
      int filled = 0;
      int frameEnd = 0;
      while (frames.hasRemaining()) {
        if (filled == frameEnd) {
          int plain = frames.remaining() < Integer.BYTES ? -1 : frames.getInt();
          if (plain < 0 || plain > output.length - filled) {
            return false;
          }
          frameEnd += plain;
        }
        int compressed = frames.remaining() < Integer.BYTES ? -1 : frames.getInt();
        if (compressed < 0 || compressed > frames.remaining()) {
          return false;
        }
        try {
          PageBytes block = input.part(frames.position(), compressed);
          filled += decompress(codec, block, output, filled, frameEnd - filled);
        } catch (IOException e) {
          return false; // it may be one block without a frame
        }
        frames.position(frames.position() + compressed);
      }
      return filled == output.length;
    }

    private static byte[] read(InputStream stream, byte[] output) throws IOException {
      try (stream) {
        if (stream.readNBytes(output, 0, output.length) != output.length || stream.read() >= 0) {
          throw new IOException("a compressed page has another size than its header says");
        }
        return output;
      }
    }

    @Override
    public void release() {
      // nothing is kept
    }
  }
}
