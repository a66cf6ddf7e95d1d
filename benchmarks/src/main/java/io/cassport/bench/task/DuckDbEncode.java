package io.cassport.bench.task;

import io.cassport.bench.child.Child;
import io.cassport.bench.child.Parameters;
import io.cassport.bench.child.Task;
import io.cassport.bench.child.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** DuckDB's COPY TO Parquet in one thread, of a table in memory. */
public final class DuckDbEncode implements Task {
  private DuckDb duckDb;
  private Path file;
  private long rows;

  /** The child JVM. */
  public static void main(String[] arguments) {
    Child.run(arguments, new DuckDbEncode());
  }

  @Override
  public void prepare(Parameters parameters) throws Exception {
    duckDb = new DuckDb();
    file = parameters.path("file");
    duckDb.execute(
        "CREATE TABLE rows AS SELECT * FROM read_parquet(%s)"
            .formatted(DuckDb.quoted(parameters.path("source"))));
    rows = duckDb.number("SELECT count(*) FROM rows");
  }

  @Override
  public void warmUp() throws Exception {
    encode();
  }

  @Override
  public Work run() throws Exception {
    return encode();
  }

  private Work encode() throws Exception {
    duckDb.execute(
        "COPY rows TO %s (FORMAT parquet, COMPRESSION snappy)".formatted(DuckDb.quoted(file)));
    return Work.of(rows, 0, Files.size(file));
  }

  @Override
  public void close() throws SQLException {
    duckDb.close();
  }
}
