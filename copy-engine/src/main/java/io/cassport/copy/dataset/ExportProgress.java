package io.cassport.copy.dataset;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * How far an export that can be resumed has come, as the file beside its hidden directory says.
 *
 * @param version of this layout
 * @param key of the statement and the columns it exports
 * @param work the pieces of work whose rows are all in the objects, and no other rows
 * @param objects the part files that are complete, their paths from the hidden directory on
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ExportProgress(
    @JsonProperty("cassport_export") int version,
    @JsonProperty("key") String key,
    @JsonProperty("work") List<String> work,
    @JsonProperty("objects") List<Manifest.Entry> objects) {
  private static final int VERSION = 1;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          // a manifest has to show the bounds of columns with all their digits
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS);

  ExportProgress {
    work = work == null ? List.of() : List.copyOf(work);
    objects = objects == null ? List.of() : List.copyOf(objects);
  }

  /** The progress of an export that has just begun. */
  static ExportProgress none(String key) {
    return new ExportProgress(VERSION, key, List.of(), List.of());
  }

  /** What a file says, or nothing when it is not there, is damaged, or of another version. */
  static Optional<ExportProgress> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      ExportProgress progress = JSON.readValue(Files.readAllBytes(file), ExportProgress.class);
      return Optional.of(progress).filter(found -> found.version() == VERSION);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Writes it, so that a crash leaves the earlier one or this one, and never neither. */
  void write(Path file) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Privacy.write(next, JSON.writeValueAsBytes(this));
    force(next);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Returns when a file's bytes would survive the machine. */
  static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
