package io.cassport.copy;

import io.cassport.copy.job.Errors;
import io.cassport.format.FormatProvider;
import io.cassport.format.ObjectSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The formats on the class path. */
final class Formats {
  private static final int MAGIC_LENGTH = 16;

  private static final List<FormatProvider> ALL =
      ServiceLoader.load(FormatProvider.class, Formats.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  private Formats() {}

  static List<FormatProvider> all() {
    return ALL;
  }

  /**
   * The format with a name.
   *
   * @throws SQLException 42000 naming those there are
   */
  static FormatProvider named(String name) throws SQLException {
    for (FormatProvider format : ALL) {
      if (format.name().equalsIgnoreCase(name.strip())) {
        return format;
      }
    }
    throw Errors.syntax(
        "FORMAT '"
            + name
            + "' is not supported; this driver has "
            + ALL.stream().map(FormatProvider::name).collect(Collectors.joining(", ")));
  }

  /** The format that a file name's extension names, or the default. */
  static FormatProvider forTarget(String name) throws SQLException {
    Optional<FormatProvider> known = byExtension(name);
    return known.isPresent() ? known.get() : named("PARQUET");
  }

  /** True when an object's extension is the format's, or its first bytes are. */
  static boolean isNamedOrRecognised(ObjectSource source, FormatProvider format)
      throws SQLException {
    Optional<FormatProvider> known = byExtension(source.name());
    return known.isPresent() ? known.get() == format : format.recognises(firstBytes(source));
  }

  /** The format that a name's extension is of, if it is of one. */
  static Optional<FormatProvider> byExtension(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ALL.stream()
        .filter(format -> format.extensions().stream().anyMatch(end -> lower.endsWith("." + end)))
        .findFirst();
  }

  private static byte[] firstBytes(ObjectSource source) throws SQLException {
    ByteBuffer buffer = ByteBuffer.allocate(MAGIC_LENGTH);
    try (SeekableByteChannel channel = source.open()) {
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // a short read is no end
      }
    } catch (IOException e) {
      throw Errors.io("read", source.name(), e);
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
