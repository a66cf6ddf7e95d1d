package io.cassport.copy.dataset;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The names of Hive directories. All of ASCII but letters, digits and {@code _ - .} is
 * percent-encoded with upper-case digits, which Hive, Spark, DuckDB and Arrow all undo. What is not
 * ASCII stays as it is: Hive and Spark undo each %XX to a character of its own, which is right in
 * ASCII only. Where the system's encoding has no such file names, it is percent-encoded as well.
 */
final class HivePath {
  /** What Hive writes for null, and Spark for an empty string too. */
  static final String NULL_VALUE = "__HIVE_DEFAULT_PARTITION__";

  private static final int FIRST_BEYOND_ASCII = 0x80;

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private HivePath() {}

  static String encode(String text) {
    String encoded = encode(text, false);
    try {
      return Path.of(encoded).toString();
    } catch (InvalidPathException e) {
      return encode(text, true);
    }
  }

  private static String encode(String text, boolean asciiOnly) {
    StringBuilder encoded = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c < FIRST_BEYOND_ASCII ? isPlain(c) : !asciiOnly) {
        encoded.appendCodePoint(c);
      } else {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          encoded.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
        }
      }
    }
    return encoded.toString();
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '.';
  }

  /** As {@link #encode}, but never the name that means null. */
  static String encodeValue(String text) {
    String encoded = encode(text);
    return encoded.equals(NULL_VALUE) ? "%5F" + encoded.substring(1) : encoded;
  }

  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%' && i + 2 < bytes.length) {
        int high = Character.digit(bytes[i + 1], 16);
        int low = Character.digit(bytes[i + 2], 16);
        if (high >= 0 && low >= 0) {
          bytes[length++] = (byte) (high << 4 | low);
          i += 2;
          continue;
        }
      }
      bytes[length++] = bytes[i];
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** The columns and values of the directories {@code column=value} in a path, in order. */
  static Map<String, String> values(String path) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : path.split("/", -1)) {
      int equals = name.indexOf('=');
      if (equals > 0) {
        values.put(decode(name.substring(0, equals)), decodeValue(name.substring(equals + 1)));
      }
    }
    return Collections.unmodifiableMap(values);
  }

  /** The columns and values of the directories above a file. */
  static Map<String, String> values(Path file) {
    return values(slashes(file.getParent()));
  }

  /** A path with slashes on every system. */
  static String slashes(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  /** The value of a directory name, or null for Hive's default partition. */
  static String decodeValue(String text) {
    return text.equals(NULL_VALUE) ? null : decode(text);
  }
}
