package io.cassport.jdbc.badfiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever is wrong with a file, reading it ends in rows or an SQLException, within ten seconds and
 * 512 MB: this runs in a JVM of that size, which its first OutOfMemoryError ends.
 */
@Tag("soak")
class BadFilesTest {
  /** Ten times as many files with this property, and others. */
  private static final boolean SOAK = Boolean.getBoolean("cassport.soak");

  private static final long SEED = Long.getLong("cassport.soak.seed", 7);

  private static void read(String name, Stream<BadFile> files, int atLeast)
      throws InterruptedException {
    Corpus corpus = new Corpus(name);
    try {
      for (BadFile file : (Iterable<BadFile>) files::iterator) {
        corpus.read(file);
        if (corpus.failures().size() >= 20) {
          break;
        }
      }
    } finally {
      corpus.report();
    }
    assertThat(corpus.failures()).isEmpty();
    assertThat(corpus.files()).isGreaterThanOrEqualTo(atLeast);
  }

  private static int times(int count) {
    return SOAK ? 10 * count : count;
  }

  @Test
  void parquetBombs() throws Exception {
    read("parquet-bombs", ParquetBombs.files(), 35);
  }

  @Test
  void parquetFiles() throws Exception {
    int count = times(3_400);
    read("parquet", ParquetDamage.files(Originals.parquet(), SEED, count), count);
  }

  @Test
  void csvFiles() throws Exception {
    int count = times(1_500);
    read("csv", TextDamage.files(Originals.csv(), SEED, count), count);
  }

  @Test
  void csvBombs() throws Exception {
    read("csv-bombs", TextBombs.csv(), 30);
  }

  @Test
  void jsonFiles() throws Exception {
    int count = times(1_500);
    read("json", TextDamage.files(Originals.json(), SEED, count), count);
  }

  @Test
  void jsonBombs() throws Exception {
    read("json-bombs", TextBombs.json(), 50);
  }
}
