package io.cassport.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Writes the files that one node starts from: {@code cassandra.yaml} and {@code logback.xml}.
 *
 * @param layout the cluster
 * @param node the node's number, counted from 1
 * @param home the directory of the node's files
 * @param security what the node asks of its clients
 * @param datacenter the name of the data center that the node is in
 * @param version of Cassandra
 */
record NodeConfiguration(
    ClusterLayout layout,
    int node,
    Path home,
    ClientSecurity security,
    String datacenter,
    CassandraVersion version) {

  private static final int TOKENS = 16;
  // Any fixed number: a cluster gets the same uneven ranges on every start, as real ones have.
  private static final long TOKEN_SEED = 20_261L;

  private static final String YAML =
      """
      cluster_name: 'cassport'
      partitioner: org.apache.cassandra.dht.Murmur3Partitioner
      endpoint_snitch: GossipingPropertyFileSnitch
      num_tokens: %1$d
      initial_token: '%2$s'
      auto_bootstrap: false
      seed_provider:
        - class_name: org.apache.cassandra.locator.SimpleSeedProvider
          parameters:
            - seeds: '%3$s:%5$d'
      listen_address: %4$s
      rpc_address: %4$s
      storage_port: %5$d
      ssl_storage_port: %5$d
      native_transport_port: %6$d
      start_native_transport: true

      data_file_directories: [ '%7$s/data' ]
      commitlog_directory: '%7$s/commitlog'
      hints_directory: '%7$s/hints'
      saved_caches_directory: '%7$s/saved_caches'
      cdc_raw_directory: '%7$s/cdc_raw'

      materialized_views_enabled: true
      user_defined_functions_enabled: true
      sasi_indexes_enabled: true

      # A segment is the default size, since the largest mutation is half of one.
      commitlog_sync: periodic
      commitlog_sync_period: 10s
      commitlog_segment_size: 32MiB
      commitlog_total_space: 128MiB
      memtable_heap_space: 96MiB
      memtable_offheap_space: 64MiB
      file_cache_size: 64MiB
      networking_cache_size: 32MiB
      prepared_statements_cache_size: 16MiB
      key_cache_size: 8MiB
      counter_cache_size: 4MiB
      auto_snapshot: false
      snapshot_before_compaction: false

      # Longer than in production: tests share few cores with their server.
      read_request_timeout: 10s
      range_request_timeout: 20s
      write_request_timeout: 10s
      counter_write_request_timeout: 10s
      truncate_request_timeout: 60s
      request_timeout: 20s
      """;

  private static final String LOGBACK =
      """
      <configuration>
        <appender name="STDOUT" class="ch.qos.logback.core.ConsoleAppender">
          <encoder>
            <pattern>%-5level [%thread] %date{ISO8601} %F:%L - %msg%n</pattern>
          </encoder>
        </appender>
        <root level="INFO">
          <appender-ref ref="STDOUT"/>
        </root>
      </configuration>
      """;

  Path yaml() {
    return home.resolve("cassandra.yaml");
  }

  Path logback() {
    return home.resolve("logback.xml");
  }

  /** Where the node's snitch finds the place of its node. */
  Path place() {
    return home.resolve("cassandra-rackdc.properties");
  }

  /** The child's standard output: Cassandra's log, and what the JVM itself has to say. */
  Path log() {
    return home.resolve("system.log");
  }

  Path temporary() {
    return home.resolve("tmp");
  }

  void write() {
    try {
      Files.createDirectories(temporary());
      Files.writeString(yaml(), yamlText());
      Files.writeString(logback(), LOGBACK);
      Files.writeString(place(), "dc=" + datacenter + "\nrack=rack1\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Writing the configuration of node " + node, e);
    }
  }

  private String yamlText() {
    String directory = quotable(home.toAbsolutePath().toString());
    String text =
        YAML.formatted(
                TOKENS,
                tokens(),
                layout.address(1),
                layout.address(node),
                layout.storagePort(),
                layout.nativePort(),
                directory)
            + security.yaml();
    return version.yaml(text);
  }

  /** A path with slashes and doubled quotes, as YAML's single quotes want it. */
  static String quotable(String path) {
    return path.replace('\\', '/').replace("'", "''");
  }

  /** This node's share of the tokens, which are fixed so that nodes may join at the same time. */
  private String tokens() {
    return LongStream.generate(new Random(TOKEN_SEED)::nextLong)
        .skip((node - 1L) * TOKENS)
        .limit(TOKENS)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(","));
  }
}
