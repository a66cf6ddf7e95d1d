package io.cassport.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CassandraVersionTest {

  private static final String YAML =
      """
      cluster_name: 'it: 5s'
      storage_port: 7000
      sasi_indexes_enabled: true
      commitlog_sync_period: 10s
      roles_validity: 0ms
      file_cache_size: 64MiB
      prepared_statements_cache_size: 16MiB
      """;

  @Test
  void aConfigurationOf40HasUnitsInItsNames() {
    assertThat(CassandraVersion.V4_0.yaml(YAML))
        .isEqualTo(
            """
            cluster_name: 'it: 5s'
            storage_port: 7000
            enable_sasi_indexes: true
            commitlog_sync_period_in_ms: 10000
            roles_validity_in_ms: 0
            file_cache_size_in_mb: 64
            prepared_statements_cache_size_mb: 16
            """);
  }

  @Test
  void laterOnesAreTheSame() {
    assertThat(CassandraVersion.V4_1.yaml(YAML)).isEqualTo(YAML);
    assertThat(CassandraVersion.V5_0.yaml(YAML)).isEqualTo(YAML);
  }
}
