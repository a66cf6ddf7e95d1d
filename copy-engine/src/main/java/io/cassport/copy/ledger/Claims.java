package io.cassport.copy.ledger;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import io.cassport.copy.dataset.LocalObject;
import io.cassport.copy.job.JobControl;
import io.cassport.copy.job.Retries;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The files that one COPY has claimed and not yet given back. Thread-safe, because files that are
 * complete are noted beside the load.
 *
 * <p>Several files are written by one lightweight transaction. One each, side by side, would be
 * slower: those of one partition have to wait for each other.
 */
final class Claims implements AutoCloseable {
  /** Keeps a transaction below batch_size_warn_threshold (5 KiB) when paths are not very long. */
  private static final int FILES_AT_ONCE = 10;

  private static final int ATTEMPTS = 4;

  /** More, because every failure means that another client got on. */
  private static final int CLAIM_ATTEMPTS = 20;

  private static final int LONGEST_ERROR = 1_000;

  private final LedgerStore store;
  private final LedgerRules rules;
  private final LedgerSettings settings;
  private final JobControl control;
  private final Map<LocalObject, Claim> open = new LinkedHashMap<>();
  private volatile Supplier<List<FileOutcome>> progress = List::of;
  private Lease lease;

  Claims(LedgerStore store, LedgerRules rules, LedgerSettings settings, JobControl control) {
    this.store = store;
    this.rules = rules;
    this.settings = settings;
    this.control = control;
  }

  /** A file of ours, and what the ledger had about it before. */
  private record Claim(LocalObject object, ObjectIdentity file, LedgerEntry before) {}

  /** What becomes of a claim: the statement that says so; touched when rows were read. */
  private record Ending(LocalObject object, BoundStatement write, boolean touched) {}

  List<LocalObject> claim(List<LocalObject> objects, List<SkippedFile> skipped)
      throws SQLException {
    Map<LocalObject, ObjectIdentity> files = Identities.of(objects, control, skipped);
    List<LocalObject> wanted = new ArrayList<>(files.keySet());
    List<LocalObject> claimed = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i += FILES_AT_ONCE) {
      List<LocalObject> chunk = wanted.subList(i, Math.min(wanted.size(), i + FILES_AT_ONCE));
      claimed.addAll(claimChunk(chunk, files, skipped));
    }
    if (!claimed.isEmpty() && !settings.dryRun() && rules.firstLoad() == null) {
      retrying(
          () -> {
            store.noteFirstLoad();
            return true;
          });
    }
    Set<LocalObject> taken = new HashSet<>(claimed);
    return objects.stream().filter(taken::contains).toList();
  }

  private List<LocalObject> claimChunk(
      List<LocalObject> chunk, Map<LocalObject, ObjectIdentity> files, List<SkippedFile> skipped)
      throws SQLException {
    Map<String, LedgerEntry> before = new HashMap<>();
    for (int attempt = 1; ; attempt++) {
      control.check();
      List<Claim> wanted = new ArrayList<>();
      List<SkippedFile> refused = new ArrayList<>();
      try {
        Map<String, LedgerEntry> seen =
            store.entries(chunk.stream().map(object -> files.get(object).uri()).toList());
        seen.forEach((uri, entry) -> addUnlessMine(before, uri, entry));
        decide(chunk, files, before, wanted, refused);
        if (wanted.isEmpty() || settings.dryRun() || areMine(wanted, seen) || write(wanted)) {
          skipped.addAll(refused);
          if (!settings.dryRun()) {
            addAll(wanted);
          }
          return wanted.stream().map(Claim::object).toList();
        }
      } catch (DriverException e) {
        // of a transaction that timed out nobody knows whether it took place; the next look tells
        if (attempt >= ATTEMPTS || !Retries.isPassing(e)) {
          throw e;
        }
      }
      if (attempt >= CLAIM_ATTEMPTS) {
        throw new SQLException(
            "could not claim the files in the load ledger, because other clients change them all"
                + " the time; run the COPY again",
            "58030");
      }
      pause(attempt);
    }
  }

  /** What an earlier attempt of ours wrote after all is not what was there before. */
  private void addUnlessMine(Map<String, LedgerEntry> before, String uri, LedgerEntry entry) {
    if (!store.isMine(entry)) {
      before.put(uri, entry);
    }
  }

  /** True after a transaction that took place although its answer was lost. */
  private boolean areMine(List<Claim> wanted, Map<String, LedgerEntry> seen) {
    return wanted.stream()
        .map(claim -> seen.get(claim.file().uri()))
        .allMatch(entry -> entry != null && store.isMine(entry));
  }

  /** Sorts each file into those to claim and those to leave alone. */
  private void decide(
      List<LocalObject> chunk,
      Map<LocalObject, ObjectIdentity> files,
      Map<String, LedgerEntry> before,
      List<Claim> wanted,
      List<SkippedFile> refused) {
    for (LocalObject object : chunk) {
      ObjectIdentity file = files.get(object);
      LedgerEntry entry = before.get(file.uri());
      boolean lives =
          entry != null
              && entry.status() == LedgerStatus.LOADING
              && store.isLeaseAlive(entry.owner());
      Optional<LedgerRules.Refusal> refusal = rules.refusal(file, entry, lives);
      if (refusal.isPresent()) {
        refused.add(new SkippedFile(object, refusal.get().cause(), refusal.get().reason()));
      } else {
        wanted.add(new Claim(object, file, entry));
      }
    }
  }

  private boolean write(List<Claim> wanted) {
    if (lease == null) {
      lease = new Lease(store, control, this::noteProgress);
    }
    return store.writeAll(
        wanted.stream()
            .map(claim -> store.claim(claim.file(), claim.before(), loadedSplits(claim), settings))
            .toList());
  }

  private synchronized void addAll(List<Claim> claims) {
    claims.forEach(claim -> open.put(claim.object(), claim));
  }

  void watch(Supplier<List<FileOutcome>> outcomes) {
    progress = outcomes;
  }

  /** What an interrupted load of the same file has left to go on from, or null. */
  synchronized String loadedSplits(LocalObject object) {
    Claim claim = open.get(object);
    return claim == null ? null : loadedSplits(claim);
  }

  private String loadedSplits(Claim claim) {
    LedgerEntry before = claim.before();
    boolean same =
        settings.resume()
            && before != null
            && claim.file().equalTo(before)
            && Objects.equals(before.columns(), settings.columns());
    return same ? before.splitsLoaded() : null;
  }

  private synchronized void noteProgress() {
    List<Ending> endings = new ArrayList<>();
    List<BoundStatement> notes = new ArrayList<>();
    for (FileOutcome outcome : progress.get()) {
      Claim claim = open.get(outcome.object());
      if (claim != null && outcome.isComplete()) {
        endings.add(finished(claim, outcome));
      } else if (claim != null && !outcome.splitsLoaded().isEmpty()) {
        notes.add(store.note(claim.file().uri(), outcome));
      }
    }
    end(endings);
    for (int i = 0; i < notes.size(); i += FILES_AT_ONCE) {
      store.writeAll(notes.subList(i, Math.min(notes.size(), i + FILES_AT_ONCE)));
    }
  }

  private Ending finished(Claim claim, FileOutcome outcome) {
    return new Ending(
        claim.object(),
        store.finish(claim.file().uri(), outcome.status(), outcome, outcome.firstError()),
        true);
  }

  /** Notes what became of every file; returns how many another COPY had taken over. */
  synchronized int loaded(List<FileOutcome> outcomes) {
    Map<LocalObject, FileOutcome> byObject = byObject(outcomes);
    List<Ending> endings = new ArrayList<>();
    for (Claim claim : open.values()) {
      FileOutcome outcome = byObject.get(claim.object());
      boolean touched = outcome != null && (outcome.isComplete() || outcome.rowsRead() > 0);
      endings.add(touched ? finished(claim, outcome) : putBack(claim));
    }
    return end(endings);
  }

  synchronized void failed(List<FileOutcome> outcomes, Throwable error) {
    Map<LocalObject, FileOutcome> byObject = byObject(outcomes);
    String reason = String.valueOf(error.getMessage());
    String shortened = reason.substring(0, Math.min(LONGEST_ERROR, reason.length()));
    List<Ending> endings = new ArrayList<>();
    for (Claim claim : open.values()) {
      FileOutcome outcome = byObject.get(claim.object());
      if (outcome != null && outcome.isComplete()) {
        endings.add(finished(claim, outcome));
      } else if ((outcome == null || outcome.rowsRead() == 0) && claim.before() != null) {
        endings.add(putBack(claim));
      } else {
        FileOutcome end =
            outcome == null ? new FileOutcome(claim.object(), 0, 0, 0, 0, null, "") : outcome;
        String first = end.firstError() == null ? shortened : end.firstError();
        endings.add(
            new Ending(
                claim.object(),
                store.finish(claim.file().uri(), LedgerStatus.FAILED, end, first),
                end.rowsRead() > 0));
      }
    }
    end(endings);
  }

  /** Puts everything back as well as that can be done. */
  void abandon() {
    synchronized (this) {
      try {
        end(open.values().stream().map(this::putBack).toList());
      } catch (DriverException e) {
        open.clear(); // the lease's end lets others have the files
      }
    }
    close();
  }

  private Ending putBack(Claim claim) {
    return new Ending(claim.object(), store.putBack(claim.file().uri(), claim.before()), false);
  }

  private static Map<LocalObject, FileOutcome> byObject(List<FileOutcome> outcomes) {
    Map<LocalObject, FileOutcome> byObject = new LinkedHashMap<>();
    outcomes.forEach(outcome -> byObject.put(outcome.object(), outcome));
    return byObject;
  }

  /**
   * Writes what became of claims; returns how many that rows were read of are not ours any more.
   */
  private int end(List<Ending> endings) {
    int lost = 0;
    for (int i = 0; i < endings.size(); i += FILES_AT_ONCE) {
      List<Ending> chunk = endings.subList(i, Math.min(endings.size(), i + FILES_AT_ONCE));
      if (!retrying(() -> store.writeAll(chunk.stream().map(Ending::write).toList()))) {
        // one that is not ours any more stops the whole transaction
        for (Ending ending : chunk) {
          boolean mine = retrying(() -> store.writeAll(List.of(ending.write())));
          lost += mine || !ending.touched() ? 0 : 1;
        }
      }
      chunk.forEach(ending -> open.remove(ending.object()));
    }
    return lost;
  }

  private static boolean retrying(Supplier<Boolean> request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return request.get();
      } catch (DriverException e) {
        if (attempt >= ATTEMPTS || !Retries.isPassing(e)) {
          throw e;
        }
      }
      pause(attempt);
    }
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(Retries.pauseMillis(attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the job looks whether it was stopped
    }
  }

  /** Ends the lease: what is still LOADING may be claimed by others. */
  @Override
  public void close() {
    if (lease != null) {
      lease.close();
      lease = null;
    }
  }
}
