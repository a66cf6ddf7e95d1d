package io.cassport.copy.ledger;

import io.cassport.copy.dataset.LocalObject;
import io.cassport.copy.job.JobControl;
import io.cassport.copy.job.Workers;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** Looks at all files of a COPY, several at once. */
final class Identities {
  private static final int THREADS = 8;

  private Identities() {}

  /**
   * The files' identities in the files' order; a file that has several names occurs by the first
   * one, and the others are added to those skipped.
   */
  static Map<LocalObject, ObjectIdentity> of(
      List<LocalObject> objects, JobControl control, List<SkippedFile> skipped)
      throws SQLException {
    Map<LocalObject, ObjectIdentity> found = new ConcurrentHashMap<>();
    Queue<LocalObject> queue = new ConcurrentLinkedQueue<>(objects);
    Workers.Task look =
        () -> {
          for (LocalObject next = queue.poll(); next != null; next = queue.poll()) {
            control.check();
            found.put(next, ObjectIdentity.of(next));
          }
        };
    int threads = Math.max(1, Math.min(THREADS, objects.size()));
    Workers.run("cassport-look", IntStream.range(0, threads).mapToObj(i -> look).toList());
    Map<LocalObject, ObjectIdentity> ordered = new LinkedHashMap<>();
    Map<String, LocalObject> names = new HashMap<>();
    for (LocalObject object : objects) {
      ObjectIdentity identity = found.get(object);
      LocalObject first = names.putIfAbsent(identity.uri(), object);
      if (first == null) {
        ordered.put(object, identity);
      } else {
        skipped.add(
            new SkippedFile(
                object,
                SkippedFile.Cause.SAME_FILE,
                "it is the same file as '" + first.name() + "'; LEDGER=FALSE loads both"));
      }
    }
    return ordered;
  }
}
