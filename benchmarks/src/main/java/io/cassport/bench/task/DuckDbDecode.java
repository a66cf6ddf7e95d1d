package io.cassport.bench.task;

import io.cassport.bench.child.Child;
import io.cassport.bench.child.Parameters;
import io.cassport.bench.child.Task;
import io.cassport.bench.child.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** DuckDB's scan of a Parquet file in one thread; a hash of each cell makes it decode them all. */
public final class DuckDbDecode implements Task {
  private DuckDb duckDb;
  private Path file;
  private long rows;

  /** The child JVM. */
  public static void main(String[] arguments) {
    Child.run(arguments, new DuckDbDecode());
  }

  @Override
  public void prepare(Parameters parameters) throws Exception {
    duckDb = new DuckDb();
    file = parameters.path("file");
    rows = duckDb.number("SELECT count(*) FROM read_parquet(%s)".formatted(DuckDb.quoted(file)));
  }

  @Override
  public void warmUp() throws Exception {
    decode();
  }

  @Override
  public Work run() throws Exception {
    return decode();
  }

  private Work decode() throws Exception {
    duckDb.execute(
        "SELECT bit_xor(hash(COLUMNS(*))) FROM read_parquet(%s)".formatted(DuckDb.quoted(file)));
    return Work.of(rows, 0, Files.size(file));
  }

  @Override
  public void close() throws SQLException {
    duckDb.close();
  }
}
