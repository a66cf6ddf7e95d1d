package io.cassport.jdbc.pages;

import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.session.ProgrammaticArguments;

/** Builds sessions of the DataStax driver whose pages keep their cells together. */
public final class PagesSessionBuilder extends CqlSessionBuilder {
  @Override
  protected DriverContext buildContext(DriverConfigLoader config, ProgrammaticArguments arguments) {
    return new PagesContext(config, arguments);
  }
}
