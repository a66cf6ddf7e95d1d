package io.cassport.bench.task;

import io.cassport.bench.child.Child;
import io.cassport.bench.child.Parameters;
import io.cassport.bench.child.Task;
import io.cassport.bench.child.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;

/** parquet-java's Avro writer in one thread, of records in memory. */
public final class AvroEncode implements Task {
  private final List<GenericRecord> records = new ArrayList<>();
  private Path file;

  /** The child JVM. */
  public static void main(String[] arguments) {
    Child.run(arguments, new AvroEncode());
  }

  @Override
  public void prepare(Parameters parameters) throws IOException {
    file = parameters.path("file");
    try (ParquetReader<GenericRecord> reader = AvroFiles.reader(parameters.path("source"))) {
      for (GenericRecord record = reader.read(); record != null; record = reader.read()) {
        records.add(record);
      }
    }
  }

  @Override
  public void warmUp() throws IOException {
    encode();
  }

  @Override
  public Work run() throws IOException {
    return encode();
  }

  private Work encode() throws IOException {
    try (ParquetWriter<GenericRecord> writer = AvroFiles.writer(file, records.get(0))) {
      for (GenericRecord record : records) {
        writer.write(record);
      }
    }
    return Work.of(records.size(), 0, Files.size(file));
  }

  @Override
  public void close() {
    // nothing is open
  }
}
