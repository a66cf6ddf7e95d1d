package io.cassport.bench.task;

import io.cassport.bench.child.Child;
import io.cassport.bench.child.Parameters;
import io.cassport.bench.child.Task;
import io.cassport.bench.child.Work;
import io.cassport.bench.data.FileSource;
import io.cassport.bench.data.Shape;
import io.cassport.bench.data.Shapes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.FormatOptions;
import io.cassport.format.ObjectReader;
import io.cassport.format.RowBatch;
import io.cassport.format.RowReader;
import io.cassport.parquet.ParquetFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Our decoder alone, in one thread: a Parquet file becomes CQL bytes. */
public final class DecodeRows implements Task {
  private static final int BATCH_ROWS = 5_000;

  private Shape shape;
  private Path file;

  /** The child JVM. */
  public static void main(String[] arguments) {
    Child.run(arguments, new DecodeRows());
  }

  @Override
  public void prepare(Parameters parameters) {
    shape = Shapes.named(parameters.text("shape"));
    file = parameters.path("file");
  }

  @Override
  public void warmUp() throws Exception {
    decode();
  }

  @Override
  public Work run() throws Exception {
    return decode();
  }

  private Work decode() throws IOException, SQLException {
    long rows = 0;
    long bytes = 0;
    RowBatch batch = new RowBatch(shape.schema(), BATCH_ROWS);
    int[] columns = IntStream.range(0, shape.schema().size()).toArray();
    try (ObjectReader object =
        new ParquetFormat()
            .openReader(
                FileSource.of(file),
                FormatOptions.NONE,
                shape.schema().columns().stream()
                    .map(ColumnSchema::name)
                    .collect(Collectors.toSet()))) {
      for (int split = 0; split < object.splits().size(); split++) {
        try (RowReader reader = object.read(split, columns, shape.schema(), 0)) {
          while (reader.read(batch, BATCH_ROWS) > 0) {
            rows += batch.rowCount();
            bytes += batch.dataLength();
          }
        }
      }
    }
    return Work.of(rows, bytes, Files.size(file));
  }

  @Override
  public void close() {
    // nothing is open
  }
}
