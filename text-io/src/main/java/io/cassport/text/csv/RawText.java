package io.cassport.text.csv;

import io.cassport.text.TextSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Texts as records are found in them: in their own encoding where reading can begin anywhere,
 * otherwise in UTF-8.
 */
final class RawText {
  private RawText() {}

  private static boolean isRaw(TextSource source) {
    return source.isUtf8() || source.isSplittable();
  }

  /** The encoding that the bytes have. */
  static Charset charset(TextSource source) {
    return isRaw(source) ? source.charset() : StandardCharsets.UTF_8;
  }

  /** The bytes from an offset on, which counts bytes as they are given here. */
  static InputStream open(TextSource source, long offset) throws IOException {
    if (isRaw(source)) {
      return source.openRaw(offset);
    }
    InputStream in = source.open();
    boolean skipped = false;
    try {
      in.skipNBytes(offset - source.mark());
      skipped = true;
      return in;
    } finally {
      if (!skipped) {
        in.close();
      }
    }
  }

  /** What checks the bytes, or null when that is done as they are read. */
  static EncodingCheck check(TextSource source) {
    return isRaw(source) ? EncodingCheck.of(source.charset(), source.mark()) : null;
  }

  /** Takes the current record apart. */
  static void split(RecordReader records, TextSource source, Cells cells) {
    if (source.isUtf8() || !isRaw(source)) {
      cells.split(records.data(), records.start(), records.end());
      return;
    }
    int length = records.end() - records.start();
    byte[] utf8 =
        new String(records.data(), records.start(), length, source.charset())
            .getBytes(StandardCharsets.UTF_8);
    cells.split(utf8, 0, utf8.length);
  }
}
