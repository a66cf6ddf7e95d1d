package io.cassport.compliance.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.cassport.compliance.sequence.Player;
import io.cassport.compliance.sequence.Report;
import io.cassport.compliance.sequence.Sequences;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a tool calls through the recorder is a sequence that can be replayed. */
class RecorderIT {
  @TempDir private Path directory;

  @Test
  void whatAToolDidIsReplayedWithTheSameResults() throws Exception {
    Path file = directory.resolve("spring-on-hikari.seq");
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:recorder:" + Database.url());
    config.setPassword("a secret");
    config.addDataSourceProperty("recorderFile", file.toString());
    config.setMaximumPoolSize(1);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      JdbcTemplate jdbc = new JdbcTemplate(pool);
      UUID ann = UUID.fromString(Database.ANN);
      assertThat(jdbc.queryForObject("SELECT name FROM people WHERE id = ?", String.class, ann))
          .isEqualTo("ann");
      assertThat(jdbc.queryForList("SELECT id, name, age, born FROM people")).hasSize(2);
      jdbc.batchUpdate(
          "INSERT INTO copied (id, v) VALUES (?, ?)",
          List.<Object[]>of(new Object[] {601, "a\n\"b\""}));
      assertThatThrownBy(() -> jdbc.queryForList("SELECT * FROM nothing"))
          .isInstanceOf(DataAccessException.class);
    }
    String text = Files.readString(file);
    assertThat(text)
        .contains(
            "= driver.connect(\"${url}\"",
            "uuid(\"" + Database.ANN + "\")",
            "-> \"ann\"",
            "-> throws 42S02")
        .doesNotContain("a secret", Database.url());
    Report report =
        new Player(
                DriverManager.getDriver(Database.url()),
                Map.of("url", Database.url(), "password", ""))
            .play(Sequences.in(file));
    assertThat(report.entries()).hasSizeGreaterThan(60);
    if (!report.failures().isEmpty()) {
      fail(report.summary());
    }
  }
}
