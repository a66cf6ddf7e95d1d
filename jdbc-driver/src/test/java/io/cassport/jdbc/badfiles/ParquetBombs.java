package io.cassport.jdbc.badfiles;

import io.cassport.jdbc.badfiles.ParquetBytes.Chunk;
import io.cassport.jdbc.badfiles.ParquetBytes.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/** Parquet files of few bytes that contradict nothing and are more than any memory holds. */
final class ParquetBombs {
  private static final int MEGABYTE = 1 << 20;
  private static final byte[] NOTHING = {};

  private ParquetBombs() {}

  /** Made one by one, because not all of them fit into memory together. */
  static Stream<BadFile> files() {
    List<Bomb> bombs = new ArrayList<>();
    for (CompressionCodec codec :
        List.of(
            CompressionCodec.GZIP,
            CompressionCodec.ZSTD,
            CompressionCodec.SNAPPY,
            CompressionCodec.LZ4_RAW)) {
      for (int megabytes : new int[] {64, 300}) {
        bombs.add(new Bomb("one page of " + codec, () -> onePage(codec, megabytes)));
        bombs.add(
            new Bomb(
                "a dictionary of nothing in " + codec, () -> emptyTexts(codec, megabytes / 4)));
      }
      bombs.add(new Bomb("pages of many columns of " + codec, () -> manyColumns(codec)));
    }
    for (int rows : new int[] {1_000, 100_000, Integer.MAX_VALUE}) {
      bombs.add(new Bomb("a large value repeated by a dictionary", () -> largeValue(rows)));
      bombs.add(new Bomb("nulls in one run", () -> nulls(rows)));
      bombs.add(new Bomb("deltas of no bits", () -> deltas(rows)));
    }
    for (int elements : new int[] {100_000, 50_000_000, Integer.MAX_VALUE}) {
      bombs.add(new Bomb("elements in one run", () -> list(elements, false)));
      bombs.add(new Bomb("null elements in one run", () -> list(elements, true)));
    }
    for (int depth : new int[] {10, 100, 1_000, 100_000}) {
      bombs.add(new Bomb("groups in each other", () -> nested(depth)));
    }
    for (int columns : new int[] {1_000, 20_000}) {
      bombs.add(new Bomb("columns without end", () -> columns(columns)));
    }
    return bombs.stream().map(Bomb::file);
  }

  private interface Maker {
    byte[] make() throws IOException;
  }

  private record Bomb(String kind, Maker maker) {
    BadFile file() {
      try {
        byte[] file = maker.make();
        Original original = new Original("bomb.parquet", Originals.PARQUET, null, List.of(), file);
        return new BadFile(original, kind, file, false);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static byte[] onePage(CompressionCodec codec, int megabytes) throws IOException {
    return file(Type.BYTE_ARRAY, codec, 1, data(codec, megabytes * MEGABYTE));
  }

  private static byte[] emptyTexts(CompressionCodec codec, int megabytes) throws IOException {
    Page dictionary = dictionary(megabytes * MEGABYTE / 4, codec, NOTHING, megabytes * MEGABYTE);
    byte[] indexes = Zeros.compressed(codec, new byte[] {1, 2}, 40);
    Page one = data(1, Encoding.RLE_DICTIONARY, indexes, 40);
    return file(Type.BYTE_ARRAY, codec, 1, dictionary, one);
  }

  private static byte[] largeValue(int rows) throws IOException {
    int size = 8 * MEGABYTE;
    CompressionCodec none = CompressionCodec.UNCOMPRESSED;
    Page dictionary = dictionary(1, none, ParquetBytes.littleEndian(size - 4), size);
    byte[] indexes = joined(new byte[] {1}, run(rows, 0));
    Page all = data(rows, Encoding.RLE_DICTIONARY, indexes, indexes.length);
    return file(Type.BYTE_ARRAY, none, rows, dictionary, all);
  }

  private static byte[] nulls(int rows) throws IOException {
    FileMetaData footer = footer(leaf(Type.INT32, FieldRepetitionType.OPTIONAL));
    byte[] levels = levels(rows, 0);
    Page page = data(rows, Encoding.PLAIN, levels, levels.length);
    return file(footer, CompressionCodec.UNCOMPRESSED, rows, rows, page);
  }

  private static byte[] deltas(int rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(Zeros.varint(1 << 30)); // values of a block
    bytes.writeBytes(Zeros.varint(1)); // miniblocks
    bytes.writeBytes(Zeros.varint(rows));
    bytes.write(0); // the first value
    for (long seen = 1; seen < rows; seen += 1 << 30) {
      bytes.write(2); // the least delta, and so every one
      bytes.write(0); // bits of a delta beyond it
    }
    CompressionCodec none = CompressionCodec.UNCOMPRESSED;
    Page page = data(rows, Encoding.DELTA_BINARY_PACKED, bytes.toByteArray(), bytes.size());
    return file(Type.INT64, none, rows, page);
  }

  /** One row, a list of as many elements. */
  private static byte[] list(int elements, boolean nulls) throws IOException {
    SchemaElement outer = new SchemaElement("c");
    outer.setRepetition_type(FieldRepetitionType.OPTIONAL);
    outer.setNum_children(1);
    outer.setConverted_type(org.apache.parquet.format.ConvertedType.LIST);
    SchemaElement middle = new SchemaElement("list");
    middle.setRepetition_type(FieldRepetitionType.REPEATED);
    middle.setNum_children(1);
    FileMetaData footer =
        footer(outer, middle, leaf(Type.INT32, FieldRepetitionType.OPTIONAL).setName("element"));
    byte[] plain =
        joined(
            sized(joined(run(1, 0), run(elements - 1, 1))),
            sized(run(elements, nulls ? 2 : 3)),
            new byte[] {1},
            run(elements, 0));
    CompressionCodec none = CompressionCodec.UNCOMPRESSED;
    Page dictionary = dictionary(1, none, NOTHING, 4);
    Page page = data(elements, Encoding.RLE_DICTIONARY, plain, plain.length);
    return file(footer, none, 1, elements, dictionary, page);
  }

  private static byte[] manyColumns(CompressionCodec codec) throws IOException {
    Page page = data(codec, 32 * MEGABYTE);
    int columns = 40;
    SchemaElement[] leaves = new SchemaElement[columns];
    for (int i = 0; i < columns; i++) {
      leaves[i] = leaf(Type.BYTE_ARRAY, FieldRepetitionType.REQUIRED).setName("c" + i);
    }
    FileMetaData footer = footer(leaves);
    footer.getSchema().get(0).setNum_children(columns);
    ParquetBytes parts = new ParquetBytes(footer);
    for (int i = 0; i < columns; i++) {
      parts.chunks.add(chunk(List.of("c" + i), Type.BYTE_ARRAY, codec, 1, page));
    }
    return whole(parts, 1);
  }

  private static byte[] nested(int depth) throws IOException {
    SchemaElement[] groups = new SchemaElement[depth];
    for (int i = 0; i < depth; i++) {
      groups[i] = new SchemaElement("g");
      groups[i].setRepetition_type(FieldRepetitionType.OPTIONAL);
      groups[i].setNum_children(1);
    }
    groups[depth - 1] = leaf(Type.INT32, FieldRepetitionType.OPTIONAL);
    return whole(new ParquetBytes(footer(groups)), 0);
  }

  private static byte[] columns(int count) throws IOException {
    SchemaElement[] leaves = new SchemaElement[count];
    for (int i = 0; i < count; i++) {
      leaves[i] = leaf(Type.INT32, FieldRepetitionType.OPTIONAL).setName("c" + i);
    }
    FileMetaData footer = footer(leaves);
    footer.getSchema().get(0).setNum_children(count);
    return whole(new ParquetBytes(footer), 0);
  }

  private static SchemaElement leaf(Type type, FieldRepetitionType repetition) {
    SchemaElement leaf = new SchemaElement("c");
    leaf.setType(type);
    leaf.setRepetition_type(repetition);
    return leaf;
  }

  private static FileMetaData footer(SchemaElement... elements) {
    SchemaElement root = new SchemaElement("m");
    root.setNum_children(1);
    List<SchemaElement> schema = new ArrayList<>(List.of(root));
    schema.addAll(Arrays.asList(elements));
    return new FileMetaData(1, schema, 0, new ArrayList<>());
  }

  private static byte[] file(Type type, CompressionCodec codec, int rows, Page... pages)
      throws IOException {
    return file(footer(leaf(type, FieldRepetitionType.REQUIRED)), codec, rows, rows, pages);
  }

  /** A file of one column, whose path is that of the schema's only leaf. */
  private static byte[] file(
      FileMetaData footer, CompressionCodec codec, int rows, int values, Page... pages)
      throws IOException {
    List<String> path = footer.getSchema().stream().skip(1).map(SchemaElement::getName).toList();
    Type type = footer.getSchema().get(path.size()).getType();
    ParquetBytes parts = new ParquetBytes(footer);
    parts.chunks.add(chunk(path, type, codec, values, pages));
    return whole(parts, rows);
  }

  private static Chunk chunk(
      List<String> path, Type type, CompressionCodec codec, int values, Page... pages) {
    List<Encoding> encodings = List.of(Encoding.PLAIN, Encoding.RLE);
    ColumnChunk column = new ColumnChunk(0);
    column.setMeta_data(new ColumnMetaData(type, encodings, path, codec, values, 0, 0, 0));
    return new Chunk(column, List.of(pages));
  }

  private static byte[] whole(ParquetBytes parts, int rows) throws IOException {
    if (!parts.chunks.isEmpty()) {
      List<ColumnChunk> columns = parts.chunks.stream().map(Chunk::column).toList();
      parts.footer.setRow_groups(List.of(new RowGroup(columns, 0, rows)));
    }
    parts.footer.setNum_rows(rows);
    return parts.build();
  }

  /** A page of one text. */
  private static Page data(CompressionCodec codec, int size) throws IOException {
    byte[] length = ParquetBytes.littleEndian(size - 4);
    return data(1, Encoding.PLAIN, Zeros.compressed(codec, length, size), size);
  }

  private static Page data(int values, Encoding encoding, byte[] stored, int plainSize) {
    PageHeader header = new PageHeader(PageType.DATA_PAGE, plainSize, 0);
    header.setData_page_header(new DataPageHeader(values, encoding, Encoding.RLE, Encoding.RLE));
    return new Page(header, stored, 0).consistent();
  }

  private static Page dictionary(int values, CompressionCodec codec, byte[] head, int plainSize)
      throws IOException {
    PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, plainSize, 0);
    header.setDictionary_page_header(new DictionaryPageHeader(values, Encoding.PLAIN));
    return new Page(header, Zeros.compressed(codec, head, plainSize), 0).consistent();
  }

  private static byte[] levels(int count, int level) {
    return sized(run(count, level));
  }

  private static byte[] sized(byte[] bytes) {
    return joined(ParquetBytes.littleEndian(bytes.length), bytes);
  }

  /** Of values of at most 8 bits; as many runs as one cannot hold. */
  private static byte[] run(long count, int value) {
    ByteArrayOutputStream runs = new ByteArrayOutputStream();
    for (long left = count; left > 0; left -= 1 << 30) {
      runs.writeBytes(Zeros.varint(Math.min(left, 1 << 30) << 1));
      runs.write(value);
    }
    return runs.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }
}
