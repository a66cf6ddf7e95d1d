package io.cassport.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The table of a run, for people and as JSON. */
final class Report {
  private static final String NOTHING = "–";

  private final Machine machine;
  private final Settings settings;
  private final Results results;
  private final Instant date = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  Report(Machine machine, Settings settings, Results results) {
    this.machine = machine;
    this.settings = settings;
    this.results = results;
  }

  /** The jobs, one in each line: median [min–max] of the rounds. */
  String jobs() {
    List<Map.Entry<String, Results.Outcome>> lines = List.copyOf(results.byJob().entrySet());
    List<ColumnData<Map.Entry<String, Results.Outcome>>> columns =
        List.of(
            left("job", Map.Entry::getKey),
            right("rows/s", line -> figure(line, Report::rate, 0)),
            right("CPU s / M rows", line -> figure(line, Report::cpu, 2)),
            right("peak RSS MB", line -> figure(line, Report::peak, 0)),
            right("GC s", line -> figure(line, Figures::gcSeconds, 2)),
            right("file MB", line -> figure(line, Report::file, 2)),
            left("", line -> remark(line.getValue())));
    return AsciiTable.getTable(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, lines, columns);
  }

  /** The goals beside what was measured. */
  String goals() {
    List<Goals.Verdict> verdicts = new Goals(results).verdicts();
    return AsciiTable.getTable(
        AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS,
        verdicts,
        List.of(
            left("what", Goals.Verdict::what),
            right("goal", Goals.Verdict::goal),
            right("ours", verdict -> verdict.measured().map(s -> s.text(2)).orElse(NOTHING)),
            left(
                "",
                verdict ->
                    verdict.met().map(met -> met ? "met" : "NOT MET").orElse("not measured"))));
  }

  /** How time and memory of {@code --scale} grow. */
  String growth() {
    return AsciiTable.getTable(
        AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS,
        new Growth(results).comparisons(),
        List.of(
            left("larger / smaller", Growth.Comparison::what),
            right(
                "×",
                comparison ->
                    comparison.measured().map(spread -> spread.text(2)).orElse(NOTHING))));
  }

  String heading() {
    return "%s, %s, -Xmx%s%nThe server shares the machine. Median [least–greatest] of the rounds."
        .formatted(date, machine.text(), settings.heap());
  }

  /**
   * Writes everything, each round's figures too.
   *
   * @param scale true when growth was measured, and not what the goals are about
   */
  void write(Path file, boolean scale) throws IOException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode root = mapper.createObjectNode();
    root.put("date", date.toString());
    root.putPOJO("machine", machine);
    root.putObject("settings")
        .put("rows", settings.rows())
        .put("loadRows", settings.loadRows())
        .put("smallRows", settings.smallRows())
        .put("encodedRows", settings.encodedRows())
        .put("rounds", settings.rounds())
        .put("heap", settings.heap())
        .put("serverHeap", settings.serverHeap());
    ArrayNode jobs = root.putArray("jobs");
    results.byJob().forEach((name, outcome) -> add(jobs.addObject().put("name", name), outcome));
    if (scale) {
      ArrayNode growth = root.putArray("growth");
      for (Growth.Comparison comparison : new Growth(results).comparisons()) {
        put(growth.addObject().put("what", comparison.what()), "measured", comparison.measured());
      }
    } else {
      ArrayNode goals = root.putArray("goals");
      new Goals(results).verdicts().forEach(verdict -> add(goals.addObject(), verdict));
    }
    Path parent = file.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    mapper.writeValue(file.toFile(), root);
  }

  private static void add(ObjectNode node, Results.Outcome outcome) {
    if (outcome.remark() != null) {
      node.put("remark", outcome.remark());
    }
    put(node, "rowsPerSecond", outcome.spread(Report::rate));
    put(node, "cpuSecondsPerMillionRows", outcome.spread(Report::cpu));
    put(node, "peakMegabytes", outcome.spread(Report::peak));
    put(node, "gcSeconds", outcome.spread(Figures::gcSeconds));
    put(node, "fileBytes", outcome.spread(Figures::fileBytes));
    ArrayNode rounds = node.putArray("rounds");
    outcome.rounds().forEach((round, figures) -> rounds.addPOJO(figures));
  }

  private static void add(ObjectNode node, Goals.Verdict verdict) {
    node.put("what", verdict.what()).put("goal", verdict.goal());
    put(node, "measured", verdict.measured());
    verdict.met().ifPresent(met -> node.put("met", met));
  }

  private static void put(ObjectNode node, String name, Optional<Spread> spread) {
    spread.ifPresent(figures -> node.putPOJO(name, figures));
  }

  private static double rate(Figures figures) {
    return figures.rows() == 0 ? Double.NaN : figures.rowsPerSecond();
  }

  private static double cpu(Figures figures) {
    return figures.rows() == 0 ? Double.NaN : figures.cpuSecondsPerMillionRows();
  }

  private static double peak(Figures figures) {
    return figures.peakKilobytes() < 0 ? Double.NaN : figures.peakMegabytes();
  }

  private static double file(Figures figures) {
    return figures.fileBytes() == 0 ? Double.NaN : figures.fileMegabytes();
  }

  private static String figure(
      Map.Entry<String, Results.Outcome> line, ToDoubleFunction<Figures> figure, int digits) {
    return line.getValue().spread(figure).map(spread -> spread.text(digits)).orElse(NOTHING);
  }

  private static String remark(Results.Outcome outcome) {
    if (outcome.remark() != null) {
      return outcome.remark();
    }
    StringBuilder extras = new StringBuilder();
    outcome
        .figures()
        .flatMap(figures -> figures.extras().keySet().stream())
        .distinct()
        .sorted()
        .forEach(
            name ->
                outcome
                    .spread(figures -> figures.extras().getOrDefault(name, Double.NaN))
                    .ifPresent(
                        spread ->
                            extras
                                .append(extras.isEmpty() ? "" : ", ")
                                .append(name)
                                .append(' ')
                                .append(spread.text(1))));
    return extras.toString();
  }

  private static <T> ColumnData<T> left(String header, Function<T, String> text) {
    return new Column().header(header).dataAlign(HorizontalAlign.LEFT).maxWidth(80).with(text);
  }

  private static <T> ColumnData<T> right(String header, Function<T, String> text) {
    return new Column().header(header).dataAlign(HorizontalAlign.RIGHT).with(text);
  }
}
