package io.cassport.copy;

import io.cassport.copy.dataset.SourceListing;
import io.cassport.copy.job.Errors;
import io.cassport.format.FormatProvider;
import io.cassport.format.ObjectSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final int MOST_NAMES_LOOKED_AT = 1_000;

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

  /**
   * The format of a source whose name says none: a file's by its first bytes, a directory's by the
   * names of its files, where Parquet goes before others that lie beside it.
   */
  static FormatProvider forSource(String name, Path source) throws SQLException {
    FormatProvider byDefault = forTarget(name);
    if (byExtension(name).isPresent()) {
      return byDefault;
    }
    if (Files.isRegularFile(source)) {
      byte[] first = firstBytes(source.toString(), () -> Files.newByteChannel(source));
      return ALL.stream().filter(f -> f.recognises(first)).findFirst().orElse(byDefault);
    }
    List<FormatProvider> found =
        SourceListing.names(source, MOST_NAMES_LOOKED_AT).stream()
            .flatMap(file -> byExtension(file).stream())
            .distinct()
            .toList();
    return found.isEmpty() || found.contains(byDefault) ? byDefault : found.get(0);
  }

  /** True when an object's extension is the format's, or its first bytes are. */
  static boolean isNamedOrRecognised(ObjectSource source, FormatProvider format)
      throws SQLException {
    Optional<FormatProvider> known = byExtension(source.name());
    return known.isPresent()
        ? known.get() == format
        : format.recognises(firstBytes(source.name(), source::open));
  }

  /** The format that a name's extension is of, if it is of one. */
  static Optional<FormatProvider> byExtension(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ALL.stream()
        .filter(format -> format.extensions().stream().anyMatch(end -> lower.endsWith("." + end)))
        .findFirst();
  }

  /** Opens what is to be looked at. */
  private interface Opener {
    SeekableByteChannel open() throws IOException;
  }

  private static byte[] firstBytes(String name, Opener opener) throws SQLException {
    ByteBuffer buffer = ByteBuffer.allocate(MAGIC_LENGTH);
    try (SeekableByteChannel channel = opener.open()) {
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // a short read is no end
      }
    } catch (IOException e) {
      throw Errors.io("read", name, e);
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
