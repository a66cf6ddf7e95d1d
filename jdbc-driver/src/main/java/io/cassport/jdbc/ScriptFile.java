package io.cassport.jdbc;

import io.cassport.copy.CopyPolicy;
import io.cassport.copy.files.OutsideRootsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;

/** A file of statements, which SOURCE runs. */
final class ScriptFile {
  /** A script is for people; what is larger is data. */
  private static final int MAX_BYTES = 16 << 20;

  private ScriptFile() {}

  /**
   * The text of a file in UTF-8.
   *
   * @throws SQLException 42501 when the policy refuses it, 58P01 when it is not there, 58030 when
   *     it cannot be read, 42000 when it is no such text
   */
  static String read(CopyPolicy policy, String written) throws SQLException {
    Path path = policy.checkRead(written);
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (OutsideRootsException e) {
      throw io.cassport.copy.job.Errors.refused(e);
    } catch (NoSuchFileException e) {
      throw new SQLException("SOURCE: there is no file '" + path + "'", "58P01", e);
    } catch (IOException e) {
      throw new SQLException("SOURCE cannot read '" + path + "': " + e.getMessage(), "58030", e);
    }
    if (bytes.length > MAX_BYTES) {
      throw Errors.syntax(
          "SOURCE: '" + path + "' has more than " + MAX_BYTES + " bytes; split it, or use COPY");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw Errors.data("SOURCE: '" + path + "' is no text in UTF-8", "42000", e);
    }
  }
}
