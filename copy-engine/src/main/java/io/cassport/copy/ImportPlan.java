package io.cassport.copy;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.schema.RelationMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.copy.dataset.ErrorFile;
import io.cassport.copy.dataset.HashCheck;
import io.cassport.copy.dataset.LocalObject;
import io.cassport.copy.dataset.SourceListing;
import io.cassport.copy.dataset.SourceSelection;
import io.cassport.copy.job.Errors;
import io.cassport.copy.job.JobControl;
import io.cassport.copy.ledger.LoadLedger;
import io.cassport.copy.load.LoadOptions;
import io.cassport.copy.load.Loader;
import io.cassport.copy.load.ObjectLoad;
import io.cassport.copy.load.Rejections;
import io.cassport.copy.load.TableWriter;
import io.cassport.copy.load.Unfinished;
import io.cassport.format.Direction;
import io.cassport.format.FormatOptions;
import io.cassport.format.FormatProvider;
import io.cassport.format.RowSchema;
import io.cassport.grammar.CopyFrom;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A COPY FROM whose statement, options, files and columns are checked.
 *
 * @param reading what the statement says of how its files are read
 * @param errorFile where bad rows are kept, or null
 */
record ImportPlan(
    CopyContext context,
    CopyFrom statement,
    FormatProvider format,
    FormatOptions options,
    String reading,
    List<LocalObject> objects,
    ErrorFile errorFile)
    implements CopyJob.Plan {

  static ImportPlan of(CopyFrom statement, CopyContext context, List<Object> markers)
      throws SQLException {
    if (context.readOnly()) {
      throw new SQLException(
          "COPY FROM writes to Cassandra and this connection is read-only; call"
              + " setReadOnly(false) first",
          "25006");
    }
    String written = StatementOptions.text(statement.source(), markers);
    Path source = context.policy().checkRead(written);
    Optional<String> named = StatementOptions.format(statement.options(), markers);
    if (named.isEmpty()) {
      named = SourceListing.formatOfManifest(source);
    }
    // options are checked before files are looked for: a misspelt name is the likelier mistake
    FormatProvider format =
        named.isPresent() ? Formats.named(named.get()) : Formats.forSource(written, source);
    FormatOptions options =
        StatementOptions.parse(statement.options(), markers, Direction.FROM, format);
    boolean create = options.get(CopyOptions.CREATE_TABLE);
    if (create && options.get(CopyOptions.PRIMARY_KEY) == null) {
      throw Errors.syntax(
          "CREATE_TABLE needs PRIMARY_KEY, such as PRIMARY_KEY='id' or PRIMARY_KEY='(a, b), c'");
    }
    Optional<RelationMetadata> table =
        create
            ? TableLookup.find(statement.table(), context)
            : Optional.of(requireTable(statement, context));
    checkMode(options, table);
    checkResume(options);
    List<LocalObject> objects = SourceListing.list(source, selection(options, table));
    for (LocalObject object : objects) {
      context.policy().checkInside(object.path());
    }
    objects = ofFormat(objects, format, named.isPresent(), source);
    String reading = StatementOptions.ofFormat(statement.options(), markers, format);
    return new ImportPlan(
        context, statement, format, options, reading, objects, errorFile(options, context));
  }

  private static ErrorFile errorFile(FormatOptions options, CopyContext context)
      throws SQLException {
    String written = options.get(CopyOptions.ERRFILE);
    if (written == null) {
      return null;
    }
    Path path = context.policy().checkWrite(written);
    if (path.getParent() != null) {
      context.policy().checkInside(path.getParent()); // where it lies until it is complete
    }
    ErrorFile file = new ErrorFile(path);
    file.check();
    return file;
  }

  private static void checkMode(FormatOptions options, Optional<RelationMetadata> table)
      throws SQLException {
    if (options.get(CopyOptions.MODE).equals("UPSERT")) {
      return;
    }
    if (options.get(CopyOptions.TIMESTAMP) != null) {
      throw Errors.syntax(
          "TIMESTAMP cannot be given with MODE=INSERT, whose rows get the server's time; leave one"
              + " of the two out");
    }
    if (table.stream()
        .flatMap(found -> found.getColumns().values().stream())
        .anyMatch(column -> column.getType().equals(DataTypes.COUNTER))) {
      throw Errors.syntax(
          "MODE=INSERT cannot be used with counters, which are only ever updated; leave it out");
    }
  }

  private static void checkResume(FormatOptions options) throws SQLException {
    if (!options.get(CopyOptions.RESUME)) {
      return;
    }
    if (Boolean.FALSE.equals(options.get(CopyOptions.LEDGER))) {
      throw Errors.syntax(
          "RESUME goes on from what the load ledger says, and LEDGER=FALSE does without it; leave"
              + " one of the two out");
    }
    if (options.get(CopyOptions.FORCE)) {
      throw Errors.syntax(
          "RESUME leaves out what is loaded and FORCE loads it again; leave one of the two out");
    }
  }

  private static SourceSelection selection(
      FormatOptions options, Optional<RelationMetadata> table) {
    Map<String, DataType> types = new HashMap<>();
    table.ifPresent(
        found ->
            found.getColumns().forEach((name, c) -> types.put(name.asInternal(), c.getType())));
    return new SourceSelection(
        options.get(CopyOptions.FILES),
        options.get(CopyOptions.PATTERN),
        options.get(CopyOptions.PARTITION_FILTER),
        types);
  }

  private static TableMetadata requireTable(CopyFrom statement, CopyContext context)
      throws SQLException {
    RelationMetadata found =
        TableLookup.require(
            statement.table(),
            context,
            " Create it first, or add CREATE_TABLE=TRUE AND PRIMARY_KEY='…'");
    if (found instanceof TableMetadata table && !table.isVirtual()) {
      return table;
    }
    throw Errors.syntax(
        statement.table() + " is a view or a virtual table; rows can only be loaded into a table");
  }

  /** In a directory other files may lie beside those of the format; a single file is what it is. */
  private static List<LocalObject> ofFormat(
      List<LocalObject> objects, FormatProvider format, boolean named, Path source)
      throws SQLException {
    if (named || objects.size() == 1 && objects.get(0).path().equals(source)) {
      return objects;
    }
    List<LocalObject> kept = new ArrayList<>();
    for (LocalObject object : objects) {
      if (Formats.isNamedOrRecognised(object, format)) {
        kept.add(object);
      }
    }
    if (kept.isEmpty()) {
      throw Errors.noFile(
          "none of the "
              + objects.size()
              + " files of '"
              + source
              + "' is a "
              + format.name()
              + " file; check the path, or name the FORMAT");
    }
    return kept;
  }

  @Override
  public Map<String, Object> description() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", "import");
    fields.put("format", format.name());
    fields.put("table", statement.table());
    fields.put("files", objects.size());
    fields.put("resume", options.get(CopyOptions.RESUME));
    fields.put("dryrun", options.get(CopyOptions.DRYRUN));
    return fields;
  }

  @Override
  public CopyResult run(long jobId, JobControl control) throws SQLException {
    createTableIfAsked(control);
    TableMetadata table = requireTable(statement, context);
    List<ObjectLoad> loads = new ArrayList<>();
    Set<String> warnings = new LinkedHashSet<>();
    List<String> errorFiles;
    try (LoadLedger ledger =
        LoadLedger.open(context.session(), LedgerUse.settings(this), table, control)) {
      List<LocalObject> claimed = ledger.claim(objects);
      try {
        errorFiles = load(table, claimed, loads, warnings, ledger, control);
      } catch (SQLException e) {
        ledger.failed(LedgerUse.outcomes(loads), e);
        throw options.get(CopyOptions.DRYRUN) ? e : Unfinished.told(e, loads, ledger.isUsed());
      } catch (RuntimeException e) {
        ledger.failed(LedgerUse.outcomes(loads), e);
        throw e;
      }
      ledger.loaded(LedgerUse.outcomes(loads));
      warnings.addAll(ledger.warnings());
      return ObjectTable.loaded(objects, loads, ledger.skipped(), errorFiles, warnings);
    }
  }

  private void createTableIfAsked(JobControl control) throws SQLException {
    if (!options.get(CopyOptions.CREATE_TABLE)
        || TableLookup.find(statement.table(), context).isPresent()) {
      return;
    }
    if (options.get(CopyOptions.DRYRUN)) {
      throw Errors.syntax(
          "DRYRUN makes nothing, and without the table "
              + statement.table()
              + " there is nothing to check the files against; create it first, or leave out"
              + " DRYRUN");
    }
    // all files, so that one that cannot be read is found before the table is made
    try (OpenedSource source = OpenedSource.open(objects, format, options, Set.of(), control)) {
      TableCreation.create(statement, objects.get(0), source.readers().get(0), options, context);
    }
  }

  /**
   * Loads the files; what it has begun is in {@code loads}, also when it fails. Returns the files
   * that hold the rejected rows.
   */
  private List<String> load(
      TableMetadata table,
      List<LocalObject> claimed,
      List<ObjectLoad> loads,
      Set<String> warnings,
      LoadLedger ledger,
      JobControl control)
      throws SQLException {
    if (claimed.isEmpty()) {
      return List.of();
    }
    HashCheck.check(claimed, control);
    try (OpenedSource source =
            OpenedSource.open(claimed, format, options, columns(table), control);
        ErrorFile errors = errorFile) {
      LoadOptions load = loadOptions(Clock.systemUTC().instant());
      loads.addAll(mapped(table, claimed, source, load, warnings));
      loads.forEach(found -> found.goOnAfter(ledger.splitsLoaded(found.object())));
      ledger.watch(() -> LedgerUse.outcomes(loads));
      Rejections rejections = new Rejections(options.get(CopyOptions.MAXERRORS), errors);
      Loader loader =
          new Loader(
              context.session(),
              load,
              options.get(CopyOptions.SKIPROWS),
              options.get(CopyOptions.MAXROWS),
              rejections,
              control);
      return loader.load(loads);
    }
  }

  private static Set<String> columns(TableMetadata table) {
    return table.getColumns().keySet().stream()
        .map(CqlIdentifier::asInternal)
        .collect(Collectors.toSet());
  }

  /** Matches all files with the table before the first insert. */
  private List<ObjectLoad> mapped(
      TableMetadata table,
      List<LocalObject> claimed,
      OpenedSource source,
      LoadOptions load,
      Set<String> warnings)
      throws SQLException {
    SchemaDifferences differences = SchemaDifferences.of(claimed, source.readers());
    List<ColumnMapping> mappings = new ArrayList<>();
    for (int i = 0; i < claimed.size(); i++) {
      mappings.add(
          ColumnMapping.of(
              statement, table, claimed.get(i), source.readers().get(i), differences, options));
    }
    warnings.addAll(differences.warnings());
    Map<RowSchema, TableWriter> writers = new HashMap<>();
    List<ObjectLoad> loads = new ArrayList<>();
    for (int i = 0; i < claimed.size(); i++) {
      ColumnMapping mapping = mappings.get(i);
      TableWriter writer = writers.get(mapping.schema());
      if (writer == null) {
        writer = TableWriter.prepare(context.session(), table, mapping.schema(), load);
        writers.put(mapping.schema(), writer);
      }
      loads.add(
          new ObjectLoad(
              claimed.get(i),
              source.readers().get(i),
              mapping.schema(),
              mapping.fileColumns(),
              mapping.partitionValues(),
              writer,
              reading));
      warnings.addAll(mapping.warnings());
    }
    return loads;
  }

  private LoadOptions loadOptions(Instant now) {
    Long timestamp = options.get(CopyOptions.TIMESTAMP);
    Long concurrency = options.get(CopyOptions.CONCURRENCY);
    return new LoadOptions(
        options.has(CopyOptions.CONSISTENCY)
            ? options.get(CopyOptions.CONSISTENCY)
            : context.writeConsistency(),
        options.get(CopyOptions.READ_CHUNK).intValue(),
        concurrency == null ? LoadOptions.DEFAULT_WINDOW : concurrency.intValue(),
        options.get(CopyOptions.MAXBATCHSIZE).intValue(),
        options.get(CopyOptions.INGESTRATE),
        options.get(CopyOptions.TTL),
        timestamp == null ? now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000 : timestamp,
        options.get(CopyOptions.NULLS).equals("NULL"),
        options.get(CopyOptions.MODE).equals("INSERT"),
        options.get(CopyOptions.DRYRUN));
  }
}
