package io.cassport.copy;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.metadata.TokenMap;
import io.cassport.copy.dataset.DatasetWriter;
import io.cassport.copy.dataset.ManifestTarget;
import io.cassport.copy.dataset.RowLayout;
import io.cassport.copy.dataset.Target;
import io.cassport.copy.dataset.WrittenObject;
import io.cassport.copy.job.Errors;
import io.cassport.copy.job.JobControl;
import io.cassport.copy.job.RateLimit;
import io.cassport.copy.scan.RangeScanner;
import io.cassport.copy.scan.ScanQuery;
import io.cassport.copy.scan.TokenSpan;
import io.cassport.format.Direction;
import io.cassport.format.FormatOptions;
import io.cassport.format.FormatProvider;
import io.cassport.grammar.CopyTo;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A COPY TO whose statement, options, target and query are checked. */
record ExportPlan(
    CopyContext context,
    FormatProvider format,
    FormatOptions options,
    Target target,
    RowLayout layout,
    ManifestTarget manifest,
    ScanQuery query)
    implements CopyJob.Plan {
  private static final int DEFAULT_PAGE_SIZE = 5_000;

  /** Spans for each thread, so that threads end at nearly the same time. */
  private static final int SPANS_PER_THREAD = 16;

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
    List<TokenSpan> spans =
        source.byRanges()
            ? spans(context, options, threads(options) * SPANS_PER_THREAD)
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
    return new ExportPlan(context, format, options, target, layout, manifest, query);
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
            control)) {
      RangeScanner scanner =
          new RangeScanner(
              context.session(),
              query,
              layout.batchSchema(),
              layout.columnOrder(),
              new RateLimit(options.get(CopyOptions.RATE)),
              control);
      scanner.scan(threads(options), dataset);
      List<WrittenObject> objects = dataset.commit();
      return ObjectTable.written(objects);
    }
  }
}
