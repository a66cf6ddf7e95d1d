package io.cassport.copy;

import io.cassport.copy.ledger.FileOutcome;
import io.cassport.copy.ledger.LedgerSettings;
import io.cassport.copy.ledger.SkippedFile;
import io.cassport.copy.load.ObjectLoad;
import io.cassport.grammar.Identifier;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Between a COPY FROM and the load ledger: what each needs to know of the other. */
final class LedgerUse {
  private LedgerUse() {}

  static LedgerSettings settings(ImportPlan plan) {
    Boolean wanted = plan.options().get(CopyOptions.LEDGER);
    LedgerSettings.Use use =
        wanted == null
            ? LedgerSettings.Use.IF_POSSIBLE
            : wanted ? LedgerSettings.Use.REQUIRED : LedgerSettings.Use.OFF;
    return new LedgerSettings(
        plan.context().copyKeyspace(),
        use,
        plan.options().get(CopyOptions.FORCE),
        plan.options().get(CopyOptions.LOAD_UNCERTAIN_FILES),
        plan.options().get(CopyOptions.RESUME),
        plan.options().get(CopyOptions.DRYRUN),
        columns(plan.statement().columns()),
        plan.context().user(),
        Clock.systemUTC());
  }

  private static String columns(List<Identifier> columns) {
    return columns.isEmpty()
        ? null
        : columns.stream().map(Identifier::toString).collect(Collectors.joining(", "));
  }

  static List<FileOutcome> outcomes(List<ObjectLoad> loads) {
    return loads.stream()
        .map(
            load ->
                new FileOutcome(
                    load.object(),
                    load.rowsTotal(),
                    load.rowsRead(),
                    load.rowsLoaded() + load.rowsThere(),
                    load.rowsRejected(),
                    load.firstError(),
                    load.splitsLoaded()))
        .toList();
  }

  /** The row of COPY's result for a file that was not loaded. */
  static List<Object> row(SkippedFile file) {
    return Arrays.asList(
        file.object().name(), file.object().size(), "SKIPPED", 0L, 0L, 0L, file.reason());
  }
}
