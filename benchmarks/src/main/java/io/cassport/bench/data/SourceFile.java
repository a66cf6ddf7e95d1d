package io.cassport.bench.data;

import io.cassport.format.FormatOptions;
import io.cassport.format.RowBatch;
import io.cassport.format.RowEncoder;
import io.cassport.format.RowWriter;
import io.cassport.parquet.ParquetFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.stream.IntStream;

/** A Parquet file of a shape's first rows, made once. */
public final class SourceFile {
  private SourceFile() {}

  /** The file, written when it is not there. */
  public static Path in(Path directory, Shape shape, long rows) throws IOException, SQLException {
    Path file = directory.resolve(shape.name() + "-" + rows + ".parquet");
    if (!Files.exists(file)) {
      Files.createDirectories(directory);
      Path unfinished = directory.resolve(file.getFileName() + ".unfinished");
      write(unfinished, shape, rows);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  private static void write(Path file, Shape shape, long rows) throws IOException, SQLException {
    RowBatch batch = new RowBatch(shape.schema(), shape.batchRows());
    int[] all = IntStream.range(0, shape.batchRows()).toArray();
    try (RowWriter writer =
            new ParquetFormat()
                .openWriter(
                    new BufferedOutputStream(Files.newOutputStream(file)),
                    file.toString(),
                    shape.schema(),
                    FormatOptions.NONE);
        RowEncoder encoder = writer.newEncoder()) {
      for (long row = 0; row < rows; row += batch.rowCount()) {
        int count = (int) Math.min(shape.batchRows(), rows - row);
        shape.fill(batch, row, count);
        encoder.write(batch, all, 0, count);
      }
      encoder.flush();
      writer.finish();
    }
  }
}
