package io.cassport.format.values;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * IP addresses in text, read without asking anybody: Java looks up in the network whatever it does
 * not take for an address, such as 256.1.1.1.
 */
public final class InetText {
  private static final int GROUPS = 8;

  private InetText() {}

  /**
   * The 4 or 16 bytes of an address in digits; nothing for any other text, be it a host's name. An
   * IPv4 address within an IPv6 one stays there.
   */
  public static Optional<byte[]> parse(String text) {
    byte[] address = text.indexOf(':') < 0 ? version4(text) : version6(text);
    return Optional.ofNullable(address);
  }

  private static byte[] version4(String text) {
    String[] parts = text.split("\\.", -1);
    byte[] address = new byte[4];
    if (parts.length != address.length) {
      return null;
    }
    for (int i = 0; i < address.length; i++) {
      int value = number(parts[i], 10, 3);
      if (value < 0 || value > 255) {
        return null;
      }
      address[i] = (byte) value;
    }
    return address;
  }

  private static byte[] version6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      byte[] all = groups(text);
      return all != null && all.length == 2 * GROUPS ? all : null;
    }
    byte[] head = groups(text.substring(0, gap));
    byte[] tail = groups(text.substring(gap + 2));
    if (head == null || tail == null || head.length + tail.length >= 2 * GROUPS) {
      return null;
    }
    if (gap > 0 && text.substring(0, gap).indexOf('.') >= 0) {
      return null; // an IPv4 address can only be at the end
    }
    return ByteBuffer.allocate(2 * GROUPS)
        .put(head)
        .position(2 * GROUPS - tail.length)
        .put(tail)
        .array();
  }

  /** Groups of four digits between colons, the last perhaps an IPv4 address; none for no text. */
  private static byte[] groups(String text) {
    if (text.isEmpty()) {
      return new byte[0];
    }
    String[] parts = text.split(":", -1);
    ByteBuffer bytes = ByteBuffer.allocate(2 * parts.length + 2);
    for (int i = 0; i < parts.length; i++) {
      if (i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
        byte[] last = version4(parts[i]);
        if (last == null) {
          return null;
        }
        bytes.put(last);
        continue;
      }
      int value = number(parts[i], 16, 4);
      if (value < 0) {
        return null;
      }
      bytes.putShort((short) value);
    }
    byte[] all = new byte[bytes.flip().remaining()];
    bytes.get(all);
    return all;
  }

  /** A number of ASCII digits, or -1. */
  private static int number(String digits, int radix, int longest) {
    if (digits.isEmpty() || digits.length() > longest) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      int digit = c < 128 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value;
  }
}
