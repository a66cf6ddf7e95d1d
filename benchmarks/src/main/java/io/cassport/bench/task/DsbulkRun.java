package io.cassport.bench.task;

import com.datastax.oss.dsbulk.runner.DataStaxBulkLoader;
import com.datastax.oss.dsbulk.runner.ExitStatus;
import io.cassport.bench.child.Child;
import io.cassport.bench.child.Parameters;
import io.cassport.bench.child.Sizes;
import io.cassport.bench.child.Task;
import io.cassport.bench.child.Work;
import java.nio.file.Path;

/** DSBulk, as its command line runs it. */
public final class DsbulkRun implements Task {
  private String[] warmUp;
  private String[] arguments;
  private long rows;
  private Path file;
  private Path written;

  /** The child JVM. */
  public static void main(String[] arguments) {
    Child.run(arguments, new DsbulkRun());
  }

  @Override
  public void prepare(Parameters parameters) {
    warmUp = parameters.text("warmUp").split("\n");
    arguments = parameters.text("arguments").split("\n");
    rows = parameters.number("rows");
    file = parameters.path("file");
    written = parameters.has("written") ? parameters.path("written") : null;
  }

  @Override
  public void warmUp() throws Exception {
    execute(warmUp);
  }

  @Override
  public Work run() throws Exception {
    execute(arguments);
    return Work.of(rows, 0, Sizes.of(file));
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
