package io.cassport.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** Runs jobs, each in a JVM of its own. */
final class ChildJvm {
  private static final long LIMIT_MINUTES = 15;
  private static final int CAUSE_LENGTH = 200;

  private final Settings settings;
  private final Path target;

  /**
   * Makes a runner.
   *
   * @param target the build directory of this module, with its classes and the recorded class paths
   */
  ChildJvm(Settings settings, Path target) {
    this.settings = settings;
    this.target = target;
  }

  /**
   * What a child said.
   *
   * @param figures null when it failed
   * @param failure why, or null
   */
  record Answer(Figures figures, String failure) {}

  Answer run(Job job, int round) throws IOException {
    Files.createDirectories(settings.logs());
    Files.createDirectories(settings.output());
    Path log = settings.logs().resolve(job.name() + "-" + round + ".log");
    Path question = settings.logs().resolve(job.name() + ".question");
    Path answer = settings.logs().resolve(job.name() + "-" + round + ".answer");
    Files.deleteIfExists(answer);
    Properties parameters = new Properties();
    parameters.putAll(job.parameters());
    try (OutputStream out = Files.newOutputStream(question)) {
      parameters.store(out, null);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + (job.heap() == null ? settings.heap() : job.heap()));
    command.addAll(settings.jvmOptions());
    command.addAll(
        List.of(
            "-cp",
            job.classPath().entries(target),
            job.task().getName(),
            question.toString(),
            answer.toString()));
    Process child =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!child.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        return failure("it took longer than " + LIMIT_MINUTES + " minutes", log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failure("interrupted", log);
    } finally {
      child.destroyForcibly();
    }
    return child.exitValue() == 0 ? read(answer) : failure(cause(log), log);
  }

  private static Answer read(Path file) throws IOException {
    Properties answer = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      answer.load(in);
    }
    return new Answer(Figures.of(answer), null);
  }

  private static Answer failure(String reason, Path log) {
    return new Answer(null, reason + " (" + log + ")");
  }

  /** The last line of a log that names an exception. */
  private static String cause(Path log) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    String cause = "no exception";
    for (String line : lines) {
      if (line.startsWith("Caused by: ")
          || line.matches("(Exception in |[\\w.$]+(Exception|Error)).*")) {
        cause = line;
      }
    }
    return cause.length() > CAUSE_LENGTH ? cause.substring(0, CAUSE_LENGTH) + "…" : cause;
  }
}
