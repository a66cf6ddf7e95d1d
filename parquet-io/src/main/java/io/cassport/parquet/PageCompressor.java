package io.cassport.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.airlift.compress.lz4.Lz4Compressor;
import io.cassport.parquet.decoding.PageBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Compresses pages with one codec, without Hadoop. Used by one encoder. */
final class PageCompressor implements BytesInputCompressor {
  private static final int BROTLI_QUALITY = 5;

  private final Codec codec;
  private final int level;
  private ZstdCompressCtx zstd;

  PageCompressor(Codec codec, Optional<Integer> level) {
    this.codec = codec;
    this.level =
        level.orElseGet(
            () ->
                switch (codec) {
                  case ZSTD -> Zstd.defaultCompressionLevel();
                  case BROTLI -> BROTLI_QUALITY; // its own default, 11, takes minutes
                  default -> Deflater.DEFAULT_COMPRESSION;
                });
  }

  @Override
  public BytesInput compress(BytesInput bytes) throws IOException {
    return switch (codec) {
      case NONE -> bytes;
      case SNAPPY -> snappy(PageBytes.of(bytes));
      case ZSTD -> zstd(PageBytes.of(bytes));
      case LZ4 -> lz4(PageBytes.of(bytes));
      case GZIP -> gzip(bytes);
      case BROTLI -> brotli(bytes);
    };
  }

  private static BytesInput snappy(PageBytes page) throws IOException {
    byte[] target = new byte[Snappy.maxCompressedLength(page.length())];
    return BytesInput.from(
        target, 0, Snappy.compress(page.array(), page.offset(), page.length(), target, 0));
  }

  private BytesInput zstd(PageBytes page) {
    if (zstd == null) {
      zstd = new ZstdCompressCtx().setLevel(level);
    }
    byte[] target = new byte[(int) Zstd.compressBound(page.length())];
    int length =
        zstd.compressByteArray(
            target, 0, target.length, page.array(), page.offset(), page.length());
    return BytesInput.from(target, 0, length);
  }

  private static BytesInput lz4(PageBytes page) {
    Lz4Compressor compressor = new Lz4Compressor();
    byte[] target = new byte[compressor.maxCompressedLength(page.length())];
    int length =
        compressor.compress(page.array(), page.offset(), page.length(), target, 0, target.length);
    return BytesInput.from(target, 0, length);
  }

  private BytesInput gzip(BytesInput page) throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream((int) page.size() / 2 + 64);
    try (LeveledGzip gzip = new LeveledGzip(target, level)) {
      page.writeAllTo(gzip);
    }
    return BytesInput.from(target.toByteArray());
  }

  private BytesInput brotli(BytesInput page) throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream((int) page.size() / 2 + 64);
    try (OutputStream brotli = Brotli.compressing(target, level)) {
      page.writeAllTo(brotli);
    }
    return BytesInput.from(target.toByteArray());
  }

  /** The JDK's stream hides the level in a protected field. */
  private static final class LeveledGzip extends GZIPOutputStream {
    LeveledGzip(ByteArrayOutputStream target, int level) throws IOException {
      super(target, 8192);
      def.setLevel(level);
    }
  }

  @Override
  public CompressionCodecName getCodecName() {
    return codec.parquet();
  }

  @Override
  public void release() {
    if (zstd != null) {
      zstd.close();
      zstd = null;
    }
  }
}
