package io.cassport.copy;

import static io.cassport.format.Direction.CAPTURE;
import static io.cassport.format.Direction.FROM;
import static io.cassport.format.Direction.TO;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.copy.dataset.PartitionFilter;
import io.cassport.format.ColumnSchema;
import io.cassport.format.Direction;
import io.cassport.format.FormatProvider;
import io.cassport.format.OptionSpec;
import io.cassport.format.OptionType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** The options that the engine itself declares; each format declares its own beside these. */
public final class CopyOptions {
  static final OptionSpec<String> FORMAT =
      OptionSpec.of(
          "FORMAT",
          OptionType.text("a format's name, such as PARQUET"),
          null,
          "by the file name's extension, on import also by the file's first bytes; else PARQUET",
          Set.of(TO, FROM, CAPTURE),
          "The file format.");

  static final OptionSpec<String> AUTHORIZATION =
      OptionSpec.of(
          "AUTHORIZATION",
          OptionType.text("the name of credentials among the connection's properties"),
          null,
          "the connection's own",
          Set.of(TO, FROM, CAPTURE),
          "Reaches files of hdfs: and s3a: with these credentials.");

  static final OptionSpec<List<String>> PARTITION =
      OptionSpec.of(
          "PARTITION",
          OptionType.names("column names separated by commas"),
          List.of(),
          "none",
          Set.of(TO, CAPTURE),
          "Writes Hive directories column=value/ and leaves these columns out of the files.");

  static final OptionSpec<Long> MAX_FILE_SIZE =
      OptionSpec.of(
              "MAX_FILE_SIZE",
              OptionType.size(64 << 10, 1L << 40),
              null,
              "unlimited",
              Set.of(TO, CAPTURE),
              "Goes on in the next part file when a file reaches this size.")
          .withAliases("MAXOBJECTSIZE");

  static final OptionSpec<Boolean> OVERWRITE =
      OptionSpec.of(
          "OVERWRITE",
          OptionType.bool(),
          false,
          "FALSE: an existing target is an error and stays as it is",
          Set.of(TO, CAPTURE),
          "Replaces an existing target once the new data is complete.");

  static final OptionSpec<Boolean> APPEND =
      OptionSpec.of(
          "APPEND",
          OptionType.bool(),
          false,
          "FALSE",
          Set.of(TO, CAPTURE),
          "Adds part files to an existing dataset directory and leaves what is there alone.");

  static final OptionSpec<String> MANIFEST =
      OptionSpec.of(
              "MANIFEST",
              OptionType.text("TRUE, FALSE or a path"),
              null,
              "FALSE; TRUE: _manifest.json in a dataset, file.manifest.json beside a file",
              Set.of(TO, CAPTURE),
              "Writes, last of all, a JSON file that lists every object with its rows, size,"
                  + " SHA-256, partition and column ranges; COPY FROM can load it.")
          .withAliases("MANIFESTFILE");

  static final OptionSpec<List<String>> FILES =
      OptionSpec.of(
          "FILES",
          OptionType.names("names below the source separated by commas"),
          List.of(),
          "all",
          Set.of(FROM),
          "Loads these files of the source.");

  static final OptionSpec<Pattern> PATTERN =
      OptionSpec.of(
          "PATTERN",
          new OptionType<>("a regular expression", CopyOptions::pattern),
          null,
          "all",
          Set.of(FROM),
          "Loads files whose whole path matches.");

  static final OptionSpec<PartitionFilter> PARTITION_FILTER =
      OptionSpec.of(
          "PARTITION_FILTER",
          new OptionType<>(PartitionFilter.FORM, PartitionFilter::parse),
          null,
          "all",
          Set.of(FROM),
          "Opens only Hive directories whose values meet the conditions.");

  static final OptionSpec<Long> CONCURRENCY =
      OptionSpec.of(
          "CONCURRENCY",
          OptionType.count(1, 1024),
          null,
          "by the number of processors (TO), 128 (FROM)",
          Set.of(TO, FROM),
          "TO: token ranges read at once. FROM: requests under way for each node at the most.");

  static final OptionSpec<Long> PAGESIZE =
      OptionSpec.of(
          "PAGESIZE",
          OptionType.count(1, 1_000_000),
          null,
          "5000, fewer when rows are large",
          Set.of(TO),
          "Rows in one page of the scan.");

  static final OptionSpec<DefaultConsistencyLevel> CONSISTENCY =
      OptionSpec.of(
          "CONSISTENCY",
          OptionType.choice(DefaultConsistencyLevel.class),
          null,
          "LOCAL_ONE (TO), the connection's (FROM)",
          Set.of(TO, FROM),
          "Consistency level of the reads or writes.");

  static final OptionSpec<Long> RATE =
      OptionSpec.of(
          "RATE",
          OptionType.count(1, Long.MAX_VALUE),
          null,
          "unlimited",
          Set.of(TO),
          "Rows read each second at the most.");

  static final OptionSpec<Long> BEGINTOKEN =
      OptionSpec.of(
          "BEGINTOKEN",
          OptionType.count(Long.MIN_VALUE, Long.MAX_VALUE),
          null,
          "the ring's beginning",
          Set.of(TO),
          "Exports only rows whose token is greater.");

  static final OptionSpec<Long> ENDTOKEN =
      OptionSpec.of(
          "ENDTOKEN",
          OptionType.count(Long.MIN_VALUE, Long.MAX_VALUE),
          null,
          "the ring's end",
          Set.of(TO),
          "Exports only rows whose token is not greater.");

  static final OptionSpec<Boolean> CASE_INSENSITIVE =
      OptionSpec.of(
          "CASE_INSENSITIVE",
          OptionType.bool(),
          false,
          "FALSE",
          Set.of(FROM),
          "Matches column names ignoring case where no name matches exactly.");

  static final OptionSpec<List<String>> SKIPCOLS =
      OptionSpec.of(
          "SKIPCOLS",
          OptionType.names("column names separated by commas"),
          List.of(),
          "none",
          Set.of(FROM),
          "Leaves these columns of the files out.");

  static final OptionSpec<Boolean> ALLOW_MISSING_COLUMNS =
      OptionSpec.of(
          "ALLOW_MISSING_COLUMNS",
          OptionType.bool(),
          false,
          "FALSE",
          Set.of(FROM),
          "Leaves columns that the file does not have unset; the primary key is always required.");

  static final OptionSpec<Boolean> SKIP_UNSUPPORTED =
      OptionSpec.of(
          "SKIP_UNSUPPORTED",
          OptionType.bool(),
          false,
          "FALSE: an error before the first insert",
          Set.of(FROM),
          "Skips file columns whose type cannot become the column's type.");

  static final OptionSpec<Boolean> RESUME =
      OptionSpec.of(
          "RESUME",
          OptionType.bool(),
          false,
          "FALSE: begin the export, or each file, anew",
          Set.of(TO, FROM),
          "Goes on where the same statement was cut off: an export into a dataset after its last"
              + " checkpoint, an import after the last row groups that were acknowledged.");

  static final OptionSpec<Boolean> CREATE_TABLE =
      OptionSpec.of(
          "CREATE_TABLE",
          OptionType.bool(),
          false,
          "FALSE",
          Set.of(FROM),
          "Makes the table from the file's columns when it is not there; needs PRIMARY_KEY.");

  static final OptionSpec<String> PRIMARY_KEY =
      OptionSpec.of(
          "PRIMARY_KEY",
          OptionType.text("as in CREATE TABLE, such as 'id' or '(a, b), c'"),
          null,
          "none",
          Set.of(FROM),
          "The primary key of the table that CREATE_TABLE makes.");

  static final OptionSpec<Long> SKIPROWS =
      OptionSpec.of(
          "SKIPROWS",
          OptionType.count(0, Long.MAX_VALUE),
          0L,
          "0",
          Set.of(FROM),
          "Leaves out this many rows at the beginning of the whole source.");

  static final OptionSpec<Long> MAXROWS =
      OptionSpec.of(
          "MAXROWS",
          OptionType.count(-1, Long.MAX_VALUE),
          -1L,
          "-1: all",
          Set.of(FROM),
          "Loads this many rows of the whole source at the most.");

  static final OptionSpec<Long> READ_CHUNK =
      OptionSpec.of(
          "CHUNKSIZE",
          OptionType.count(1, 1_000_000),
          5_000L,
          "5000",
          Set.of(FROM),
          "Rows read ahead of each file.");

  static final OptionSpec<Long> INGESTRATE =
      OptionSpec.of(
          "INGESTRATE",
          OptionType.count(1, Long.MAX_VALUE),
          null,
          "unlimited",
          Set.of(FROM),
          "Rows written each second at the most.");

  static final OptionSpec<Long> MAXBATCHSIZE =
      OptionSpec.of(
          "MAXBATCHSIZE",
          OptionType.count(1, 1_000),
          100L,
          "100",
          Set.of(FROM),
          "Rows of one partition in one unlogged batch; the batch also stays below 5 KB.");

  static final OptionSpec<Long> TTL =
      OptionSpec.of(
          "TTL",
          OptionType.count(0, 630_720_000),
          null,
          "the table's",
          Set.of(FROM),
          "Seconds until the rows expire.");

  static final OptionSpec<Long> TIMESTAMP =
      OptionSpec.of(
          "TIMESTAMP",
          OptionType.count(Long.MIN_VALUE + 1, Long.MAX_VALUE),
          null,
          "the moment the job starts, the same for all its rows",
          Set.of(FROM),
          "Write time in microseconds since 1970.");

  static final OptionSpec<String> NULLS =
      OptionSpec.of(
          "NULLS",
          OptionType.choice("UNSET", "NULL"),
          "UNSET",
          "UNSET: no tombstones",
          Set.of(FROM),
          "What a null of the file does: leaves the stored value alone, or deletes it.");

  static final OptionSpec<String> MODE =
      OptionSpec.of(
          "MODE",
          OptionType.choice("UPSERT", "INSERT"),
          "UPSERT",
          "UPSERT",
          Set.of(FROM),
          "INSERT leaves rows that are there already as they are, by IF NOT EXISTS, and counts"
              + " them.");

  static final OptionSpec<Long> MAXERRORS =
      OptionSpec.of(
              "MAXERRORS",
              OptionType.count(-1, Long.MAX_VALUE),
              0L,
              "0; -1: any number",
              Set.of(FROM),
              "Bad rows that are left out before one more ends the statement.")
          .withAliases("MAXPARSEERRORS", "MAXINSERTERRORS");

  static final OptionSpec<String> ERRFILE =
      OptionSpec.of(
          "ERRFILE",
          OptionType.text("a path"),
          null,
          "none",
          Set.of(FROM),
          "Keeps bad rows as they are, with file, row, column and cause, in a file of the source's"
              + " format that COPY FROM can load.");

  static final OptionSpec<Boolean> DRYRUN =
      OptionSpec.of(
          "DRYRUN",
          OptionType.bool(),
          false,
          "FALSE",
          Set.of(FROM),
          "Reads, converts and checks everything and inserts nothing.");

  static final OptionSpec<Boolean> FORCE =
      OptionSpec.of(
          "FORCE",
          OptionType.bool(),
          false,
          "FALSE: a file that was loaded before and has not changed is skipped",
          Set.of(FROM),
          "Loads files whatever the load ledger says about them.");

  static final OptionSpec<Boolean> LOAD_UNCERTAIN_FILES =
      OptionSpec.of(
          "LOAD_UNCERTAIN_FILES",
          OptionType.bool(),
          false,
          "FALSE: they are skipped",
          Set.of(FROM),
          "Loads files that may have been loaded longer ago than the ledger remembers (64 days).");

  static final OptionSpec<Boolean> LEDGER =
      OptionSpec.of(
          "LEDGER",
          OptionType.bool(),
          null,
          "used if it can be had, else a warning",
          Set.of(FROM),
          "TRUE: no load without the ledger of loaded files. FALSE: neither reads nor writes it.");

  private static final Set<Direction> EXPORT = Set.of(TO, CAPTURE);
  private static final Set<Direction> IMPORT = Set.of(FROM);

  /** Known, and refused with the stage at which they are due. */
  private static final List<OptionSpec<?>> PLANNED =
      List.of(
          OptionSpec.planned("MANIFESTONLY", EXPORT, 2, "Writes only the manifest."),
          OptionSpec.planned("ORDER_BY", EXPORT, 2, "Sorts the rows of each file."),
          OptionSpec.planned("LOCAL_ORDER_BY", EXPORT, 2, "Sorts the rows of each file."),
          OptionSpec.planned("HASH_BY", EXPORT, 2, "Distributes rows over FILES files by hash."),
          OptionSpec.planned("FILES", Set.of(TO), 2, "Number of files."),
          OptionSpec.planned("NAMING", EXPORT, 2, "Values of the ordering columns in names."),
          OptionSpec.planned("INCLUDE_ORDERING", EXPORT, 2, "Keeps ordering columns."),
          OptionSpec.planned("INCLUDE_HASHBY", EXPORT, 2, "Keeps hash columns."),
          OptionSpec.planned("SINCE", Set.of(TO), 2, "Only rows written after a time."),
          OptionSpec.planned("TRANSFORM", EXPORT, 3, "Functions over columns."),
          OptionSpec.planned("MASK", EXPORT, 3, "Masks columns."),
          OptionSpec.planned("ENCRYPTION_KEY", EXPORT, 3, "Parquet modular encryption."),
          OptionSpec.planned("ENGINE", Set.of(TO), 2, "LOCAL or SPARK."),
          OptionSpec.planned("WHERE", IMPORT, 2, "Rows to take."),
          OptionSpec.planned("VERSION", IMPORT, 2, "Delta time travel."),
          OptionSpec.planned("VALIDATE", IMPORT, 3, "Checks rows by rules."),
          OptionSpec.planned("DEDUPLICATE", IMPORT, 3, "Drops repeated rows."),
          OptionSpec.planned("PROFILE_REPORT", IMPORT, 3, "Describes the data."));

  private static final List<OptionSpec<?>> ENGINE =
      List.of(
          FORMAT,
          AUTHORIZATION,
          PARTITION,
          MAX_FILE_SIZE,
          OVERWRITE,
          APPEND,
          MANIFEST,
          FILES,
          PATTERN,
          PARTITION_FILTER,
          CONCURRENCY,
          PAGESIZE,
          CONSISTENCY,
          RATE,
          BEGINTOKEN,
          ENDTOKEN,
          CASE_INSENSITIVE,
          SKIPCOLS,
          ALLOW_MISSING_COLUMNS,
          SKIP_UNSUPPORTED,
          RESUME,
          CREATE_TABLE,
          PRIMARY_KEY,
          SKIPROWS,
          MAXROWS,
          READ_CHUNK,
          INGESTRATE,
          MAXBATCHSIZE,
          TTL,
          TIMESTAMP,
          NULLS,
          MODE,
          MAXERRORS,
          ERRFILE,
          DRYRUN,
          FORCE,
          LOAD_UNCERTAIN_FILES,
          LEDGER);

  private CopyOptions() {}

  /** Every option that exists for a direction and a format, also the planned ones. */
  static List<OptionSpec<?>> of(Direction direction, FormatProvider format) {
    List<OptionSpec<?>> options = new ArrayList<>(ENGINE);
    options.addAll(PLANNED);
    options.addAll(format.options());
    options.removeIf(option -> !option.directions().contains(direction));
    return options;
  }

  /** The table of SHOW COPY OPTIONS: every option that works, by name. */
  public static ResultTable show() {
    List<ColumnSchema> columns =
        List.of(
            new ColumnSchema("option", DataTypes.TEXT),
            new ColumnSchema("statements", DataTypes.TEXT),
            new ColumnSchema("format", DataTypes.TEXT),
            new ColumnSchema("values", DataTypes.TEXT),
            new ColumnSchema("default", DataTypes.TEXT),
            new ColumnSchema("help", DataTypes.TEXT));
    List<List<Object>> rows = new ArrayList<>();
    ENGINE.forEach(option -> rows.add(row(option, null)));
    for (FormatProvider format : Formats.all()) {
      format.options().forEach(option -> rows.add(row(option, format.name())));
    }
    rows.sort(Comparator.comparing(row -> (String) row.get(0)));
    return new ResultTable(columns, rows);
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("a regular expression: " + e.getDescription(), e);
    }
  }

  private static List<Object> row(OptionSpec<?> option, String format) {
    String name =
        option.aliases().isEmpty()
            ? option.name()
            : option.name() + " (" + String.join(", ", option.aliases()) + ")";
    String statements =
        option.directions().stream()
            .sorted()
            .map(direction -> direction == CAPTURE ? "CAPTURE" : "COPY " + direction)
            .collect(Collectors.joining(", "));
    return Arrays.asList(
        name, statements, format, option.values(), option.defaultText(), option.help());
  }
}
