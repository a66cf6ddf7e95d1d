package io.cassport.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.compliance.ReaderTables.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What readers believe of our footers: the order of columns, and their smallest and largest. */
class FootersIT {
  private static final int LENGTH_AND_MAGIC = 8;

  @ParameterizedTest
  @ValueSource(strings = {"", "PARQUET_VERSION='V2'", "PROFILE='ANALYTICS'", "PROFILE='ML'"})
  void everyColumnHasTheOrderOfItsTypeWhichAllReadersKnow(String options) throws IOException {
    for (Table table : List.of(ReaderTables.SCALARS, ReaderTables.COLLECTIONS)) {
      FileMetaData footer = footer(Exports.file(table, options));
      int columns = footer.getRow_groups().get(0).getColumnsSize();
      assertThat(footer.getColumn_orders()).hasSize(columns);
      assertThat(footer.getColumn_orders()).allMatch(order -> order.isSetTYPE_ORDER());
      assertThat(footer.getCreated_by()).matches("parquet-mr version \\d+\\.\\d+.* \\(build .*\\)");
    }
  }

  private static FileMetaData footer(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = bytes.getInt(bytes.limit() - LENGTH_AND_MAGIC);
    int start = bytes.limit() - LENGTH_AND_MAGIC - length;
    return Util.readFileMetaData(new ByteArrayInputStream(bytes.array(), start, length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PARQUET_VERSION='V2'", "CHUNKSIZE=1"})
  void noBoundIsNotANumberAndNoUuidHasABound(String options) throws IOException {
    int uuids = 0;
    int bounds = 0;
    for (Table table : List.of(ReaderTables.SCALARS, ReaderTables.COLLECTIONS)) {
      try (ParquetFileReader reader =
          ParquetFileReader.open(new LocalInput(Exports.file(table, options)))) {
        for (BlockMetaData rowGroup : reader.getRowGroups()) {
          for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
            Statistics<?> statistics = chunk.getStatistics();
            ColumnIndex index = reader.readColumnIndex(chunk);
            PrimitiveType type = chunk.getPrimitiveType();
            if (type.getLogicalTypeAnnotation() instanceof UUIDLogicalTypeAnnotation) {
              uuids++;
              assertThat(statistics.hasNonNullValue()).as(chunk.toString()).isFalse();
              assertThat(index).as(chunk.toString()).isNull();
            }
            if (statistics.hasNonNullValue()) {
              bounds++;
              assertThat(isNaN(statistics.genericGetMin())).as(chunk.toString()).isFalse();
              assertThat(isNaN(statistics.genericGetMax())).as(chunk.toString()).isFalse();
            }
            if (index != null) {
              assertNoNaN(type.getPrimitiveTypeName(), index.getMinValues());
              assertNoNaN(type.getPrimitiveTypeName(), index.getMaxValues());
            }
          }
        }
      }
    }
    assertThat(uuids).isGreaterThan(20);
    assertThat(bounds).isGreaterThan(100);
  }

  private static boolean isNaN(Object bound) {
    return bound instanceof Number number && Double.isNaN(number.doubleValue());
  }

  private static void assertNoNaN(PrimitiveTypeName type, List<ByteBuffer> bounds) {
    for (ByteBuffer bound : bounds) {
      ByteBuffer bytes = bound.duplicate().order(ByteOrder.LITTLE_ENDIAN);
      if (bytes.hasRemaining() && type == PrimitiveTypeName.DOUBLE) {
        assertThat(bytes.getDouble()).isNotNaN();
      } else if (bytes.hasRemaining() && type == PrimitiveTypeName.FLOAT) {
        assertThat(bytes.getFloat()).isNotNaN();
      }
    }
  }
}
