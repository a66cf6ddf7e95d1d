package io.cassport.bench.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;

/** Parquet files of parquet-java by way of Avro, with its settings for lists and uuids of today. */
final class AvroFiles {
  private AvroFiles() {}

  static ParquetReader<GenericRecord> reader(Path file) throws IOException {
    return AvroParquetReader.<GenericRecord>builder(new LocalInputFile(file))
        .withConf(configuration())
        .build();
  }

  static ParquetWriter<GenericRecord> writer(Path file, GenericRecord first) throws IOException {
    Files.deleteIfExists(file);
    return AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
        .withSchema(first.getSchema())
        .withConf(configuration())
        .withCompressionCodec(CompressionCodecName.SNAPPY)
        .withWriteMode(ParquetFileWriter.Mode.CREATE)
        .build();
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration(false);
    configuration.setBoolean("parquet.avro.add-list-element-records", false);
    configuration.setBoolean("parquet.avro.write-old-list-structure", false);
    configuration.setBoolean("parquet.avro.write-parquet-uuid", true);
    return configuration;
  }
}
