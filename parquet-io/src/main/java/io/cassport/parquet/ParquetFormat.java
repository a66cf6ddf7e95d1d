package io.cassport.parquet;

import io.cassport.format.FormatOptions;
import io.cassport.format.FormatProvider;
import io.cassport.format.ObjectReader;
import io.cassport.format.ObjectSource;
import io.cassport.format.OptionSpec;
import io.cassport.format.RowSchema;
import io.cassport.format.RowWriter;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Apache Parquet. */
public final class ParquetFormat implements FormatProvider {
  private static final List<String> MAGICS = List.of("PAR1", "PARE");

  @Override
  public String name() {
    return "PARQUET";
  }

  @Override
  public List<String> extensions() {
    return List.of("parquet", "parq", "pq");
  }

  @Override
  public boolean recognises(byte[] firstBytes) {
    return firstBytes.length >= 4
        && MAGICS.contains(new String(firstBytes, 0, 4, StandardCharsets.ISO_8859_1));
  }

  @Override
  public List<OptionSpec<?>> options() {
    return ParquetOptions.ALL;
  }

  @Override
  public void checkWritable(RowSchema schema, FormatOptions options) throws SQLException {
    WriteSettings settings = WriteSettings.of(options);
    for (OptionSpec<String> option :
        List.of(
            ParquetOptions.STATISTICS,
            ParquetOptions.BLOOM_FILTER,
            ParquetOptions.DICTIONARY,
            ParquetOptions.PAGE_INDEX)) {
      ColumnLists.check(option, options, schema);
    }
    WriteSchema unused = new WriteSchema(schema, settings);
  }

  @Override
  public RowWriter openWriter(
      OutputStream sink, String name, RowSchema schema, FormatOptions options) throws SQLException {
    return new ParquetRowWriter(sink, name, schema, WriteSettings.of(options));
  }

  @Override
  public ObjectReader openReader(ObjectSource source, FormatOptions options, Set<String> targets)
      throws SQLException {
    return new ParquetObjectReader(source);
  }
}
