package io.cassport.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataType;
import io.cassport.format.ColumnSchema;
import io.cassport.format.ObjectReader;
import io.cassport.format.RowSchema;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Any table of any types comes back byte for byte, however its pages and row groups fall. */
class RandomRoundTripTest {
  @Property(tries = 250)
  void randomTablesComeBackByteForByte(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5) int columns,
      @ForAll @IntRange(min = 1, max = 400) int rowCount,
      @ForAll boolean version2,
      @ForAll @IntRange(min = 0, max = 2) int dictionary,
      @ForAll boolean smallRowGroups)
      throws SQLException {
    Random random = new Random(seed);
    List<ColumnSchema> schema = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      // a dot in a name looks like a path
      schema.add(new ColumnSchema("Column." + i, RandomValues.type(random, 3)));
    }
    RowSchema rowSchema = new RowSchema(schema);
    List<List<ByteBuffer>> rows = new ArrayList<>();
    for (int r = 0; r < rowCount; r++) {
      List<ByteBuffer> row = new ArrayList<>();
      for (ColumnSchema column : schema) {
        DataType type = column.type();
        row.add(random.nextInt(6) == 0 ? null : RandomValues.bytes(random, type));
      }
      rows.add(row);
    }
    List<String> options = new ArrayList<>();
    options.addAll(List.of("PARQUET_VERSION", version2 ? "V2" : "V1"));
    options.addAll(List.of("CHUNKSIZE", smallRowGroups ? "37" : "1M", "PAGE_SIZE", "1KB"));
    if (dictionary > 0) {
      options.addAll(List.of("DICTIONARY", dictionary == 1 ? "TRUE" : "FALSE"));
    }
    byte[] file = Files.write(rowSchema, rows, options.toArray(new String[0]));
    ObjectReader reader = Files.open(file);
    assertThat(Files.read(reader, rowSchema)).isEqualTo(rows);
  }
}
