package io.cassport.bench.micro;

import io.cassport.format.values.TextForm;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Nanoseconds for each cell that becomes text, and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TextForms {
  private static final int CELLS = 1_000;

  /** Which type; those that have a text of their own, both ways. */
  @Param({"UUID", "DECIMAL", "VARINT", "INET", "DURATION", "TIME"})
  public Kind kind;

  private TextForm form;
  private List<ByteBuffer> cells;
  private List<String> texts;

  /** Makes cells and their texts. */
  @Setup
  public void prepare() {
    form = TextForm.of(kind.type());
    cells = kind.cells(CELLS);
    texts = cells.stream().map(cell -> form.print(cell.duplicate())).toList();
  }

  /** Bytes to text. */
  @Benchmark
  @OperationsPerInvocation(CELLS)
  public void print(Blackhole blackhole) {
    for (ByteBuffer cell : cells) {
      blackhole.consume(form.print(cell.duplicate()));
    }
  }

  /** Text to bytes. */
  @Benchmark
  @OperationsPerInvocation(CELLS)
  public void parse(Blackhole blackhole) {
    for (String text : texts) {
      blackhole.consume(form.parse(text, "value"));
    }
  }
}
