package io.cassport.bench.task;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import io.cassport.bench.child.Parameters;
import io.cassport.bench.data.Shapes;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Sessions of the bare DataStax driver, with as many connections as Cassport's have. */
final class Sessions {
  private static final int CONNECTIONS = 4;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private Sessions() {}

  static CqlSession open(Parameters parameters) {
    DriverConfigLoader configuration =
        DriverConfigLoader.programmaticBuilder()
            .withInt(DefaultDriverOption.CONNECTION_POOL_LOCAL_SIZE, CONNECTIONS)
            .withInt(DefaultDriverOption.CONNECTION_MAX_REQUESTS, 4 * 1024)
            .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, TIMEOUT)
            .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, TIMEOUT)
            .build();
    return CqlSession.builder()
        .addContactPoint(
            new InetSocketAddress(parameters.text("host"), (int) parameters.number("port")))
        .withLocalDatacenter(parameters.text("datacenter"))
        .withKeyspace(CqlIdentifier.fromInternal(Shapes.KEYSPACE))
        .withConfigLoader(configuration)
        .build();
  }
}
