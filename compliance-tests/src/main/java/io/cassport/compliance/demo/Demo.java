package io.cassport.compliance.demo;

import io.cassport.embedded.EmbeddedCassandra;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Loads flights into Cassandra, exports them in three ways, and checks that nothing changed. */
public final class Demo {
  private static final String FLIGHTS = "flights-200k.parquet";

  private final Console console;
  private final Comparison compare;
  private final Path folder;

  private Demo(Console console, Comparison compare, Path folder) {
    this.console = console;
    this.compare = compare;
    this.folder = folder;
  }

  /** Exit code 0 only when every comparison held. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("cassport-demo");
    boolean held = false;
    System.out.println("Starting Cassandra …");
    try (EmbeddedCassandra cassandra = EmbeddedCassandra.builder().nodes(1).start()) {
      String url =
          "jdbc:cassport://127.0.0.1:" + cassandra.contactPoint().getPort() + "/?fetchSize=5000";
      System.out.println("Connecting to " + url);
      try (Connection connection = DriverManager.getConnection(url);
          Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
        Comparison compare = new Comparison(connection, duckdb);
        new Demo(new Console(connection), compare, folder).run();
        held = compare.allHeld();
      }
    } finally {
      deleteTree(folder);
    }
    System.out.println(held ? "\nEvery comparison held." : "\nA comparison FAILED; see above.");
    System.exit(held ? 0 : 1);
  }

  private void run() throws SQLException, IOException {
    Path source = extract();
    console.run(
        "CREATE KEYSPACE demo WITH replication ="
            + " {'class': 'SimpleStrategy', 'replication_factor': 1}");
    console.run("USE demo");
    console.run(
        "COPY flights FROM '"
            + source
            + "' WITH CREATE_TABLE=TRUE AND PRIMARY_KEY='origin, destination, date'");
    console.run(
        "SELECT origin, destination, date, delay, distance FROM flights"
            + " WHERE origin = 'ATL' AND destination = 'BOS' LIMIT 5");

    Path oneFile = folder.resolve("flights.parquet");
    Path dataset = folder.resolve("by-origin");
    Path captured = folder.resolve("from-chicago.parquet");
    console.run("COPY flights TO '" + oneFile + "' WITH COMPRESSION='ZSTD'");
    console.run("COPY flights TO '" + dataset + "/' WITH PARTITION='origin'");
    console.run("CAPTURE PARQUET '" + captured + "'");
    console.run("SELECT * FROM flights WHERE origin = 'ORD'");
    console.run("CAPTURE");
    console.run("CAPTURE OFF");

    compare.files("one file", source, oneFile.toString(), "true");
    compare.files("partitioned dataset", source, dataset + "/**/*.parquet", "true");
    compare.files("capture", source, captured.toString(), "origin = 'ORD'");

    console.run(
        "CREATE TABLE flights_again (origin text, destination text, date timestamp,"
            + " delay bigint, distance bigint, PRIMARY KEY (origin, destination, date))");
    console.run("COPY flights_again FROM '" + dataset + "/'");
    compare.tables("flights", "flights_again");
  }

  private Path extract() throws IOException {
    Path file = folder.resolve(FLIGHTS);
    try (InputStream resource = Demo.class.getResourceAsStream(FLIGHTS)) {
      Files.copy(resource, file);
    }
    return file;
  }

  private static void deleteTree(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
