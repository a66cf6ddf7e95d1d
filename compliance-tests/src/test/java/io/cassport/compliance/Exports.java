package io.cassport.compliance;

import io.cassport.compliance.ReaderTables.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The files that all readers are asked to read: each table and each export is made once. */
final class Exports {
  private static final Exports SHARED = new Exports();

  private final Map<String, Path> files = new ConcurrentHashMap<>();
  private final Path folder;
  private final Connection connection;

  private Exports() {
    try {
      folder = Files.createTempDirectory(Path.of("target"), "exports").toAbsolutePath();
      connection = Cassandra.connectToNew(ReaderTables.KEYSPACE);
      for (CqlType.UdtOf type : ReaderTables.types()) {
        Cassandra.run(connection, type.createStatement());
      }
      for (Table table : ReaderTables.ALL) {
        fill(table);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("The tables for the readers could not be made", e);
    }
  }

  private void fill(Table table) throws SQLException {
    Cassandra.run(connection, table.createStatement());
    for (int row = 0; row < table.rows().size(); row++) {
      Cassandra.run(connection, table.insertStatement(row));
    }
  }

  /** To the keyspace of the tables. */
  static Connection connection() {
    return SHARED.connection;
  }

  /** A path where nothing is yet. */
  static Path newPath(String name) {
    return SHARED.folder.resolve(name);
  }

  /** A table as one file written with the options, which may be empty. */
  static Path file(Table table, String options) {
    return SHARED.files.computeIfAbsent(
        table.name() + " WITH " + options, unused -> SHARED.export(table, options));
  }

  private Path export(Table table, String options) {
    Path file = folder.resolve(table.name() + "-" + files.size() + ".parquet");
    String with = options.isEmpty() ? "" : " WITH " + options;
    try {
      Cassandra.run(connection, "COPY " + table.name() + " TO '" + file + "'" + with);
    } catch (SQLException e) {
      throw new IllegalStateException("COPY " + table.name() + with + " failed", e);
    }
    return file;
  }
}
