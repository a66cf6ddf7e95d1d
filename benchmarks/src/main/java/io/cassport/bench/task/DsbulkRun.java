package io.cassport.bench.task;

import com.datastax.oss.dsbulk.runner.DataStaxBulkLoader;
import com.datastax.oss.dsbulk.runner.ExitStatus;
import io.cassport.bench.child.Child;
import io.cassport.bench.child.Parameters;
import io.cassport.bench.child.Sizes;
import io.cassport.bench.child.Task;
import io.cassport.bench.child.Work;
import java.nio.file.Path;
import java.util.Map;

/**
 * DSBulk, as its command line runs it. Each run reads its settings and connects anew, which others
 * have done before they are measured; how long that takes is measured with a run that has nothing
 * to do.
 */
public final class DsbulkRun implements Task {
  /** The extra figure: seconds of a run that has nothing to do. */
  public static final String START_UP = "startUpSeconds";

  private String[] warmUp;
  private String[] nothing;
  private String[] arguments;
  private long rows;
  private Path file;
  private Path written;
  private double startUpSeconds;

  /** The child JVM. */
  public static void main(String[] arguments) {
    Child.run(arguments, new DsbulkRun());
  }

  @Override
  public void prepare(Parameters parameters) {
    warmUp = parameters.text("warmUp").split("\n");
    nothing = parameters.text("nothing").split("\n");
    arguments = parameters.text("arguments").split("\n");
    rows = parameters.number("rows");
    file = parameters.path("file");
    written = parameters.has("written") ? parameters.path("written") : null;
  }

  @Override
  public void warmUp() throws Exception {
    execute(warmUp);
    long start = System.nanoTime();
    execute(nothing);
    startUpSeconds = (System.nanoTime() - start) / 1e9;
  }

  @Override
  public Work run() throws Exception {
    execute(arguments);
    return new Work(rows, 0, Sizes.of(file), Map.of(START_UP, startUpSeconds));
  }

  private void execute(String[] commandLine) throws Exception {
    if (written != null) {
      Sizes.delete(written);
    }
    ExitStatus status = new DataStaxBulkLoader(commandLine).run();
    if (status != ExitStatus.STATUS_OK) {
      throw new IllegalStateException(status + " of dsbulk " + String.join(" ", commandLine));
    }
  }

  @Override
  public void close() {
    // it has ended
  }
}
