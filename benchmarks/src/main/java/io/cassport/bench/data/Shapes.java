package io.cassport.bench.data;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ColumnSchema;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** The tables that are measured. */
public final class Shapes {
  /** The keyspace of all tables. */
  public static final String KEYSPACE = "bench";

  private static final int ROWS_IN_A_PARTITION = 100;
  private static final long FIRST_TIMESTAMP = 1_700_000_000_000L;
  private static final int WIDE_COLUMNS = 100;
  private static final int DIMENSIONS = 768;
  private static final int BLOB_BYTES = 100_000;

  private static final String[] WORDS = {
    "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "harbour", "island", "juniper",
    "kelp", "lagoon", "meadow", "north", "orchard", "prairie", "quarry", "ridge", "summit",
        "tundra",
    "upland", "valley", "willow", "yarrow", "zenith", "Öresund", "São", "東京", "crater", "dune"
  };

  /** Eleven columns, partitions of 100 rows: the table of the goals. */
  public static final Shape MIXED =
      Shape.of(
          "mixed",
          List.of(
              column("sensor", DataTypes.TEXT),
              column("at", DataTypes.TIMESTAMP),
              column("id", DataTypes.UUID),
              column("reading", DataTypes.DOUBLE),
              column("accuracy", DataTypes.FLOAT),
              column("quantity", DataTypes.INT),
              column("total", DataTypes.BIGINT),
              column("valid", DataTypes.BOOLEAN),
              column("note", DataTypes.TEXT),
              column("tags", DataTypes.setOf(DataTypes.TEXT)),
              column("attributes", DataTypes.mapOf(DataTypes.TEXT, DataTypes.TEXT))),
          "sensor, at",
          250,
          Shapes::mixed);

  /** A hundred columns of four types. */
  public static final Shape WIDE =
      Shape.of("wide", wideColumns(), "id", WIDE_COLUMNS * 9, Shapes::wide);

  /** Two ints, each row a partition. */
  public static final Shape NARROW =
      Shape.of(
          "narrow",
          List.of(column("id", DataTypes.INT), column("amount", DataTypes.INT)),
          "id",
          8,
          (cells, row, random) -> {
            cells.setInt(0, (int) row);
            cells.setInt(1, random.nextInt());
          });

  /** Embeddings. */
  public static final Shape VECTORS =
      Shape.of(
          "vectors",
          List.of(
              column("id", DataTypes.BIGINT),
              column("embedding", DataTypes.vectorOf(DataTypes.FLOAT, DIMENSIONS))),
          "id",
          DIMENSIONS * Float.BYTES,
          (cells, row, random) -> {
            cells.setLong(0, row);
            cells.setBytes(1, embedding(random));
          });

  /** Blobs of 100 KB that do not compress. */
  public static final Shape BLOBS =
      Shape.of(
          "blobs",
          List.of(column("id", DataTypes.BIGINT), column("content", DataTypes.BLOB)),
          "id",
          BLOB_BYTES,
          (cells, row, random) -> {
            byte[] content = new byte[BLOB_BYTES];
            random.nextBytes(content);
            cells.setLong(0, row);
            cells.setBytes(1, content);
          });

  /** Columns to write directories by: p1 has 1 value, p10 has 10, to p10000. */
  public static final Shape PARTED =
      Shape.of(
          "parted",
          List.of(
              column("id", DataTypes.BIGINT),
              column("p1", DataTypes.INT),
              column("p10", DataTypes.INT),
              column("p100", DataTypes.INT),
              column("p1000", DataTypes.INT),
              column("p10000", DataTypes.INT),
              column("reading", DataTypes.DOUBLE),
              column("note", DataTypes.TEXT)),
          "id",
          100,
          Shapes::parted);

  private static final Map<String, Shape> ALL =
      Map.of(
          MIXED.name(), MIXED,
          WIDE.name(), WIDE,
          NARROW.name(), NARROW,
          VECTORS.name(), VECTORS,
          BLOBS.name(), BLOBS,
          PARTED.name(), PARTED);

  private Shapes() {}

  /** The shape of a name. */
  public static Shape named(String name) {
    Shape shape = ALL.get(name);
    if (shape == null) {
      throw new IllegalArgumentException("There is no table " + name + " among " + ALL.keySet());
    }
    return shape;
  }

  private static ColumnSchema column(String name, DataType type) {
    return new ColumnSchema(name, type);
  }

  private static void mixed(Cells cells, long row, SplittableRandom random) {
    long partition = row / ROWS_IN_A_PARTITION;
    cells.setText(0, "sensor-%07d".formatted(partition));
    cells.setLong(1, FIRST_TIMESTAMP + row % ROWS_IN_A_PARTITION * 60_000 + partition % 977);
    // the marks of version 4 and of the variant
    cells.setUuid(
        2,
        random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000,
        random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    cells.setDouble(3, Math.round(random.nextDouble(-40, 120) * 1000) / 1000.0);
    cells.setFloat(4, random.nextInt(0, 1000) / 1000f);
    cells.setInt(5, random.nextInt(10_000));
    cells.setLong(6, random.nextLong(1L << 40));
    cells.setBoolean(7, random.nextInt(10) < 9);
    if (random.nextInt(50) == 0) {
      cells.setNull(8);
    } else {
      cells.setText(8, sentence(random, random.nextInt(3, 12)));
    }
    TreeSet<String> tags = new TreeSet<>();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      tags.add(word(random));
    }
    cells.setTexts(9, tags.size(), tags);
    cells.setTexts(10, 2, List.of("firmware", "v" + random.nextInt(1, 30), "site", word(random)));
  }

  private static List<ColumnSchema> wideColumns() {
    DataType[] types = {DataTypes.INT, DataTypes.BIGINT, DataTypes.DOUBLE, DataTypes.TEXT};
    List<ColumnSchema> columns = new ArrayList<>();
    columns.add(column("id", DataTypes.BIGINT));
    for (int i = 1; i < WIDE_COLUMNS; i++) {
      columns.add(column("c%02d".formatted(i), types[i % types.length]));
    }
    return columns;
  }

  private static void wide(Cells cells, long row, SplittableRandom random) {
    cells.setLong(0, row);
    for (int i = 1; i < WIDE_COLUMNS; i++) {
      switch (i % 4) {
        case 0 -> cells.setInt(i, random.nextInt(1 << i % 31));
        case 1 -> cells.setLong(i, random.nextLong(1L << i % 62));
        case 2 -> cells.setDouble(i, random.nextDouble());
        default -> cells.setText(i, word(random));
      }
    }
  }

  private static void parted(Cells cells, long row, SplittableRandom random) {
    cells.setLong(0, row);
    int values = 1;
    for (int column = 1; column <= 5; column++) {
      cells.setInt(column, random.nextInt(values));
      values *= 10;
    }
    cells.setDouble(6, random.nextDouble());
    cells.setText(7, sentence(random, 6));
  }

  private static byte[] embedding(SplittableRandom random) {
    ByteBuffer floats = ByteBuffer.allocate(DIMENSIONS * Float.BYTES);
    for (int i = 0; i < DIMENSIONS; i++) {
      floats.putFloat((float) random.nextDouble(-1, 1));
    }
    return floats.array();
  }

  private static String sentence(SplittableRandom random, int words) {
    StringBuilder sentence = new StringBuilder();
    for (int i = 0; i < words; i++) {
      sentence.append(i == 0 ? "" : " ").append(word(random));
    }
    return sentence.toString();
  }

  private static String word(SplittableRandom random) {
    return WORDS[random.nextInt(WORDS.length)];
  }
}
