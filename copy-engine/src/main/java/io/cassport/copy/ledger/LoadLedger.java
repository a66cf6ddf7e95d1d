package io.cassport.copy.ledger;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import io.cassport.copy.dataset.LocalObject;
import io.cassport.copy.job.Errors;
import io.cassport.copy.job.JobControl;
import io.cassport.copy.job.Retries;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger as one COPY FROM uses it: {@link #claim} before it loads, {@link #loaded} or {@link
 * #failed} when it has, {@link #close} whatever happened. A file that is claimed and then
 * forgotten, because the client died, can be claimed by others once the lease is over.
 *
 * <p>Unless the settings insist on the ledger, one that cannot be used is a warning and every file
 * is loaded.
 */
public final class LoadLedger implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoadLedger.class);

  /** Of the second in which a cancelled statement has to end. */
  private static final long PATIENCE_MILLIS = 300;

  private final LedgerSettings settings;
  private final JobControl control;
  private final List<SkippedFile> skipped = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final ThreadPoolExecutor endings =
      new ThreadPoolExecutor(
          0,
          1,
          1,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> {
            Thread thread = new Thread(task, "cassport-ledger-end");
            thread.setDaemon(true);
            thread.setContextClassLoader(LoadLedger.class.getClassLoader());
            return thread;
          });
  private Claims claims;

  private LoadLedger(LedgerSettings settings, JobControl control) {
    this.settings = settings;
    this.control = control;
  }

  /**
   * Opens the ledger of a table, and makes its tables when they are not there.
   *
   * @throws SQLException only when the settings insist on it: 42501 without the right to it, else
   *     what the server said
   */
  public static LoadLedger open(
      CqlSession session, LedgerSettings settings, TableMetadata table, JobControl control)
      throws SQLException {
    LoadLedger ledger = new LoadLedger(settings, control);
    if (settings.use() == LedgerSettings.Use.OFF) {
      return ledger;
    }
    try {
      LedgerTables tables = new LedgerTables(session, settings.keyspace());
      boolean exist = tables.exist();
      if (!exist && !settings.dryRun()) {
        tables.create();
      }
      if (exist || !settings.dryRun()) {
        LoadedTable loaded = LoadedTable.of(table);
        LedgerStore store = new LedgerStore(tables, loaded, UUID.randomUUID());
        LedgerRules rules =
            new LedgerRules(
                settings,
                loaded.isCounter(),
                store.firstLoad(),
                Truncation.last(session, loaded.id()));
        ledger.claims = new Claims(store, rules, settings, control);
      }
    } catch (DriverException e) {
      ledger.unusable(e);
    } catch (CancellationException e) {
      throw Errors.cancelled(e.getMessage());
    }
    return ledger;
  }

  /**
   * Claims the files that are to be loaded, so that no other COPY loads them meanwhile; the others
   * are {@link #skipped}.
   *
   * @return in the order of the argument
   * @throws SQLException when a file cannot be read, the job was stopped, or the settings insist on
   *     the ledger and it cannot be used
   */
  public List<LocalObject> claim(List<LocalObject> objects) throws SQLException {
    if (claims == null) {
      return objects;
    }
    try {
      List<LocalObject> claimed = claims.claim(objects, skipped);
      warnAboutSkipped();
      return claimed;
    } catch (DriverException e) {
      claims.abandon();
      claims = null;
      skipped.clear();
      unusable(e);
      return objects;
    } catch (CancellationException e) {
      end(claims::abandon);
      throw Errors.cancelled(e.getMessage());
    } catch (SQLException e) {
      end(claims::abandon);
      throw e;
    }
  }

  /** True when it notes what is loaded. */
  public boolean isUsed() {
    return claims != null;
  }

  /**
   * What an interrupted COPY has loaded of a claimed file, as its {@link FileOutcome} told it; null
   * when there is nothing to go on from.
   */
  public String splitsLoaded(LocalObject object) {
    return claims == null ? null : claims.loadedSplits(object);
  }

  /**
   * From now on notes every file that is complete, while the others are still under way.
   *
   * @param progress of the claimed files; called on a thread of the ledger
   */
  public void watch(Supplier<List<FileOutcome>> progress) {
    if (claims != null) {
      claims.watch(progress);
    }
  }

  /**
   * Notes that the load has ended well.
   *
   * @param outcomes of the claimed files; one of which nothing was taken stays as it was before
   * @throws SQLException when the settings insist on the ledger and it could not be written
   */
  public void loaded(List<FileOutcome> outcomes) throws SQLException {
    if (claims == null) {
      return;
    }
    try {
      int lost = claims.loaded(outcomes);
      if (lost > 0) {
        warnings.add(
            "the load ledger says that another COPY claimed "
                + lost
                + " files while they were loaded; they may be in the table twice");
      }
    } catch (DriverException e) {
      if (settings.use() == LedgerSettings.Use.REQUIRED) {
        throw Retries.serverError(
            "note in the load ledger that the files are loaded (their rows are in the table)", e);
      }
      warnings.add(
          "the rows are loaded, but the load ledger could not be written, so the next COPY may load"
              + " these files again: "
              + e.getMessage());
    }
  }

  /**
   * Notes that the load has failed, so that the next COPY tries again.
   *
   * @param outcomes of those claimed files that were begun
   * @param error why; what goes wrong here is added to it
   */
  public void failed(List<FileOutcome> outcomes, Throwable error) {
    if (claims == null) {
      return;
    }
    end(
        () -> {
          try {
            claims.failed(outcomes, error);
          } catch (RuntimeException e) { // also that of a session that is closed
            error.addSuppressed(e);
          }
        });
  }

  /**
   * Writes what a job leaves behind. A statement that was cancelled does not wait for a server that
   * may be silent; then it is written when the server answers, or the lease ends by itself.
   */
  private void end(Runnable writes) {
    if (!control.isStopped() && !Thread.currentThread().isInterrupted()) {
      writes.run();
      return;
    }
    Future<?> written = endings.submit(writes);
    boolean interrupted = Thread.interrupted();
    try {
      written.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.debug("the load ledger is written when the server answers again");
    } catch (ExecutionException e) {
      LOG.debug("the load ledger could not be written", e);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The files that are not loaded, in order. */
  public List<SkippedFile> skipped() {
    return List.copyOf(skipped);
  }

  /** What the user should know, one sentence each; empty mostly. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  private void warnAboutSkipped() {
    Map<SkippedFile.Cause, Integer> counts = new EnumMap<>(SkippedFile.Cause.class);
    skipped.forEach(file -> counts.merge(file.cause(), 1, Integer::sum));
    counts.forEach((cause, files) -> warnings.add(cause.warning(files)));
  }

  private void unusable(DriverException e) throws SQLException {
    control.check();
    String what = "use the load ledger in keyspace " + settings.keyspace().asCql(true);
    SQLException reason = Retries.serverError(what, e);
    if (settings.use() == LedgerSettings.Use.REQUIRED) {
      throw new SQLException(
          reason.getMessage()
              + "; LEDGER=TRUE insists on it, the property copyKeyspace names its keyspace",
          reason.getSQLState(),
          e);
    }
    warnings.add(
        reason.getMessage()
            + "; COPY went on without it, and files that were loaded before are loaded again. The"
            + " property copyKeyspace names its keyspace; LEDGER=FALSE does without it");
  }

  /** Lets other clients claim what is not noted as loaded. */
  @Override
  public void close() {
    if (claims != null) {
      end(claims::close);
    }
    endings.shutdown();
  }
}
