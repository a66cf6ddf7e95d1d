package io.cassport.copy.dataset;

import io.cassport.copy.job.Errors;
import io.cassport.copy.job.JobControl;
import io.cassport.copy.job.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Compares files with the hashes that their manifest gives. */
public final class HashCheck {
  private static final int BUFFER = 1 << 20;

  private HashCheck() {}

  /**
   * Reads every file that has an expected hash, several at once.
   *
   * @throws SQLException 22018 for the first file with another hash, 57014 when the job is stopped
   */
  public static void check(List<LocalObject> objects, JobControl control) throws SQLException {
    Queue<LocalObject> queue = new ConcurrentLinkedQueue<>();
    objects.stream().filter(object -> object.sha256() != null).forEach(queue::add);
    int threads = Math.min(queue.size(), Runtime.getRuntime().availableProcessors());
    if (threads == 0) {
      return;
    }
    List<Workers.Task> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      tasks.add(
          () -> {
            for (LocalObject next = queue.poll(); next != null; next = queue.poll()) {
              check(next, control);
            }
          });
    }
    Workers.run("cassport-hash", tasks);
  }

  private static void check(LocalObject object, JobControl control) throws SQLException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(object.path())) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        control.check();
        digest.update(buffer, 0, read);
      }
      String found = HexFormat.of().formatHex(digest.digest());
      if (!found.equalsIgnoreCase(object.sha256())) {
        throw Errors.data(
            "'"
                + object.path()
                + "' has the SHA-256 "
                + found
                + ", and its manifest says "
                + object.sha256()
                + "; it was changed since it was exported, nothing was loaded",
            "22018");
      }
    } catch (IOException e) {
      throw Errors.io("read", object.name(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
