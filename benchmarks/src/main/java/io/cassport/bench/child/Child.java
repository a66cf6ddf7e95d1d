package io.cassport.bench.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The frame of a child JVM: warms a task up, measures it, and writes down the figures. */
public final class Child {
  /** How often the measured work is done; 1 without it. */
  public static final String REPEATS = "repeats";

  /** How often the warm-up is done; 1 without it. */
  public static final String WARM_UPS = "warmUps";

  /** Names of figures in the answer; other figures begin with {@link #EXTRA}. */
  public static final String ROWS = "rows";

  /** Bytes, as {@link Work#bytes} says. */
  public static final String BYTES = "bytes";

  /** Bytes of files. */
  public static final String FILE_BYTES = "fileBytes";

  /** Seconds of the clock in the measured part. */
  public static final String SECONDS = "seconds";

  /** Seconds of all processors in the measured part. */
  public static final String CPU_SECONDS = "cpuSeconds";

  /** Seconds spent collecting garbage in the measured part. */
  public static final String GC_SECONDS = "gcSeconds";

  /** The process's most resident memory in kB from its start to its end, or -1. */
  public static final String PEAK_KILOBYTES = "peakKilobytes";

  /** Before the names of {@link Work#extras}. */
  public static final String EXTRA = "extra.";

  private Child() {}

  /**
   * Measures a task and ends the JVM: with 0 when there is an answer, otherwise with 1 and the
   * failure on the standard error.
   *
   * @param arguments the file of parameters and the file for the answer, both of {@link Properties}
   */
  @SuppressWarnings("CatchAndPrintStackTrace") // the parent shows it
  public static void run(String[] arguments, Task task) {
    int exit = 1;
    try {
      Properties answer = measure(task, read(Path.of(arguments[0])));
      try (OutputStream out = Files.newOutputStream(Path.of(arguments[1]))) {
        answer.store(out, null);
      }
      exit = 0;
    } catch (Exception | LinkageError e) {
      e.printStackTrace();
    }
    // libraries of others leave threads behind
    System.exit(exit);
  }

  static Properties measure(Task task, Parameters parameters) throws Exception {
    Properties answer = new Properties();
    try (task) {
      task.prepare(parameters);
      for (long i = Long.parseLong(parameters.text(WARM_UPS, "1")); i > 0; i--) {
        task.warmUp();
      }
      long rows = 0;
      long bytes = 0;
      Resources before = Resources.now();
      for (long i = Long.parseLong(parameters.text(REPEATS, "1")); i > 0; i--) {
        Work work = task.run();
        rows += work.rows();
        bytes += work.bytes();
        answer.setProperty(FILE_BYTES, Long.toString(work.fileBytes()));
        work.extras().forEach((name, value) -> answer.setProperty(EXTRA + name, value.toString()));
      }
      Resources after = Resources.now();
      answer.setProperty(ROWS, Long.toString(rows));
      answer.setProperty(BYTES, Long.toString(bytes));
      answer.setProperty(SECONDS, seconds(after.nanos() - before.nanos(), 1e9));
      answer.setProperty(CPU_SECONDS, seconds(after.cpuNanos() - before.cpuNanos(), 1e9));
      answer.setProperty(GC_SECONDS, seconds(after.gcMillis() - before.gcMillis(), 1e3));
    }
    answer.setProperty(PEAK_KILOBYTES, Long.toString(Resources.peakResidentKilobytes()));
    return answer;
  }

  private static String seconds(long amount, double each) {
    return Double.toString(amount / each);
  }

  private static Parameters read(Path file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    return new Parameters(properties);
  }
}
