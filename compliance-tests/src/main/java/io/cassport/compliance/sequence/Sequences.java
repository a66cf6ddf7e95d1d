package io.cassport.compliance.sequence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The sequences that come with this artifact, and the keyspace that they expect. */
public final class Sequences {
  private static final String INDEX = "index.txt";
  private static final String FIXTURE = "fixture.cql";
  private static final Pattern REPEAT = Pattern.compile("repeat (\\d+): (.*)", Pattern.DOTALL);

  private Sequences() {}

  /** The names of the sequences, in the order in which they are best played. */
  public static List<String> names() {
    return resource(INDEX).lines().filter(line -> !line.isBlank()).toList();
  }

  /**
   * One of the sequences that come with this artifact.
   *
   * @param name one of {@link #names()}
   */
  public static Sequence named(String name) {
    return Sequence.parse(name, resource(name));
  }

  /**
   * A sequence in a file.
   *
   * @throws UncheckedIOException when it cannot be read
   */
  public static Sequence in(Path file) {
    try {
      return Sequence.parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Reading the sequence " + file, e);
    }
  }

  /**
   * The CQL statements that make the tables and rows of the sequences in the current keyspace. In
   * their file, {@code repeat 500: …} stands for 500 statements, in which {@code ${n}} counts from
   * 0.
   */
  public static List<String> fixture() {
    return Stream.of(resource(FIXTURE).split(";\\n"))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .flatMap(Sequences::repeated)
        .toList();
  }

  private static Stream<String> repeated(String statement) {
    Matcher repeat = REPEAT.matcher(statement);
    return repeat.matches()
        ? IntStream.range(0, Integer.parseInt(repeat.group(1)))
            .mapToObj(n -> repeat.group(2).replace("${n}", String.valueOf(n)))
        : Stream.of(statement);
  }

  private static String resource(String name) {
    try (InputStream in = Sequences.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no sequence " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Reading the sequence " + name, e);
    }
  }
}
