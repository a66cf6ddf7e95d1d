package io.cassport.copy.ledger;

import io.cassport.copy.job.JobControl;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells other clients that this COPY is alive, for as long as it is open. */
final class Lease implements AutoCloseable {
  /** In a lease's time; each is also when the progress is noted. */
  private static final int RENEWALS = 6;

  private final LedgerStore store;
  private final JobControl control;
  private final Runnable alongside;
  private final ScheduledExecutorService renewal =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "cassport-ledger");
            thread.setDaemon(true);
            thread.setContextClassLoader(Lease.class.getClassLoader());
            return thread;
          });

  /**
   * Takes the lease.
   *
   * @param alongside work to do each time that the lease was renewed
   */
  @SuppressWarnings("FutureReturnValueIgnored") // it ends with the executor
  Lease(LedgerStore store, JobControl control, Runnable alongside) {
    this.store = store;
    this.control = control;
    this.alongside = alongside;
    store.takeLease();
    long period = LedgerStore.LEASE.toMillis() / RENEWALS;
    renewal.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
  }

  private void renew() {
    try {
      if (!store.renewLease()) {
        control.stop(
            "the COPY stood still for more than "
                + LedgerStore.LEASE.toSeconds()
                + " s and lost its claim on its files, which another COPY may be loading now; run"
                + " it again, and it loads what is left");
        renewal.shutdown();
        return;
      }
      alongside.run();
    } catch (RuntimeException e) {
      // the next renewal comes before the lease ends, and finds out when it does not
      return;
    }
  }

  /** Ends it; blocks while a renewal is under way. */
  @Override
  public void close() {
    renewal.shutdown();
    boolean interrupted = false;
    try {
      renewal.awaitTermination(LedgerStore.LEASE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true; // of the statement, which is ending anyway
    }
    try {
      store.dropLease();
    } catch (RuntimeException e) {
      // it ends by itself
      return;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
