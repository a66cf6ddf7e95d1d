package io.cassport.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.data.CqlVector;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import io.cassport.format.FormatOptions;
import io.cassport.format.ObjectReader;
import io.cassport.format.RowBatch;
import io.cassport.parquet.ParquetFormat;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShapesTest {
  static Stream<Shape> shapes() {
    return Stream.of(
        Shapes.MIXED, Shapes.WIDE, Shapes.NARROW, Shapes.VECTORS, Shapes.BLOBS, Shapes.PARTED);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aRowIsTheSameWhereverItsBatchBegins(Shape shape) {
    assertThat(rows(shape, 5, 7)).isEqualTo(rows(shape, 0, 12).subList(5, 12));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyCellIsAValueOfItsType(Shape shape) {
    assertThat(rows(shape, 0, 60))
        .allSatisfy(row -> assertThat(row).hasSize(shape.schema().size()));
  }

  @Test
  void theTableOfTheGoalsHasPartitionsOfAHundredRows() {
    List<List<Object>> rows = rows(Shapes.MIXED, 100, 100);
    assertThat(rows).extracting(row -> row.get(0)).containsOnly("sensor-0000001");
    Set<Object> times = new HashSet<>();
    rows.forEach(row -> times.add(row.get(1)));
    assertThat(times).hasSize(100).first().isInstanceOf(Instant.class);
    assertThat(rows).allSatisfy(row -> assertThat((Map<?, ?>) row.get(10)).hasSize(2));
  }

  @Test
  void rowsDoNotRepeatEachOther() {
    Set<Object> floats = new HashSet<>();
    for (List<Object> row : rows(Shapes.VECTORS, 0, 50)) {
      ((CqlVector<?>) row.get(1)).forEach(floats::add);
    }
    // of 50 * 768 random ones a few are equal by chance
    assertThat(floats).hasSizeGreaterThan(38_000);
  }

  @Test
  void theStatementNamesColumnsTypesAndKey() {
    assertThat(Shapes.NARROW.createTable("t"))
        .isEqualTo("CREATE TABLE IF NOT EXISTS t (id int, amount int, PRIMARY KEY (id))");
    assertThat(Shapes.MIXED.createTable("t"))
        .contains("tags set<text>", "attributes map<text, text>", "PRIMARY KEY (sensor, at)");
    assertThat(Shapes.WIDE.schema().size()).isEqualTo(100);
  }

  @Test
  void theFileOfAShapeHasItsRows(@TempDir Path folder) throws Exception {
    Path file = SourceFile.in(folder, Shapes.MIXED, 12_345);
    try (ObjectReader reader =
        new ParquetFormat().openReader(FileSource.of(file), FormatOptions.NONE, Set.of())) {
      assertThat(reader.splits().stream().mapToLong(ObjectReader.Split::rowCount).sum())
          .isEqualTo(12_345);
    }
    assertThat(SourceFile.in(folder, Shapes.MIXED, 12_345)).isEqualTo(file);
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
  }

  private static List<List<Object>> rows(Shape shape, long first, int count) {
    RowBatch batch = new RowBatch(shape.schema(), count);
    shape.fill(batch, first, count);
    List<List<Object>> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      List<Object> cells = new ArrayList<>();
      for (int column = 0; column < shape.schema().size(); column++) {
        TypeCodec<Object> codec =
            CodecRegistry.DEFAULT.codecFor(shape.schema().column(column).type());
        cells.add(codec.decode(batch.buffer(column, row), ProtocolVersion.V5));
      }
      rows.add(cells);
    }
    return rows;
  }
}
