package io.cassport.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import org.junit.jupiter.api.Test;

class SharedServerIT {

  @Test
  void isStartedOnceAndAnswers() {
    TestServer server = TestServer.get();
    assertThat(TestServer.get()).isSameAs(server);
    try (CqlSession session =
        CqlSession.builder()
            .addContactPoint(server.address())
            .withLocalDatacenter(server.datacenter())
            .build()) {
      assertThat(session.execute("SELECT release_version FROM system.local").one().getString(0))
          .startsWith("5.0.");
    }
  }
}
