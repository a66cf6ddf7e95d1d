package io.cassport.jdbc;

import java.sql.SQLException;

/** Closes several things: all of them, whatever comes of one, and the first failure is thrown. */
final class Closing {
  /** One of them. */
  interface Step {
    void close() throws SQLException;
  }

  private SQLException failure;

  /** Closes one; a failure waits for the end. */
  Closing and(Step step) {
    try {
      step.close();
    } catch (SQLException e) {
      note(e);
    } catch (RuntimeException e) {
      note(Errors.translate(e));
    }
    return this;
  }

  private void note(SQLException more) {
    if (failure == null) {
      failure = more;
    } else if (more != failure) {
      failure.addSuppressed(more);
    }
  }

  /** Throws the first failure, with the others suppressed. */
  void end() throws SQLException {
    if (failure != null) {
      throw failure;
    }
  }
}
