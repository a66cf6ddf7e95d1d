package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuietLoggingTest {
  private static final String NAME = "io.cassport.copy.jobs";

  @AfterEach
  void asBefore() {
    System.clearProperty("cassport.log");
  }

  @Test
  void nothingIsLoggedUnlessItIsAskedFor() {
    assertThat(new QuietLogging().getLoggerFactory().getLogger(NAME).isErrorEnabled()).isFalse();
  }

  @Test
  void whatIsAskedForGoesToJavasLoggersAndThoseOfOthersStayQuiet() {
    System.setProperty("cassport.log", "system");
    List<LogRecord> records = new ArrayList<>();
    Logger target = Logger.getLogger(NAME);
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord logged) {
            records.add(logged);
          }

          @Override
          public void flush() {
            // nothing is kept back
          }

          @Override
          public void close() {
            // nothing is open
          }
        };
    target.addHandler(handler);
    target.setUseParentHandlers(false);
    try {
      QuietLogging logging = new QuietLogging();
      logging.getLoggerFactory().getLogger(NAME).warn("event=retry job={} {}", 7, "{0}");
      logging.getLoggerFactory().getLogger(NAME).debug("not wanted");
      assertThat(
              logging
                  .getLoggerFactory()
                  .getLogger("io.cassport.shaded.io.netty.util")
                  .isErrorEnabled())
          .isFalse();
    } finally {
      target.removeHandler(handler);
      target.setUseParentHandlers(true);
    }
    assertThat(records).hasSize(1);
    assertThat(records.get(0).getMessage()).isEqualTo("event=retry job=7 {0}");
    assertThat(records.get(0).getLevel()).isEqualTo(Level.WARNING);
  }
}
