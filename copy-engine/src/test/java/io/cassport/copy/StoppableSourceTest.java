package io.cassport.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cassport.copy.job.JobControl;
import io.cassport.format.ObjectSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is looked through when it is opened can be left in the middle. */
class StoppableSourceTest {
  @TempDir Path folder;

  private ObjectSource file() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "four");
    return new ObjectSource() {
      @Override
      public String name() {
        return file.toString();
      }

      @Override
      public long size() {
        return 4;
      }

      @Override
      public SeekableByteChannel open() throws IOException {
        return Files.newByteChannel(file);
      }
    };
  }

  @Test
  void aReadAfterTheStopFailsWhileTheObjectIsOpened() throws IOException {
    JobControl control = new JobControl();
    try (SeekableByteChannel channel = new StoppableSource(file(), control).open()) {
      assertThat(channel.read(ByteBuffer.allocate(2))).isEqualTo(2);
      control.stop("somebody cancelled it");
      assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(2)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("somebody cancelled it");
    }
  }

  @Test
  void whatIsReadLaterIsStoppedByWhoReadsIt() throws IOException {
    JobControl control = new JobControl();
    StoppableSource source = new StoppableSource(file(), control);
    source.opened();
    control.stop("somebody cancelled it");
    try (SeekableByteChannel channel = source.open()) {
      assertThat(channel.position(2).read(ByteBuffer.allocate(4))).isEqualTo(2);
    }
  }
}
