package io.cassport.bench;

import io.cassport.bench.child.Sizes;
import io.cassport.embedded.EmbeddedCassandra;
import io.cassport.format.FormatProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line: {@code ./bench} starts it. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures COPY beside others, against one Cassandra on this machine.")
public final class Bench implements Callable<Integer> {
  private static final long ROWS = 2_000_000;
  private static final long QUICK_ROWS = 40_000;
  private static final int ROUNDS = 3;

  @Option(names = "--quick", description = "Small tables and one round: do all jobs run?")
  private boolean quick;

  @Option(
      names = "--rows",
      description = "Rows of the table of eleven columns; 2000000, with --quick 40000.")
  private Long rows;

  @Option(
      names = "--rounds",
      description = "How often each job runs; 3, with --quick or --scale 1.")
  private Integer rounds;

  @Option(
      names = "--minutes",
      defaultValue = "29",
      description = "Jobs without goals run less often to end by then; ${DEFAULT-VALUE}.")
  private int minutes;

  @Option(
      names = "--flights",
      defaultValue = "${env:BENCH_FLIGHTS}",
      description = "A Parquet file of flights: origin, destination, date, delay, distance.")
  private Optional<Path> flights;

  @Option(names = "--jobs", description = "Only jobs whose names contain this regular expression.")
  private Optional<Pattern> only;

  @Option(
      names = "--scale",
      description = "Measures growth instead: rows, directories, threads, nodes.")
  private boolean scale;

  @Option(
      names = "--heap",
      defaultValue = "512m",
      description = "-Xmx of every client; ${DEFAULT-VALUE}.")
  private String heap;

  @Option(
      names = "--jvm-option",
      description = "A further option of every client's JVM; may be repeated.")
  private List<String> jvmOptions = List.of();

  @Option(
      names = "--server-heap",
      defaultValue = "2g",
      description = "-Xmx of every node; ${DEFAULT-VALUE}.")
  private String serverHeap;

  @Option(
      names = "--work",
      defaultValue = "target/bench",
      description = "The directory of files, logs and server; ${DEFAULT-VALUE}.")
  private Path work;

  @Option(
      names = "--keep",
      description = "Keeps tables and files, and uses those that an earlier run kept.")
  private boolean keep;

  @Option(
      names = "--json",
      defaultValue = "target/bench.json",
      description = "Where the figures go; ${DEFAULT-VALUE}.")
  private Path json;

  @Option(
      names = "--build",
      defaultValue = "benchmarks/target",
      hidden = true,
      description = "This module's build directory.")
  private Path target;

  private final Results results = new Results();

  /** Ends with 0 when every job that was not skipped has been measured. */
  public static void main(String[] arguments) {
    int exit = new CommandLine(new Bench()).execute(arguments);
    System.exit(exit);
  }

  @Override
  public Integer call() throws Exception {
    long deadline = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
    Settings settings = settings();
    if (flights.isPresent() && !Files.isReadable(flights.get())) {
      throw new IllegalArgumentException("There is no file " + flights.get() + " for --flights");
    }
    ChildJvm children = new ChildJvm(settings, target.toAbsolutePath());
    Files.createDirectories(settings.output());
    try {
      if (scale) {
        measureScale(settings, children, deadline);
      } else {
        measure(settings, children, deadline);
      }
    } finally {
      if (!keep) {
        Sizes.delete(settings.output());
        Sizes.delete(settings.files());
      }
    }
    Report report = new Report(Machine.here(), settings, results);
    System.out.println("\n" + report.heading() + "\n" + report.jobs());
    System.out.println(scale ? report.growth() : report.goals());
    report.write(json, scale);
    System.out.println("Also in " + json);
    return results.hasFailures() ? 1 : 0;
  }

  private Settings settings() {
    return new Settings(
        rows != null ? rows : quick ? QUICK_ROWS : ROWS,
        rounds != null ? rounds : quick || scale ? 1 : ROUNDS,
        minutes,
        heap,
        jvmOptions,
        serverHeap,
        flights,
        work.toAbsolutePath(),
        keep);
  }

  private void measure(Settings settings, ChildJvm children, long deadline)
      throws IOException, SQLException, InterruptedException {
    boolean csv = knowsCsv();
    try (EmbeddedCassandra server = start(settings, 1);
        Tables tables = new Tables(settings, server, 1)) {
      say("Loading tables");
      Jobs jobs = new Jobs(settings, tables, csv);
      tables.prepareGoals(children, csv);
      List<Job> others = chosen(jobs.ofOtherTables());
      if (others.stream().anyMatch(job -> job.skipped() == null)) {
        tables.prepareOthers();
      }
      List<Job> all = Stream.concat(chosen(jobs.ofGoals()).stream(), others.stream()).toList();
      say("Measuring");
      rounds(children, tables, deadline).run(all, settings.rounds());
    }
  }

  private void measureScale(Settings settings, ChildJvm children, long deadline)
      throws IOException, SQLException, InterruptedException {
    try (EmbeddedCassandra server = start(settings, 1);
        Tables tables = new Tables(settings, server, 1)) {
      say("Loading tables");
      Scale one = new Scale(settings, tables, new Jobs(settings, tables, knowsCsv()));
      one.prepare();
      say("Measuring");
      rounds(children, tables, deadline).run(chosen(one.onOneNode()), settings.rounds());
    }
    try (EmbeddedCassandra server = start(settings, 3);
        Tables tables = new Tables(settings, server, 1)) {
      say("Loading tables of three nodes");
      Scale three = new Scale(settings, tables, new Jobs(settings, tables, knowsCsv()));
      List<Job> jobs = chosen(three.onThreeNodes());
      say("Measuring");
      rounds(children, tables, deadline).run(jobs, settings.rounds());
    }
  }

  private Rounds rounds(ChildJvm children, Tables tables, long deadline) {
    return new Rounds(
        (job, round) -> {
          tables.prepare(job);
          return children.run(job, round);
        },
        results,
        deadline);
  }

  private EmbeddedCassandra start(Settings settings, int nodes) {
    say("Starting Cassandra, nodes: " + nodes);
    EmbeddedCassandra.Builder builder =
        EmbeddedCassandra.builder().nodes(nodes).heap(settings.serverHeap());
    if (settings.keep()) {
      builder.dataDirectory(settings.work().resolve("cassandra-" + nodes));
    }
    return builder.start();
  }

  private List<Job> chosen(List<Job> jobs) {
    return jobs.stream()
        .filter(job -> only.map(pattern -> pattern.matcher(job.name()).find()).orElse(true))
        .toList();
  }

  private static boolean knowsCsv() {
    return ServiceLoader.load(FormatProvider.class).stream()
        .anyMatch(provider -> provider.get().name().equals("CSV"));
  }

  private static void say(String text) {
    System.out.println(text + " …");
  }
}
