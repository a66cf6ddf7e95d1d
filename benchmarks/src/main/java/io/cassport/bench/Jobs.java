package io.cassport.bench;

import io.cassport.bench.child.Child;
import io.cassport.bench.child.Task;
import io.cassport.bench.data.Shape;
import io.cassport.bench.data.Shapes;
import io.cassport.bench.task.AvroDecode;
import io.cassport.bench.task.AvroEncode;
import io.cassport.bench.task.BareInserts;
import io.cassport.bench.task.BarePages;
import io.cassport.bench.task.BareScan;
import io.cassport.bench.task.DecodeRows;
import io.cassport.bench.task.DsbulkRun;
import io.cassport.bench.task.DuckDbDecode;
import io.cassport.bench.task.DuckDbEncode;
import io.cassport.bench.task.EncodeRows;
import io.cassport.bench.task.FirstRow;
import io.cassport.bench.task.JdbcCopy;
import io.cassport.bench.task.JdbcSelect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The jobs of the table, each as a child's task. docs/performance.md describes them. */
final class Jobs {
  static final String SCAN = "scan";
  static final String COPY_TO = "copy-to-snappy";
  static final String DSBULK_UNLOAD = "dsbulk-unload";
  static final String WRAPPER_COPY_TO = "wrapper-copy-to";
  static final String INSERTS = "inserts";
  static final String COPY_FROM = "copy-from-parquet";
  static final String DSBULK_LOAD = "dsbulk-load";
  static final String PAGES = "pages";
  static final String SELECT = "select";
  static final String WRAPPER_SELECT = "wrapper-select";
  static final String ENCODE = "encode";
  static final String DUCKDB_ENCODE = "duckdb-encode";
  static final String AVRO_ENCODE = "parquet-java-encode";
  static final String DECODE = "decode";
  static final String DUCKDB_DECODE = "duckdb-decode";
  static final String AVRO_DECODE = "parquet-java-decode";
  static final String FIRST_ROW = "first-row";

  private static final String NO_CSV = "there is no FORMAT CSV yet";
  private static final int PAGE_ROWS = 5_000;

  private final Settings settings;
  private final Tables tables;
  private final boolean csv;

  /**
   * Makes jobs.
   *
   * @param csv true when COPY knows CSV
   */
  Jobs(Settings settings, Tables tables, boolean csv) {
    this.settings = settings;
    this.tables = tables;
    this.csv = csv;
  }

  /** True for jobs whose memory is to stay below a limit. */
  static boolean isOurCopy(String job) {
    return job.startsWith("copy-to") || job.startsWith("copy-from");
  }

  /** All jobs about the table of eleven columns. */
  List<Job> ofGoals() {
    List<Job> jobs = new ArrayList<>();
    jobs.add(scan(SCAN, Tables.MIXED));
    jobs.add(copyMixedTo(COPY_TO, "parquet", "COMPRESSION='SNAPPY'"));
    jobs.add(copyMixedTo("copy-to-zstd", "parquet", "COMPRESSION='ZSTD'").besides());
    jobs.add(copyMixedTo("copy-to-none", "parquet", "COMPRESSION='NONE'").besides());
    jobs.add(ifCsv(copyMixedTo("copy-to-csv", "csv", "FORMAT='CSV'")).besides());
    jobs.add(dsbulkUnload());
    jobs.add(wrapperCopyTo());
    jobs.add(inserts());
    jobs.add(copyFrom(COPY_FROM, tables.loadFile(), ""));
    jobs.add(ifCsv(copyFrom("copy-from-csv", tables.csvLoadFile(), " AND FORMAT='CSV'")).besides());
    jobs.add(dsbulkLoad());
    jobs.addAll(selects());
    jobs.addAll(encodings());
    jobs.add(firstRow());
    return jobs;
  }

  /** A scan, an export and an import of every other table. */
  List<Job> ofOtherTables() {
    List<Job> jobs = new ArrayList<>();
    for (Shape shape : List.of(Shapes.WIDE, Shapes.NARROW, Shapes.VECTORS, Shapes.BLOBS)) {
      jobs.addAll(of(shape.name(), tables.file(shape)));
    }
    if (settings.flights().isPresent()) {
      jobs.addAll(of(Tables.FLIGHTS, settings.flights().get().toAbsolutePath()));
    } else {
      Stream.of("scan-", "copy-to-", "copy-from-")
          .map(name -> Job.of(name + Tables.FLIGHTS, BareScan.class, ClassPath.CASSPORT))
          .map(job -> job.besides().skippedBecause("no --flights FILE was given"))
          .forEach(jobs::add);
    }
    return jobs;
  }

  private List<Job> of(String name, Path file) {
    String table = Tables.other(name);
    String target = table + "_load";
    return List.of(
        scan("scan-" + name, table).with("warmUpTable", table).besides(),
        copyTo("copy-to-" + name, table, "parquet", "COMPRESSION='SNAPPY'").besides(),
        copy("copy-from-" + name, ClassPath.CASSPORT)
            .with("url", tables.url())
            .with("warmUp", load(Tables.SMALL_LOAD, tables.smallFile(), ""))
            .with("copy", load(target, file, ""))
            .with("file", file)
            .emptying(target, Tables.SMALL_LOAD)
            .besides());
  }

  private Job copyMixedTo(String name, String extension, String options) {
    return copyTo(name, Tables.MIXED, extension, options).with("rows", settings.rows());
  }

  /** A scan by the bare driver. */
  Job scan(String name, String table) {
    return connected(Job.of(name, BareScan.class, ClassPath.CASSPORT))
        .with("table", table)
        .with("warmUpTable", Tables.SMALL);
  }

  /** An export by our COPY, warmed up on the smaller table. */
  Job copyTo(String name, String table, String extension, String options) {
    Path target = settings.output().resolve(name + "." + extension);
    return withWritten(copy(name, ClassPath.CASSPORT), target)
        .with("url", tables.url())
        .with("warmUp", "COPY %s TO '%s' WITH %s".formatted(Tables.SMALL, target, options))
        .with("copy", "COPY %s TO '%s' WITH %s".formatted(table, target, options))
        .with("file", target);
  }

  /** An import by our COPY into an empty table, warmed up on another. */
  Job copyFrom(String name, Path file, String options) {
    return copy(name, ClassPath.CASSPORT)
        .with("url", tables.url())
        .with(
            "warmUp",
            load(Tables.SMALL_LOAD, file, " AND MAXROWS=" + settings.smallRows() + options))
        .with("copy", load(Tables.LOAD, file, options))
        .with("rows", settings.loadRows())
        .with("file", file)
        .emptying(Tables.LOAD, Tables.SMALL_LOAD);
  }

  private static String load(String table, Path file, String options) {
    return "COPY %s FROM '%s' WITH LEDGER=FALSE%s".formatted(table, file, options);
  }

  private Job ifCsv(Job job) {
    return csv ? job : job.skippedBecause(NO_CSV);
  }

  private Job wrapperCopyTo() {
    Path target = settings.output().resolve("wrapper.csv");
    String copy = "COPY %s TO '%s'".formatted(Tables.SMALL, target);
    return withWritten(copy(WRAPPER_COPY_TO, ClassPath.WRAPPER), target)
        .with("url", tables.wrapperUrl())
        .with("warmUp", copy)
        .with("copy", copy)
        .with("rows", settings.smallRows())
        .with("file", target);
  }

  private Job inserts() {
    return connected(Job.of(INSERTS, BareInserts.class, ClassPath.CASSPORT))
        .with("shape", Shapes.MIXED.name())
        .with("table", Tables.LOAD)
        .with("warmUpTable", Tables.SMALL_LOAD)
        .with("rows", settings.loadRows())
        .with("warmUpRows", Math.max(1, settings.loadRows() / 10))
        .emptying(Tables.LOAD, Tables.SMALL_LOAD);
  }

  private Job dsbulkUnload() {
    Path target = settings.output().resolve(DSBULK_UNLOAD);
    return withWritten(Job.of(DSBULK_UNLOAD, DsbulkRun.class, ClassPath.DSBULK), target)
        .with("warmUp", tables.dsbulk("unload", Tables.SMALL, target))
        .with("nothing", tables.dsbulk("unload", Tables.SMALL_LOAD, target))
        .with("arguments", tables.dsbulk("unload", Tables.MIXED, target))
        .with("rows", settings.rows())
        .with("file", target)
        .emptying(Tables.SMALL_LOAD);
  }

  private Job dsbulkLoad() {
    Path source = tables.dsbulkFiles();
    return Job.of(DSBULK_LOAD, DsbulkRun.class, ClassPath.DSBULK)
        .with("warmUp", someRecords(settings.smallRows(), source))
        .with("nothing", someRecords(1, source))
        .with("arguments", tables.dsbulk("load", Tables.LOAD, source))
        .with("rows", settings.loadRows())
        .with("file", source)
        .emptying(Tables.LOAD, Tables.SMALL_LOAD);
  }

  private String someRecords(long records, Path source) {
    return tables.dsbulk("load", Tables.SMALL_LOAD, source)
        + "\n--connector.csv.maxRecords\n"
        + records;
  }

  private List<Job> selects() {
    Job ours = Job.of(SELECT, JdbcSelect.class, ClassPath.CASSPORT).with("url", tables.url());
    Job wrapper =
        Job.of(WRAPPER_SELECT, JdbcSelect.class, ClassPath.WRAPPER)
            .with("url", tables.wrapperUrl());
    Job pages = connected(Job.of(PAGES, BarePages.class, ClassPath.CASSPORT));
    return Stream.of(pages, ours, wrapper)
        .map(job -> job.with("table", Tables.SMALL).with("pageRows", PAGE_ROWS))
        .map(job -> job.with(Child.WARM_UPS, 2).with(Child.REPEATS, 2))
        .toList();
  }

  private List<Job> encodings() {
    Path source = tables.encodedFile();
    return Stream.of(
            inMemory(ENCODE, EncodeRows.class, ClassPath.CASSPORT),
            inMemory(DUCKDB_ENCODE, DuckDbEncode.class, ClassPath.CASSPORT),
            inMemory(AVRO_ENCODE, AvroEncode.class, ClassPath.PARQUET_JAVA),
            inMemory(DECODE, DecodeRows.class, ClassPath.CASSPORT).with("file", source),
            inMemory(DUCKDB_DECODE, DuckDbDecode.class, ClassPath.CASSPORT).with("file", source),
            inMemory(AVRO_DECODE, AvroDecode.class, ClassPath.PARQUET_JAVA).with("file", source))
        .map(job -> job.with("source", source).with("shape", Shapes.MIXED.name()))
        .map(job -> job.with("rows", settings.encodedRows()))
        .toList();
  }

  private Job inMemory(String name, Class<? extends Task> task, ClassPath classPath) {
    return Job.of(name, task, classPath)
        .with("file", settings.output().resolve(name + ".parquet"))
        .with(Child.WARM_UPS, 6)
        .with(Child.REPEATS, 10);
  }

  private Job firstRow() {
    Path target = settings.output().resolve("first-row.parquet");
    return withWritten(Job.of(FIRST_ROW, FirstRow.class, ClassPath.CASSPORT), target)
        .with("url", tables.url())
        .with("copy", "COPY %s TO '%s'".formatted(Tables.MIXED, target));
  }

  private static Job copy(String name, ClassPath classPath) {
    return Job.of(name, JdbcCopy.class, classPath);
  }

  /** What a task removes before each run. */
  private static Job withWritten(Job job, Path target) {
    return job.with("written", target);
  }

  private Job connected(Job job) {
    return tables.connected(job);
  }
}
