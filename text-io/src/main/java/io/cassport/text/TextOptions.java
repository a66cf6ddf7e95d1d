package io.cassport.text;

import static io.cassport.format.Direction.CAPTURE;
import static io.cassport.format.Direction.FROM;
import static io.cassport.format.Direction.TO;

import io.cassport.format.Direction;
import io.cassport.format.OptionSpec;
import io.cassport.format.OptionType;
import java.util.Set;

/** The options that all text formats have. */
public final class TextOptions {
  private static final Set<Direction> ALL_DIRECTIONS = Set.of(TO, FROM, CAPTURE);
  private static final Set<Direction> EXPORT = Set.of(TO, CAPTURE);

  /** The codec of the whole file. */
  public static final OptionSpec<String> COMPRESSION =
      OptionSpec.of(
          "COMPRESSION",
          OptionType.choice("NONE", "GZIP", "ZSTD"),
          null,
          "by the name: GZIP for .gz, ZSTD for .zst, else NONE",
          EXPORT,
          "Compresses whole files; on import their first bytes tell.");

  /** Its level. */
  public static final OptionSpec<Long> COMPRESSION_LEVEL =
      OptionSpec.of(
          "COMPRESSION_LEVEL",
          OptionType.count(-7, 22),
          null,
          "3 for ZSTD, 6 for GZIP",
          EXPORT,
          "ZSTD takes -7 to 22, GZIP 1 to 9.");

  /** The text of blobs. */
  public static final OptionSpec<ScalarForms.Binary> BINARY =
      OptionSpec.of(
          "BINARY",
          OptionType.choice(ScalarForms.Binary.class),
          ScalarForms.Binary.HEX,
          "HEX: 0x00ff",
          ALL_DIRECTIONS,
          "How blobs are written.");

  private TextOptions() {}

  /** The codec of a name, or none for null. */
  public static Compression compression(String name) {
    return name == null ? Compression.NONE : Compression.valueOf(name);
  }
}
