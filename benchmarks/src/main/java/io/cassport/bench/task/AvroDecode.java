package io.cassport.bench.task;

import io.cassport.bench.child.Child;
import io.cassport.bench.child.Parameters;
import io.cassport.bench.child.Task;
import io.cassport.bench.child.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.hadoop.ParquetReader;

/** parquet-java's Avro reader in one thread. */
public final class AvroDecode implements Task {
  private Path file;

  /** The child JVM. */
  public static void main(String[] arguments) {
    Child.run(arguments, new AvroDecode());
  }

  @Override
  public void prepare(Parameters parameters) {
    file = parameters.path("file");
  }

  @Override
  public void warmUp() throws IOException {
    decode();
  }

  @Override
  public Work run() throws IOException {
    return decode();
  }

  private Work decode() throws IOException {
    long rows = 0;
    try (ParquetReader<GenericRecord> reader = AvroFiles.reader(file)) {
      while (reader.read() != null) {
        rows++;
      }
    }
    return Work.of(rows, 0, Files.size(file));
  }

  @Override
  public void close() {
    // nothing is open
  }
}
