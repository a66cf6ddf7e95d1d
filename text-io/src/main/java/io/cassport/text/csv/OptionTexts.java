package io.cassport.text.csv;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** What people write for CSV's options. */
final class OptionTexts {
  private OptionTexts() {}

  static CsvOptions.Header header(String text) {
    return switch (text.strip().toUpperCase(Locale.ROOT)) {
      case "TRUE", "ON", "YES", "1" -> CsvOptions.Header.TRUE;
      case "FALSE", "OFF", "NO", "0" -> CsvOptions.Header.FALSE;
      case "AUTO" -> CsvOptions.Header.AUTO;
      default -> throw new IllegalArgumentException("TRUE, FALSE or AUTO");
    };
  }

  /** A text whose characters may be written as \t, as \\ or in hexadecimal digits. */
  static String text(String written) {
    String text = unhex(written);
    text = text.equals("\\t") ? "\t" : text.equals("\\\\") ? "\\" : text;
    if (text.isEmpty() || text.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
      throw new IllegalArgumentException("one character or more, none of which ends a line");
    }
    return text;
  }

  private static String unhex(String written) {
    if (!written.matches("0[xX]([0-9a-fA-F]{2})+")) {
      return written;
    }
    byte[] bytes = HexFormat.of().parseHex(written.substring(2));
    return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
  }

  static int character(String written) {
    String text = text(written);
    if (text.length() != 1 || text.charAt(0) >= 0x7f) {
      throw new IllegalArgumentException("one character of ASCII, such as '\"' or '0x22'");
    }
    return text.charAt(0);
  }

  static int characterOrNone(String written) {
    return written.strip().equalsIgnoreCase("NONE") ? CsvDialect.NONE : character(written);
  }

  static String separator(String text) {
    if (text.codePointCount(0, text.length()) != 1
        || Character.isLetterOrDigit(text.codePointAt(0))
        || "+-\n\r\"".contains(text)) {
      throw new IllegalArgumentException("one character that is no part of a number");
    }
    return text;
  }

  static List<String> booleans(String text) {
    String[] styles = text.split(",", -1);
    if (styles.length != 2
        || styles[0].isBlank()
        || styles[1].isBlank()
        || styles[0].strip().equalsIgnoreCase(styles[1].strip())) {
      throw new IllegalArgumentException(
          "two different texts with a comma between, such as 'True,False'");
    }
    return List.of(styles[0].strip(), styles[1].strip());
  }

  static Charset charset(String name) {
    try {
      Charset charset = Charset.forName(name.strip());
      if (!charset.canEncode()) {
        throw new IllegalArgumentException("a character set that can be written");
      }
      return charset;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new IllegalArgumentException(
          "a character set that Java has, such as UTF-8, UTF-16 or windows-1252", e);
    }
  }
}
