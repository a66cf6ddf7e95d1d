package io.cassport.copy;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.metadata.TokenMap;
import io.cassport.copy.dataset.DatasetWriter;
import io.cassport.copy.dataset.ManifestTarget;
import io.cassport.copy.dataset.RowLayout;
import io.cassport.copy.dataset.Target;
import io.cassport.copy.files.Locations;
import io.cassport.copy.job.Errors;
import io.cassport.copy.job.JobControl;
import io.cassport.copy.job.RateLimit;
import io.cassport.copy.scan.DroppedColumns;
import io.cassport.copy.scan.RangeScanner;
import io.cassport.copy.scan.ScanQuery;
import io.cassport.copy.scan.TokenSpan;
import io.cassport.format.ColumnSchema;
import io.cassport.format.Direction;
import io.cassport.format.FormatOptions;
import io.cassport.format.FormatProvider;
import io.cassport.grammar.CopyTo;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A COPY TO whose statement, options, target and query are checked. */
record ExportPlan(
    CopyContext context,
    FormatProvider format,
    FormatOptions options,
    Target target,
    RowLayout layout,
    ManifestTarget manifest,
    ScanQuery query,
    String resumeKey)
    implements CopyJob.Plan {
  private static final int DEFAULT_PAGE_SIZE = 5_000;

  /** Spans for each thread, so that threads end at nearly the same time. */
  private static final int SPANS_PER_THREAD = 16;

  /** With RESUME what is lost by an interruption are the spans begun, so they are small. */
  private static final int RESUMABLE_SPANS = 1_024;

  private static final long CHECKPOINT_NANOS = 5_000_000_000L;

  static ExportPlan of(CopyTo statement, CopyContext context, List<Object> markers)
      throws SQLException {
    String written = StatementOptions.text(statement.target(), markers);
    Optional<String> named = StatementOptions.format(statement.options(), markers);
    FormatProvider format =
        named.isPresent() ? Formats.named(named.get()) : Formats.forTarget(written);
    FormatOptions options =
        format.completed(
            StatementOptions.parse(statement.options(), markers, Direction.TO, format), written);
    Target target = Targets.of(written, options, context);

    ExportQuery source = ExportQuery.prepare(statement.source(), context, markers);
    ColumnDefinitions columns = source.prepared().getResultSetDefinitions();
    RowLayout layout =
        RowLayout.of(
            columns,
            options.get(CopyOptions.PARTITION),
            TableLookup.keyColumns(columns, context.session()));
    format.checkWritable(layout.fileSchema(), options);
    ManifestTarget manifest =
        Targets.manifest(target, statement.text(), format, layout, options, context);
    if (options.get(CopyOptions.RESUME)) {
      checkResumable(target, source);
    }
    List<TokenSpan> spans =
        source.byRanges()
            ? spans(context, options, spansAtLeast(options))
            : Collections.singletonList(null);
    if (spans.isEmpty()) {
      throw Errors.syntax(
          "no token lies between BEGINTOKEN and ENDTOKEN; the first must be the smaller");
    }
    Long pageSize = options.get(CopyOptions.PAGESIZE);
    ScanQuery query =
        new ScanQuery(
            source.prepared(),
            source.markers(),
            source.keyspace(),
            spans,
            consistency(context, options),
            pageSize == null ? DEFAULT_PAGE_SIZE : pageSize.intValue());
    return new ExportPlan(
        context,
        format,
        options,
        target,
        layout,
        manifest,
        query,
        resumeKey(statement, markers, layout));
  }

  /** What an interrupted export must have been, so that its files and new ones are one dataset. */
  private static String resumeKey(CopyTo statement, List<Object> markers, RowLayout layout) {
    StringBuilder key = new StringBuilder(statement.text().strip());
    markers.forEach(value -> key.append('\n').append(value));
    for (ColumnSchema column : layout.batchSchema().columns()) {
      key.append('\n').append(column.name()).append(' ').append(column.type().asCql(true, true));
    }
    return key.toString();
  }

  private static void checkResumable(Target target, ExportQuery source) throws SQLException {
    if (!target.dataset()) {
      throw Errors.syntax(
          "RESUME keeps part files that are complete, and '"
              + target.path()
              + "' is one file; end the target with '/'");
    }
    if (!Locations.isLocal(target.path())) {
      throw Errors.syntax(
          "RESUME needs a local directory, where an interrupted export can be told from a running"
              + " one; leave it out");
    }
    if (!source.byRanges()) {
      throw Errors.syntax(
          "RESUME goes on range by range, and this query cannot be sent for ranges of tokens; leave"
              + " it out");
    }
  }

  private static int spansAtLeast(FormatOptions options) {
    int atLeast = threads(options) * SPANS_PER_THREAD;
    return options.get(CopyOptions.RESUME) ? Math.max(RESUMABLE_SPANS, atLeast) : atLeast;
  }

  private static List<TokenSpan> spans(CopyContext context, FormatOptions options, int atLeast) {
    Optional<TokenMap> tokens = context.session().getMetadata().getTokenMap();
    Long begin = options.get(CopyOptions.BEGINTOKEN);
    Long end = options.get(CopyOptions.ENDTOKEN);
    return TokenSpan.within(
        TokenSpan.ofRing(tokens, atLeast),
        begin == null ? Long.MIN_VALUE : begin,
        end == null ? Long.MAX_VALUE : end);
  }

  private static ConsistencyLevel consistency(CopyContext context, FormatOptions options) {
    if (options.has(CopyOptions.CONSISTENCY)) {
      return options.get(CopyOptions.CONSISTENCY);
    }
    return context.readConsistency() == null
        ? DefaultConsistencyLevel.LOCAL_ONE
        : context.readConsistency();
  }

  private static int threads(FormatOptions options) {
    Long asked = options.get(CopyOptions.CONCURRENCY);
    return asked == null
        ? Math.max(2, Math.min(16, Runtime.getRuntime().availableProcessors()))
        : asked.intValue();
  }

  /** Null stands for a query that is sent as it is. */
  private static double share(TokenSpan span) {
    return span == null ? 1 : span.share();
  }

  /** True when a run that is cut off can be gone on with. */
  boolean canResume() {
    return options.get(CopyOptions.RESUME);
  }

  @Override
  public Map<String, Object> description() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", "export");
    fields.put("format", format.name());
    fields.put("target", target.path());
    fields.put("threads", threads(options));
    fields.put("ranges", query.spans().size());
    fields.put("resume", canResume());
    return fields;
  }

  @Override
  public CopyResult run(long jobId, JobControl control) throws SQLException {
    try (DatasetWriter dataset =
        new DatasetWriter(
            target,
            layout,
            format,
            options,
            options.get(CopyOptions.MAX_FILE_SIZE),
            manifest,
            canResume() ? resumeKey : null,
            control)) {
      DroppedColumns dropped =
          DroppedColumns.before(context.session(), query.prepared().getResultSetDefinitions());
      scan(dataset, control);
      dropped.check();
      return ObjectTable.written(dataset.commit());
    }
  }

  private void scan(DatasetWriter dataset, JobControl control) throws SQLException {
    RangeScanner scanner =
        new RangeScanner(
            context.session(),
            query,
            layout.batchSchema(),
            layout.columnOrder(),
            new RateLimit(options.get(CopyOptions.RATE)),
            control);
    List<TokenSpan> done = dataset.workDone().stream().map(TokenSpan::parse).toList();
    Queue<Optional<TokenSpan>> open = new ConcurrentLinkedQueue<>();
    (done.isEmpty() ? query.spans() : TokenSpan.without(query.spans(), done))
        .forEach(span -> open.add(Optional.ofNullable(span)));
    control.beginWork(
        query.spans().stream().mapToDouble(ExportPlan::share).sum(),
        done.stream().mapToDouble(TokenSpan::share).sum());
    while (!open.isEmpty()) {
      long until = canResume() ? System.nanoTime() + CHECKPOINT_NANOS : Long.MAX_VALUE;
      List<Optional<TokenSpan>> scanned =
          scanner.scan(
              open, threads(options), dataset, () -> canResume() && System.nanoTime() - until > 0);
      dataset.checkpoint(scanned.stream().flatMap(Optional::stream).map(Object::toString).toList());
    }
  }
}
