package io.cassport.compliance.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.BeanPropertyRowMapper;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's JdbcTemplate, its relatives and its transactions. */
class SpringIT {
  private static final UUID ANN = UUID.fromString(Database.ANN);
  private static DriverManagerDataSource source;
  private static JdbcTemplate jdbc;

  /** As a row of {@code people}. */
  record Person(UUID id, String name, Integer age, LocalDate born) {}

  /** The same with setters. */
  static final class PersonBean {
    private UUID id;
    private String name;
    private int age;

    UUID id() {
      return id;
    }

    String name() {
      return name;
    }

    int age() {
      return age;
    }

    public void setId(UUID id) {
      this.id = id;
    }

    public void setName(String name) {
      this.name = name;
    }

    public void setAge(int age) {
      this.age = age;
    }
  }

  @BeforeAll
  static void connect() throws SQLException {
    source = new DriverManagerDataSource(Database.url());
    jdbc = new JdbcTemplate(source);
    jdbc.setFetchSize(100);
    jdbc.setMaxRows(1000);
    jdbc.setQueryTimeout(30);
    jdbc.execute(
        "CREATE TABLE IF NOT EXISTS spring (id uuid PRIMARY KEY, name text, age int, seen"
            + " timestamp, born date, wakes time, tags list<text>, marks set<int>, scores map<text,"
            + " int>)");
  }

  @Test
  void s01_queriesGiveMapsObjectsRecordsAndBeans() {
    assertThat(jdbc.queryForList("SELECT id, name FROM people")).hasSize(2);
    assertThat(jdbc.queryForList("SELECT id, v FROM numbers")).hasSize(Database.NUMBERS);
    String name = "SELECT name FROM people WHERE id = ?";
    assertThat(jdbc.queryForObject(name, String.class, ANN)).isEqualTo("ann");
    assertThat(jdbc.queryForObject(name, String.class, Database.ANN)).isEqualTo("ann");
    assertThat(jdbc.queryForObject("SELECT count(*) FROM numbers", Long.class)).isEqualTo(250);
    assertThat(
            jdbc.query(
                "SELECT id, name, age, born FROM people WHERE id = ?",
                new DataClassRowMapper<>(Person.class),
                ANN))
        .containsExactly(new Person(ANN, "ann", 5, LocalDate.of(2024, 1, 2)));
    BeanPropertyRowMapper<PersonBean> mapper = new BeanPropertyRowMapper<>(PersonBean.class);
    mapper.setPrimitivesDefaultedForNullValue(true);
    assertThat(
            jdbc.query("SELECT id, name, age FROM people WHERE id = " + Database.BOB, mapper)
                .get(0))
        .extracting(PersonBean::id, PersonBean::name, PersonBean::age)
        .containsExactly(UUID.fromString(Database.BOB), "bob", 0);
    assertThat(
            JdbcClient.create(source)
                .sql("SELECT name FROM people WHERE id = :id")
                .param("id", ANN)
                .query(String.class)
                .single())
        .isEqualTo("ann");
    assertThat(
            new NamedParameterJdbcTemplate(source)
                .queryForList(
                    "SELECT v FROM numbers WHERE id IN (:ids)",
                    Map.of("ids", List.of(1, 2)),
                    String.class))
        .containsExactlyInAnyOrder("v1", "v2");
  }

  @Test
  void s01_updatesTakeJavaTimeCollectionsAndNulls() throws SQLException {
    UUID id = UUID.randomUUID();
    Instant seen = Instant.parse("2024-01-02T03:04:05.678Z");
    assertThat(
            jdbc.update(
                "INSERT INTO spring (id, name, age, seen, born, wakes, tags, marks, scores) VALUES"
                    + " (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                "eve",
                null,
                seen,
                LocalDate.of(2024, 1, 2),
                LocalTime.of(3, 4, 5),
                List.of("x", "y"),
                Set.of(7),
                Map.of("k", 1)))
        .isEqualTo(1);
    Map<String, Object> row = jdbc.queryForMap("SELECT * FROM spring WHERE id = ?", id);
    assertThat(row).containsEntry("name", "eve").containsEntry("age", null);
    String read = "SELECT %s FROM spring WHERE id = " + id;
    assertThat(Database.text(read.formatted("seen"))).contains("2024-01-02");
    assertThat(Database.text(read.formatted("tags"))).isEqualTo("['x', 'y']");
    assertThat(Database.text(read.formatted("marks"))).isEqualTo("{7}");
    assertThat(Database.text(read.formatted("scores"))).isEqualTo("{'k': 1}");
    assertThat(jdbc.queryForObject(read.formatted("wakes"), LocalTime.class))
        .isEqualTo(LocalTime.of(3, 4, 5));
    assertThat(jdbc.queryForObject(read.formatted("born"), LocalDate.class))
        .isEqualTo(LocalDate.of(2024, 1, 2));
    assertThat(jdbc.update("DELETE FROM spring WHERE id = ?", id)).isEqualTo(1);
  }

  @Test
  void s01_batchesOfBothKindsCountTheirRows() {
    assertThat(
            jdbc.batchUpdate(
                "INSERT INTO copied (id, v) VALUES (?, ?)",
                List.of(new Object[] {101, "a"}, new Object[] {102, null})))
        .containsExactly(1, 1);
    assertThat(
            jdbc.batchUpdate(
                "INSERT INTO copied (id, v) VALUES (103, 'c')",
                "UPDATE copied SET v = 'd' WHERE id = 104"))
        .containsExactly(1, 1);
    assertThat(jdbc.queryForList("SELECT id FROM copied WHERE id IN (101, 102, 103, 104)"))
        .hasSize(4);
    assertThat(
            new SimpleJdbcInsert(source)
                .withSchemaName(Database.KEYSPACE)
                .withTableName("copied")
                .usingColumns("id", "v")
                .execute(Map.of("id", 105, "v", "e")))
        .isEqualTo(1);
    PreparedStatementCreator insert =
        connection ->
            connection.prepareStatement(
                "INSERT INTO copied (id, v) VALUES (106, 'f')",
                java.sql.Statement.RETURN_GENERATED_KEYS);
    GeneratedKeyHolder keys = new GeneratedKeyHolder();
    assertThat(jdbc.update(insert, keys)).isEqualTo(1);
    assertThat(keys.getKeyList()).isEmpty();
  }

  @Test
  void s01_copyRunsAsAnyOtherStatement(@TempDir Path directory) {
    Path file = directory.resolve("numbers.parquet");
    jdbc.execute("COPY numbers TO '" + file + "'");
    assertThat(file).isRegularFile();
    assertThat(jdbc.queryForList("COPY numbers TO '" + file + "' WITH OVERWRITE=TRUE"))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("record_count", 250L));
    assertThat(jdbc.update("COPY copied FROM ?", file.toString())).isEqualTo(250);
    jdbc.execute("TRUNCATE copied");
    assertThat(Files.exists(file)).isTrue();
  }

  @Test
  void s01_exceptionsAreTranslatedByTheirState(@TempDir Path directory) {
    assertThatThrownBy(() -> jdbc.queryForList("SELECT * FROM nothing"))
        .isInstanceOf(BadSqlGrammarException.class);
    assertThatThrownBy(() -> jdbc.queryForList("SELEC 1"))
        .isInstanceOf(BadSqlGrammarException.class);
    assertThatThrownBy(() -> jdbc.update("INSERT INTO copied (id, v) VALUES (?, 'x')", "no number"))
        .isInstanceOf(DataIntegrityViolationException.class);
    JdbcTemplate hasty = new JdbcTemplate(source);
    hasty.setQueryTimeout(1);
    String slow = "COPY numbers TO '" + directory.resolve("slow.parquet") + "' WITH RATE=20";
    assertThatThrownBy(() -> hasty.execute(slow))
        .isInstanceOf(DataAccessException.class)
        .isInstanceOf(QueryTimeoutException.class);
  }

  @Test
  void s01_aNullOfAnUnknownTypeIsAccepted() {
    assertThat(
            jdbc.update(
                "INSERT INTO spring (id, name, tags) VALUES (?, ?, ?)",
                new Object[] {ANN, null, null},
                new int[] {Types.OTHER, Types.NULL, Types.ARRAY}))
        .isEqualTo(1);
  }

  @Test
  void s02_transactionsOfAnyKindAreRemembered() throws SQLException {
    DataSourceTransactionManager manager = new DataSourceTransactionManager(source);
    manager.setEnforceReadOnly(false);
    TransactionTemplate transaction = new TransactionTemplate(manager);
    transaction.executeWithoutResult(status -> assertThat(count()).isEqualTo(250));
    transaction.setReadOnly(true);
    transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    transaction.setTimeout(10);
    transaction.executeWithoutResult(status -> assertThat(count()).isEqualTo(250));
    transaction.setReadOnly(false);
    transaction.executeWithoutResult(
        status -> {
          jdbc.update("INSERT INTO copied (id, v) VALUES (201, 'kept')");
          status.setRollbackOnly();
        });
    // Cassandra has no transactions: what was rolled back has been written.
    assertThat(Database.text("SELECT v FROM copied WHERE id = 201")).isEqualTo("kept");
    try (Connection connection = source.getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setTransactionIsolation(Connection.TRANSACTION_NONE);
      assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_NONE);
    }
  }

  private static Long count() {
    return jdbc.queryForObject("SELECT count(*) FROM numbers", Long.class);
  }
}
