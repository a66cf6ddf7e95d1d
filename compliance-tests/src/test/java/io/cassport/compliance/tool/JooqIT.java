package io.cassport.compliance.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Results;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** jOOQ with its default dialect: plain SQL, which it prepares. */
@Timeout(60)
class JooqIT {
  private static Connection connection;
  private static DSLContext jooq;

  @TempDir private Path directory;

  @BeforeAll
  static void connect() throws SQLException {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    connection = Database.connect();
    jooq = DSL.using(connection, SQLDialect.DEFAULT);
  }

  @Test
  void j01_plainSqlIsReadByItsNames() {
    Result<Record> people = jooq.fetch("SELECT id, name, age FROM people WHERE id = " + id());
    assertThat(people).hasSize(1);
    assertThat(people.get(0).get("name", String.class)).isEqualTo("ann");
    assertThat(people.get(0).get("age", Integer.class)).isEqualTo(5);
    assertThat(people.get(0).get("id").toString()).isEqualTo(Database.ANN);
    assertThat(jooq.fetch("SELECT v FROM numbers WHERE id = ?", 7).getValues(0))
        .isEqualTo(List.of("v7"));
    assertThat(jooq.execute("INSERT INTO copied (id, v) VALUES (?, ?)", 301, "x")).isEqualTo(1);
  }

  @Test
  void j01_everyTypeCanBeFetched() {
    Record row = jooq.fetchOne("SELECT * FROM people WHERE id = " + id());
    assertThat(row).isNotNull();
    assertThat(row.size()).isEqualTo(14);
    assertThat(row.get("money").toString()).isEqualTo("3.25");
    assertThat(row.get("ok", Boolean.class)).isTrue();
  }

  @Test
  void j01_copyAndCaptureArePreparedAndFetchManyEnds() {
    String file = directory.resolve("numbers.parquet").toString();
    jooq.execute("COPY numbers TO '" + file + "'");
    assertThat(directory.resolve("numbers.parquet")).isRegularFile();
    Results copy = jooq.fetchMany("COPY numbers TO '" + file + "' WITH OVERWRITE=TRUE");
    assertThat(copy.get(0).get(0).get("record_count", Long.class)).isEqualTo(Database.NUMBERS);
    Results select = jooq.fetchMany("SELECT * FROM numbers");
    assertThat(select).hasSize(1);
    assertThat(select.get(0)).hasSize(Database.NUMBERS);
    String captured = directory.resolve("captured.parquet").toString();
    jooq.execute("CAPTURE PARQUET '" + captured + "'");
    jooq.fetch("SELECT * FROM numbers");
    jooq.execute("CAPTURE OFF");
    assertThat(directory.resolve("captured.parquet")).isRegularFile();
  }

  @Test
  void j01_anErrorKeepsItsState() {
    assertThatThrownBy(() -> jooq.fetch("SELECT * FROM nothing"))
        .isInstanceOfSatisfying(
            DataAccessException.class, e -> assertThat(e.sqlState()).isEqualTo("42S02"));
  }

  private static String id() {
    return Database.ANN;
  }
}
