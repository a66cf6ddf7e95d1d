package io.cassport.parquet;

import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;

/** A unit of times and timestamps. */
enum Unit {
  MILLIS(TimeUnit.MILLIS, 1_000_000),
  MICROS(TimeUnit.MICROS, 1_000),
  NANOS(TimeUnit.NANOS, 1);

  private final TimeUnit parquet;
  private final long nanos;

  Unit(TimeUnit parquet, long nanos) {
    this.parquet = parquet;
    this.nanos = nanos;
  }

  TimeUnit parquet() {
    return parquet;
  }

  /** Nanoseconds in one. */
  long nanos() {
    return nanos;
  }

  static Unit of(TimeUnit unit) {
    return valueOf(unit.name());
  }
}
