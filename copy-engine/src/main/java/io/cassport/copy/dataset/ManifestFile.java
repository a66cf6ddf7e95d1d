package io.cassport.copy.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.cassport.copy.files.Locations;
import io.cassport.copy.files.PendingFile;
import io.cassport.copy.files.PendingFiles;
import io.cassport.copy.job.Errors;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads and writes manifests. */
final class ManifestFile {
  /** The name of a dataset's manifest; readers of datasets skip names that begin so. */
  static final String NAME = "_manifest.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static {
    JSON.getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).build());
  }

  private ManifestFile() {}

  /** True when a file begins as a manifest does. */
  static boolean isOne(Path file) throws SQLException {
    try (InputStream in = Files.newInputStream(file);
        var parser = JSON.getFactory().createParser(in)) {
      return parser.nextToken() == JsonToken.START_OBJECT
          && Manifest.VERSION_NAME.equals(parser.nextFieldName());
    } catch (JsonProcessingException | CharConversionException e) {
      return false; // the second for bytes that look like UTF-32
    } catch (IOException e) {
      throw Errors.io("read", file.toString(), e);
    }
  }

  /**
   * Reads a manifest.
   *
   * @throws SQLException 22018 when it is damaged or of a later version
   */
  static Manifest read(Path file) throws SQLException {
    try {
      Manifest manifest = JSON.readValue(Files.readAllBytes(file), Manifest.class);
      if (manifest.version() != Manifest.VERSION) {
        throw Errors.data(
            "the manifest '"
                + file
                + "' has version "
                + manifest.version()
                + " and this driver reads version "
                + Manifest.VERSION
                + "; use a newer driver, or load the objects' directory",
            "22018");
      }
      return manifest;
    } catch (JsonProcessingException e) {
      throw Errors.data(
          "the manifest '"
              + file
              + "' is damaged: "
              + e.getOriginalMessage()
              + (e.getLocation() == null
                  ? ""
                  : " (line "
                      + e.getLocation().getLineNr()
                      + ", column "
                      + e.getLocation().getColumnNr()
                      + ")"),
          "22018");
    } catch (IOException e) {
      throw Errors.io("read", file.toString(), e);
    }
  }

  /**
   * The objects of a manifest, with what they must be like.
   *
   * @throws SQLException 58P01 when one is not there, 22018 when one has another size than the
   *     manifest says
   */
  static List<LocalObject> objects(Path file, Manifest manifest) throws SQLException {
    List<LocalObject> objects = new ArrayList<>();
    for (Manifest.Entry entry : manifest.objects()) {
      Path path = resolve(file, manifest, entry);
      if (!Locations.isFile(path)) {
        throw Errors.noFile("the manifest '" + file + "' names '" + path + "', which is not there");
      }
      LocalObject found =
          LocalObject.of(
              path, entry.partition() == null ? HivePath.values(path) : entry.partition());
      if (found.size() != entry.size()) {
        throw Errors.data(
            "'"
                + path
                + "' has "
                + found.size()
                + " bytes, and the manifest '"
                + file
                + "' says "
                + entry.size()
                + "; it is not the object that was exported",
            "22018");
      }
      objects.add(found.expecting(entry.sha256()));
    }
    if (objects.isEmpty()) {
      throw Errors.noFile("the manifest '" + file + "' names no object");
    }
    return objects;
  }

  private static Path resolve(Path file, Manifest manifest, Manifest.Entry entry)
      throws SQLException {
    try {
      String location = manifest.location() == null ? "." : manifest.location();
      return file.resolveSibling(location).resolve(entry.path()).normalize();
    } catch (InvalidPathException | NullPointerException e) {
      throw Errors.data(
          "the manifest '" + file + "' names '" + entry.path() + "', which is no path", "22018");
    }
  }

  /** Writes a manifest, so that nobody ever sees half of it. */
  static void write(Path file, Manifest manifest) throws IOException {
    byte[] text = JSON.writeValueAsBytes(manifest);
    if (file.getFileSystem() instanceof PendingFiles files) {
      PendingFile pending = files.create(file);
      try (pending) {
        pending.write(text);
      }
      pending.complete();
      return;
    }
    String name = "." + file.getFileName() + "." + UUID.randomUUID();
    Path hidden = file.resolveSibling(name + ".tmp");
    try {
      Privacy.write(hidden, text);
      Privacy.release(hidden, file.resolveSibling(name + ".probe"));
      Files.move(hidden, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(hidden);
    }
  }
}
