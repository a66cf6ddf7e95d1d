package io.cassport.compliance.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * LibreOffice Base without its window: a data source, its tables, a table's rows, a query design.
 * Skipped where it is not installed.
 */
class LibreOfficeIT {
  private static final Path JOB = Path.of("src", "test", "libreoffice", "LibreOfficeJob.java");

  @TempDir private Path directory;

  @Test
  void o01_baseBrowsesOpensAndQueries() throws Exception {
    Optional<Path> program = program();
    assumeTrue(program.isPresent(), "LibreOffice Base is not installed (Debian: libreoffice-base)");
    Path folder = program.orElseThrow().toRealPath().getParent();
    int port = freePort();
    Process office =
        new ProcessBuilder(
                program.orElseThrow().toString(),
                "-env:UserInstallation=" + directory.resolve("profile").toUri(),
                "--headless",
                "--norestore",
                "--nologo",
                "--nodefault",
                "--accept=socket,host=127.0.0.1,port=" + port + ";urp")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("office.txt").toFile())
            .start();
    Map<String, String> found;
    try {
      found =
          ChildJob.run(
              directory.resolve("job.txt"),
              90,
              "-cp",
              folder.resolve("classes") + File.separator + "*",
              JOB.toString(),
              String.valueOf(port),
              Database.url() + "?listType=VARCHAR",
              ChildJob.driverJar().toUri().toString(),
              Database.KEYSPACE,
              Database.ANN,
              directory.resolve("numbers.parquet").toString());
    } finally {
      stop(office);
    }
    assertThat(found)
        .containsEntry("quote", "\"")
        .containsEntry("types", "true")
        .containsEntry("schemas", "true")
        .containsEntry("keys", "1")
        .containsEntry("identifier", "true")
        .containsEntry("columns", "14")
        .containsEntry("rows", String.valueOf(Database.NUMBERS))
        .containsEntry("editable", String.valueOf(Database.NUMBERS))
        .containsEntry("query", "[name, age]")
        .containsEntry("cell1", Database.ANN)
        .containsEntry("cell2", "ann")
        .containsEntry("cell3", "5")
        .containsEntry("cell4", "2024-01-02")
        .containsEntry("cell5", "['x', 'y']")
        .containsEntry("cell6", "3.25")
        .containsEntry("copied", String.valueOf(Database.NUMBERS))
        .containsEntry("prepared", "v7")
        .containsEntry("end", "reached");
    assertThat(found.get("tables"))
        .contains(Database.KEYSPACE + ".people", Database.KEYSPACE + ".numbers");
  }

  private static void stop(Process process) throws InterruptedException {
    // soffice is a script around the program itself.
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** The program, where the part that talks to JDBC drivers is there too. */
  private static Optional<Path> program() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, "soffice"))
        .filter(Files::isExecutable)
        .filter(LibreOfficeIT::hasBase)
        .findFirst();
  }

  private static boolean hasBase(Path program) {
    try {
      Path folder = program.toRealPath().getParent();
      return Files.exists(folder.resolve("libjdbclo.so"))
          && Files.isDirectory(folder.resolve("classes"));
    } catch (IOException e) {
      return false;
    }
  }
}
