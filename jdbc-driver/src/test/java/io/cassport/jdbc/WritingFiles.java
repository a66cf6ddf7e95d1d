package io.cassport.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A program for {@link PermissionsIT}: writes all sorts of files, under whatever umask it has. */
final class WritingFiles {
  private WritingFiles() {}

  /** The arguments are the URL, the directory, and a file with a bad row. */
  public static void main(String[] arguments) throws SQLException, IOException {
    Path place = Path.of(arguments[1]);
    Files.createFile(place.resolve("made"));
    Files.createDirectory(place.resolve("madeDirectory"));
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      Server.run(
          connection,
          "COPY t TO '" + place + "/t.parquet'",
          "COPY t TO '" + place + "/t.parquet' WITH OVERWRITE=TRUE",
          "COPY t TO '" + place + "/t.csv' WITH MANIFEST=TRUE",
          "COPY t TO '" + place + "/d/' WITH MANIFEST=TRUE",
          "COPY t TO '" + place + "/d/' WITH APPEND=TRUE AND MANIFEST=TRUE",
          "COPY t TO '" + place + "/p/' WITH PARTITION='p'",
          "COPY t TO '" + place + "/resumed/' WITH RESUME=TRUE",
          "COPY t FROM '"
              + arguments[2]
              + "' WITH MAXERRORS=9 AND LEDGER=FALSE AND ERRFILE='"
              + place
              + "/errors.csv'",
          "CAPTURE '" + place + "/c.csv'",
          "SELECT * FROM t",
          "CAPTURE OFF");
    }
    System.out.println("written");
  }
}
