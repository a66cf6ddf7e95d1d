package io.cassport.compliance.sequence;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Replays sequences against a driver and a server, and reports each step.
 *
 * <p>Arguments: the URL, with an empty keyspace that the sequences may fill (for another driver
 * than Cassport put its jar on the class path), then options: {@code user=…}, {@code password=…},
 * {@code steps} to print every step and not only those that failed, and names of sequences or
 * files; all that come with this artifact when there are none. The exit code is 0 when everything
 * was as expected, 1 when something was not, and 2 when the arguments are wrong.
 */
public final class SequencePlayer {
  private final PrintStream out;
  private final Properties login = new Properties();
  private final List<Sequence> sequences = new ArrayList<>();
  private boolean everyStep;

  private SequencePlayer(PrintStream out) {
    this.out = out;
  }

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    System.exit(run(System.out, arguments));
  }

  /**
   * What main does, without ending the JVM.
   *
   * @return the exit code
   * @throws SQLException when the server cannot be reached or the tables cannot be made
   */
  static int run(PrintStream out, String... arguments) throws SQLException, IOException {
    if (arguments.length == 0) {
      out.println("Arguments: URL [user=NAME] [password=TEXT] [steps] [SEQUENCE or FILE ...]");
      return 2;
    }
    SequencePlayer player = new SequencePlayer(out);
    for (int i = 1; i < arguments.length; i++) {
      player.option(arguments[i]);
    }
    return player.play(arguments[0]) ? 0 : 1;
  }

  private void option(String argument) {
    if (argument.startsWith("user=") || argument.startsWith("password=")) {
      int equals = argument.indexOf('=');
      login.setProperty(argument.substring(0, equals), argument.substring(equals + 1));
    } else if (argument.equals("steps")) {
      everyStep = true;
    } else if (Sequences.names().contains(argument)) {
      sequences.add(Sequences.named(argument));
    } else {
      sequences.add(Sequences.in(Path.of(argument)));
    }
  }

  private boolean play(String url) throws SQLException, IOException {
    if (sequences.isEmpty()) {
      Sequences.names().forEach(name -> sequences.add(Sequences.named(name)));
    }
    Map<String, String> variables = prepare(url);
    Player player = new Player(DriverManager.getDriver(url), variables);
    int failed = 0;
    for (Sequence sequence : sequences) {
      Report report = player.play(sequence);
      if (everyStep) {
        out.println("= " + sequence.title());
        report.entries().forEach(out::println);
      }
      out.println(report.summary());
      failed += report.failures().isEmpty() ? 0 : 1;
    }
    out.println(sequences.size() - failed + " of " + sequences.size() + " sequences as expected");
    return failed == 0;
  }

  /** Makes the tables that the sequences use and the variables that their texts name. */
  private Map<String, String> prepare(String url) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(url, login);
        Statement statement = connection.createStatement()) {
      for (String cql : Sequences.fixture()) {
        statement.execute(cql);
      }
      Map<String, String> variables = new HashMap<>();
      variables.put("url", url);
      variables.put("keyspace", connection.getSchema());
      variables.put("user", login.getProperty("user", ""));
      variables.put("password", login.getProperty("password", ""));
      variables.put("directory", Files.createTempDirectory("sequences-").toString());
      return variables;
    }
  }
}
