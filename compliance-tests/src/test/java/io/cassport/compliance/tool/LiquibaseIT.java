package io.cassport.compliance.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.executor.Executor;
import liquibase.executor.ExecutorService;
import liquibase.statement.core.RawParameterizedSqlStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Liquibase without an extension for Cassandra: it connects, asks, and runs statements as text. */
@Timeout(60)
class LiquibaseIT {
  @Test
  void f01_connectsAndRunsStatements() throws Exception {
    Connection connection = io.cassport.compliance.tool.Database.connect();
    Database database =
        DatabaseFactory.getInstance()
            .findCorrectDatabaseImplementation(new JdbcConnection(connection));
    assertThat(database.getDatabaseProductName()).contains("Cassandra");
    assertThat(database.getConnection().getURL()).startsWith("jdbc:cass");
    assertThat(database.isReservedWord("KEYSPACE")).isTrue();
    Executor executor =
        Scope.getCurrentScope().getSingleton(ExecutorService.class).getExecutor("jdbc", database);
    executor.execute(
        new RawParameterizedSqlStatement("INSERT INTO copied (id, v) VALUES (501, 'liquibase')"));
    assertThat(
            executor.queryForList(
                new RawParameterizedSqlStatement("SELECT v FROM copied WHERE id = 501")))
        .hasSize(1);
    database.commit();
    database.rollback();
    database.close();
    assertThat(connection.isClosed()).isTrue();
  }
}
