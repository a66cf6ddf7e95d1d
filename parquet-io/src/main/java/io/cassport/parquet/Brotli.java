package io.cassport.parquet;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The Brotli codec, which is there only when the application brings brotli4j. */
final class Brotli {
  static final String HOW_TO_GET_IT =
      "add brotli4j (com.aayushatharva.brotli4j) and its native jar for this platform to the class"
          + " path";

  private Brotli() {}

  /** True when the codec and its native library are there. */
  static boolean isThere() {
    try {
      return Brotli4jLoader.isAvailable();
    } catch (LinkageError e) {
      return false; // no such jar
    }
  }

  static OutputStream compressing(OutputStream target, int quality) throws IOException {
    return Streams.compressing(target, quality);
  }

  static InputStream decompressing(InputStream page) throws IOException {
    if (!isThere()) {
      throw new MissingCodecException("its pages are compressed with BROTLI; " + HOW_TO_GET_IT);
    }
    return Streams.decompressing(page);
  }

  /** Apart, because the JVM looks for the codec's streams as soon as it loads who makes them. */
  private static final class Streams {
    private Streams() {}

    static OutputStream compressing(OutputStream target, int quality) throws IOException {
      return new BrotliOutputStream(target, new Encoder.Parameters().setQuality(quality));
    }

    static InputStream decompressing(InputStream page) throws IOException {
      return new BrotliInputStream(page);
    }
  }
}
