package io.cassport.bench.task;

import io.cassport.bench.child.Child;
import io.cassport.bench.child.Parameters;
import io.cassport.bench.child.Task;
import io.cassport.bench.child.Work;
import io.cassport.bench.data.Shape;
import io.cassport.bench.data.Shapes;
import io.cassport.format.FormatOptions;
import io.cassport.format.RowBatch;
import io.cassport.format.RowEncoder;
import io.cassport.format.RowWriter;
import io.cassport.parquet.ParquetFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** Our encoder alone, in one thread: batches in memory become a Parquet file. */
public final class EncodeRows implements Task {
  private List<RowBatch> batches;
  private Shape shape;
  private Path file;

  /** The child JVM. */
  public static void main(String[] arguments) {
    Child.run(arguments, new EncodeRows());
  }

  @Override
  public void prepare(Parameters parameters) {
    shape = Shapes.named(parameters.text("shape"));
    batches = Batches.of(shape, parameters.number("rows"));
    file = parameters.path("file");
  }

  @Override
  public void warmUp() throws Exception {
    encode();
  }

  @Override
  public Work run() throws Exception {
    return encode();
  }

  private Work encode() throws IOException, SQLException {
    int[] all = IntStream.range(0, shape.batchRows()).toArray();
    long rows;
    try (RowWriter writer =
            new ParquetFormat()
                .openWriter(
                    Files.newOutputStream(file),
                    file.toString(),
                    shape.schema(),
                    FormatOptions.NONE);
        RowEncoder encoder = writer.newEncoder()) {
      for (RowBatch batch : batches) {
        encoder.write(batch, all, 0, batch.rowCount());
      }
      encoder.flush();
      writer.finish();
      rows = writer.rowsWritten();
    }
    long bytes = batches.stream().mapToLong(RowBatch::dataLength).sum();
    return Work.of(rows, bytes, Files.size(file));
  }

  @Override
  public void close() {
    // nothing is open
  }
}
