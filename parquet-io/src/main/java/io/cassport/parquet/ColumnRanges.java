package io.cassport.parquet;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ColumnRange;
import io.cassport.format.ColumnSchema;
import io.cassport.format.RowSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * The least and greatest values of a finished file's columns, from the statistics of its column
 * chunks. Only columns whose stored form has the order of their CQL type have them: a varint that
 * is stored as text has not.
 */
final class ColumnRanges {
  private static final int LONGEST_TEXT = 1_024;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private ColumnRanges() {}

  static List<ColumnRange> of(RowSchema schema, List<BlockMetaData> rowGroups) {
    List<ColumnRange> ranges = new ArrayList<>();
    for (ColumnSchema column : schema.columns()) {
      List<ColumnChunkMetaData> chunks = chunks(column.name(), rowGroups);
      boolean counted =
          !chunks.isEmpty()
              && chunks.stream()
                  .map(ColumnChunkMetaData::getStatistics)
                  .allMatch(statistics -> statistics != null && statistics.isNumNullsSet());
      if (counted) {
        ranges.add(range(column, chunks));
      }
    }
    return ranges;
  }

  /** The chunks of a column that is no group. */
  private static List<ColumnChunkMetaData> chunks(String name, List<BlockMetaData> rowGroups) {
    List<ColumnChunkMetaData> chunks = new ArrayList<>();
    for (BlockMetaData rowGroup : rowGroups) {
      for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
        String[] path = chunk.getPath().toArray();
        if (path.length == 1 && path[0].equals(name)) {
          chunks.add(chunk);
        }
      }
    }
    return chunks;
  }

  private static ColumnRange range(ColumnSchema column, List<ColumnChunkMetaData> chunks) {
    long nulls = 0;
    boolean known = true;
    Statistics<?> merged = null;
    for (ColumnChunkMetaData chunk : chunks) {
      Statistics<?> statistics = chunk.getStatistics();
      nulls += statistics.getNumNulls();
      known &= statistics.hasNonNullValue() || statistics.getNumNulls() == chunk.getValueCount();
      if (merged == null) {
        merged = statistics.copy();
      } else {
        merged.mergeStatistics(statistics);
      }
    }
    known &= merged.hasNonNullValue() && !isTooLong(merged);
    Object min = known ? value(column.type(), merged, merged.genericGetMin()) : null;
    Object max = known ? value(column.type(), merged, merged.genericGetMax()) : null;
    boolean both = min != null && max != null;
    return new ColumnRange(column.name(), both ? min : null, both ? max : null, nulls);
  }

  private static boolean isTooLong(Statistics<?> statistics) {
    return statistics.getMinBytes().length > LONGEST_TEXT
        || statistics.getMaxBytes().length > LONGEST_TEXT;
  }

  private static Object value(DataType type, Statistics<?> statistics, Object stored) {
    PrimitiveType column = statistics.type();
    LogicalTypeAnnotation logical = column.getLogicalTypeAnnotation();
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return new BigDecimal(unscaled(stored), decimal.getScale());
    }
    if (type.equals(DataTypes.TEXT) || type.equals(DataTypes.ASCII)) {
      return ((Binary) stored).toStringUsingUTF8();
    }
    if (stored instanceof Boolean) {
      return stored;
    }
    if (stored instanceof Float || stored instanceof Double) {
      double number = ((Number) stored).doubleValue();
      return Double.isNaN(number) ? null : (Object) number;
    }
    if (!(stored instanceof Number number)) {
      return null;
    }
    if (type.equals(DataTypes.DATE)) {
      return LocalDate.ofEpochDay(number.longValue()).toString();
    }
    if (logical instanceof TimeLogicalTypeAnnotation time) {
      long nanos = number.longValue() * Unit.of(time.getUnit()).nanos();
      return LocalTime.ofNanoOfDay(nanos).toString();
    }
    if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
      long perSecond = NANOS_PER_SECOND / Unit.of(timestamp.getUnit()).nanos();
      long units = number.longValue();
      long nanos = Math.floorMod(units, perSecond) * (NANOS_PER_SECOND / perSecond);
      return Instant.ofEpochSecond(Math.floorDiv(units, perSecond), nanos).toString();
    }
    return number.longValue();
  }

  private static BigInteger unscaled(Object stored) {
    return stored instanceof Binary binary
        ? new BigInteger(binary.getBytes())
        : BigInteger.valueOf(((Number) stored).longValue());
  }
}
