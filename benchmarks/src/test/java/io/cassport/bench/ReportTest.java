package io.cassport.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir Path folder;

  private final Results results = new Results();
  private Report report;

  @BeforeEach
  void results() {
    results.add(Jobs.SCAN, 1, new Figures(1_000_000, 5, 0, 10, 4, 0.5, 100_000, Map.of()));
    results.add(Jobs.SCAN, 2, new Figures(1_000_000, 5, 0, 5, 2, 0.5, 100_000, Map.of()));
    results.add(Jobs.COPY_TO, 1, new Figures(1_000_000, 0, 2_000_000, 20, 8, 0, -1, Map.of()));
    results.skipped("copy-to-csv", "there is no FORMAT CSV yet");
    results.add(Jobs.INSERTS, 1, new Figures(10, 0, 0, 1, 1, 0, 1, Map.of("window", 256.0)));
    Settings settings =
        new Settings(1_000, 2, 29, "512m", List.of(), "2g", Optional.empty(), folder, false);
    report = new Report(Machine.here(), settings, results);
  }

  @Test
  void theTableHasMediansSpreadsAndRemarks() {
    assertThat(report.jobs())
        .contains("150,000 [100,000–200,000]", "3.00 [2.00–4.00]", "2.00", "window 256.0")
        .contains("skipped: there is no FORMAT CSV yet");
  }

  @Test
  void theGoalsSayWhatIsNotMet() {
    assertThat(report.goals()).contains("≥ 0.9×", "0.50", "NOT MET", "not measured");
  }

  @Test
  void theJsonHasEachRoundToo() throws IOException {
    Path file = folder.resolve("deep/bench.json");

    report.write(file, false);

    JsonNode written = new ObjectMapper().readTree(file.toFile());
    JsonNode scan = written.get("jobs").get(0);
    assertThat(scan.get("name").asText()).isEqualTo("scan");
    assertThat(scan.get("rowsPerSecond").get("median").asDouble()).isEqualTo(150_000);
    assertThat(scan.get("rounds")).hasSize(2);
    assertThat(written.get("goals").get(0).get("met").asBoolean()).isFalse();
    assertThat(written.get("settings").get("heap").asText()).isEqualTo("512m");
    assertThat(written.get("machine").get("processors").asInt()).isPositive();
  }
}
