package io.cassport.compliance.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Flyway with its module for Cassandra, which takes the driver that it is told to. */
@Timeout(120)
class FlywayIT {
  private static final String KEYSPACE = "flyway_runs";

  @TempDir private Path directory;

  @Test
  void f01_migratesOnceAndThenFindsNothingToDo() throws Exception {
    Files.writeString(
        directory.resolve("V1__tables.sql"),
        """
        CREATE TABLE visits (id int PRIMARY KEY, page text);
        -- a comment; with a semicolon
        INSERT INTO visits (id, page) VALUES (1, 'a;b');
        SELECT * FROM visits;
        """);
    Files.writeString(
        directory.resolve("V2__columns.sql"), "ALTER TABLE visits ADD seen timestamp;\n");
    try (Connection connection = DriverManager.getConnection(Database.clusterUrl())) {
      Database.run(
          connection,
          "DROP KEYSPACE IF EXISTS " + KEYSPACE,
          "CREATE KEYSPACE "
              + KEYSPACE
              + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
    }
    String url = Database.clusterUrl().replace("jdbc:cassport:", "jdbc:cassandra:") + KEYSPACE;
    Flyway flyway =
        Flyway.configure()
            .communityDBSupportEnabled(true)
            // As in a file: the method dataSource would take the driver that Flyway knows.
            .configuration(
                Map.of(
                    "flyway.url", url,
                    "flyway.user", "cassandra",
                    "flyway.password", "cassandra",
                    "flyway.driver", "io.cassport.jdbc.CassportDriver"))
            .defaultSchema(KEYSPACE)
            .locations("filesystem:" + directory)
            .load();
    MigrateResult first = flyway.migrate();
    assertThat(first.migrationsExecuted).isEqualTo(2);
    MigrateResult second = flyway.migrate();
    assertThat(second.migrationsExecuted).isZero();
    assertThat(flyway.info().applied()).hasSize(2);
    assertThat(Database.text("SELECT page FROM " + KEYSPACE + ".visits WHERE id = 1"))
        .isEqualTo("a;b");
  }
}
