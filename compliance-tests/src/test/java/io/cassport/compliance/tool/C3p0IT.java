package io.cassport.compliance.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** c3p0, the pool inside Metabase. */
class C3p0IT {
  @Test
  void h01_aPoolTestsLendsAndTakesBack() throws Exception {
    ComboPooledDataSource pool = new ComboPooledDataSource();
    pool.setDriverClass("io.cassport.jdbc.CassportDriver");
    pool.setJdbcUrl(Database.url());
    pool.setMinPoolSize(1);
    pool.setInitialPoolSize(1);
    pool.setMaxPoolSize(2);
    pool.setTestConnectionOnCheckout(true);
    pool.setTestConnectionOnCheckin(true);
    pool.setAcquireRetryAttempts(1);
    pool.setMaxStatements(20);
    try {
      for (int i = 0; i < 3; i++) {
        try (Connection connection = pool.getConnection();
            Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM numbers")) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getLong(1)).isEqualTo(Database.NUMBERS);
          assertThatThrownBy(() -> connection.prepareStatement("SELEC 1").execute())
              .isInstanceOf(SQLException.class);
        }
      }
      assertThat(pool.getNumConnectionsDefaultUser()).isLessThanOrEqualTo(2);
    } finally {
      pool.close();
    }
  }
}
