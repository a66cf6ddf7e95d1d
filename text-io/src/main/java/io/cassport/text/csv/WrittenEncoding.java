package io.cassport.text.csv;

import io.cassport.text.TextSource;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * An encoding as a file is written in it.
 *
 * @param charset one that writes no byte order mark by itself, as Java's UTF-16 does at every call
 * @param marked whether the file begins with a byte order mark
 */
record WrittenEncoding(Charset charset, boolean marked) {
  static WrittenEncoding of(Charset charset) {
    boolean marks = charset.name().equals("UTF-16") || charset.name().equals("UTF-32");
    return new WrittenEncoding(marks ? Charset.forName(charset.name() + "BE") : charset, marks);
  }

  /** The encoding that an object has, so that the options it is read with read another one. */
  static WrittenEncoding of(TextSource source) {
    WrittenEncoding same = of(source.charset());
    return new WrittenEncoding(same.charset(), same.marked() || source.mark() > 0);
  }

  boolean isUtf8() {
    return charset.equals(StandardCharsets.UTF_8);
  }

  /** What a file begins with. */
  byte[] beginning(String text) {
    return ((marked ? "\ufeff" : "") + text).getBytes(charset);
  }
}
