package io.cassport.jdbc.badfiles;

import io.cassport.jdbc.badfiles.ParquetBytes.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/** Damages Parquet files: any bytes of them, and what their footers and pages say of themselves. */
public final class ParquetDamage {
  private static final long[] ABSURD = {
    -1,
    0,
    1,
    2,
    127,
    65_536,
    1 << 30,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 40,
    Long.MAX_VALUE
  };

  private static final List<Kind> KINDS =
      Stream.concat(
              ByteDamage.KINDS.stream(),
              Stream.of(
                  Kind.of("footer's length", ParquetDamage::footerLength),
                  Kind.of("footer's counts", ParquetDamage::footerCounts),
                  Kind.of("footer's schema", ParquetDamage::footerSchema),
                  Kind.of("footer's bits", ParquetDamage::footerBits),
                  Kind.of("list sizes of thrift", ParquetDamage::thriftLists),
                  Kind.of("structs of thrift in each other", ParquetDamage::thriftDepth),
                  new Kind("bits of a page", true, ParquetDamage::pageBits),
                  Kind.of("page header's counts", ParquetDamage::pageCounts),
                  Kind.of("page header's kinds", ParquetDamage::pageKinds),
                  Kind.of("bits of a page whose checksum is right", ParquetDamage::checkedPageBits),
                  Kind.of("run lengths whose checksum is right", ParquetDamage::runLengths)))
          .toList();

  private ParquetDamage() {}

  /** As many files as asked for, the same for the same seed. */
  public static Stream<BadFile> files(List<Original> originals, long seed, int count) {
    Random random = new Random(seed);
    List<Original> withPages =
        originals.stream().filter(original -> hasPages(original.bytes())).toList();
    List<Original> ours = withPages.stream().filter(ParquetDamage::hasChecksums).toList();
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              Kind kind = KINDS.get(i % KINDS.size());
              return kind.apply(any(kind.checked() ? ours : withPages, random), random);
            });
  }

  private static boolean hasPages(byte[] file) {
    try {
      return !stored(ParquetBytes.of(file)).isEmpty();
    } catch (IOException e) {
      return false; // encrypted
    }
  }

  private static long absurd(Random random) {
    return ABSURD[random.nextInt(ABSURD.length)];
  }

  private static <T> T any(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static <T> T any(T[] choices, Random random) {
    return choices[random.nextInt(choices.length)];
  }

  private static byte[] footerLength(byte[] file, Random random) {
    byte[] damaged = file.clone();
    long length = random.nextBoolean() ? absurd(random) : random.nextInt(file.length);
    System.arraycopy(ParquetBytes.littleEndian((int) length), 0, damaged, file.length - 8, 4);
    return damaged;
  }

  private static byte[] footerBits(byte[] file, Random random) {
    return ByteDamage.flipped(file, random, ParquetBytes.footerStart(file), file.length - 8);
  }

  private static byte[] footerCounts(byte[] file, Random random) throws IOException {
    ParquetBytes parts = ParquetBytes.of(file);
    FileMetaData footer = parts.footer;
    RowGroup group = any(footer.getRow_groups(), random);
    ColumnMetaData column = any(group.getColumns(), random).getMeta_data();
    long value = absurd(random);
    switch (random.nextInt(11)) {
      case 0 -> footer.setNum_rows(value);
      case 1 -> group.setNum_rows(value);
      case 2 -> {
        group.setNum_rows(value);
        group.getColumns().forEach(c -> c.getMeta_data().setNum_values(value));
      }
      case 3 -> group.setTotal_byte_size(value);
      case 4 -> column.setNum_values(value);
      case 5 -> column.setTotal_uncompressed_size(value);
      case 6 -> column.setTotal_compressed_size(value);
      case 7 -> column.setData_page_offset(value);
      case 8 -> column.setDictionary_page_offset(value);
      case 9 -> group.getColumns().remove(random.nextInt(group.getColumns().size()));
      default -> group.getColumns().add(any(group.getColumns(), random));
    }
    return rewritten(file, footer);
  }

  private static byte[] footerSchema(byte[] file, Random random) throws IOException {
    FileMetaData footer = ParquetBytes.of(file).footer;
    List<SchemaElement> schema = footer.getSchema();
    SchemaElement element = any(schema, random);
    int value = (int) absurd(random);
    switch (random.nextInt(10)) {
      case 0 -> element.setNum_children(value);
      case 1 -> element.setType_length(value);
      case 2 -> element.setType(any(Type.values(), random));
      case 3 -> element.setRepetition_type(any(FieldRepetitionType.values(), random));
      case 4 -> {
        element.unsetLogicalType();
        element.setConverted_type(any(ConvertedType.values(), random));
        element.setScale(value);
        element.setPrecision((int) absurd(random));
      }
      case 5 -> element.setName(any(schema, random).getName());
      case 6 -> schema.remove(element);
      case 7 -> schema.add(random.nextInt(schema.size()), any(schema, random));
      case 8 ->
          any(any(footer.getRow_groups(), random).getColumns(), random)
              .getMeta_data()
              .setCodec(any(CompressionCodec.values(), random));
      default ->
          any(any(footer.getRow_groups(), random).getColumns(), random)
              .getMeta_data()
              .setType(any(Type.values(), random));
    }
    return rewritten(file, footer);
  }

  private static byte[] rewritten(byte[] file, FileMetaData footer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Util.writeFileMetaData(footer, bytes);
    return ParquetBytes.withFooter(file, bytes.toByteArray());
  }

  /** A list's or a text's size in the footer becomes one of gigabytes. */
  private static byte[] thriftLists(byte[] file, Random random) throws IOException {
    byte[] footer = ParquetBytes.footerBytes(file);
    // the schema is the first list: behind the version, a field of one byte each for id and value
    int at = random.nextInt(4) == 0 ? 3 : random.nextInt(footer.length);
    byte[] size = {
      (byte) (0xf0 | footer[at] & 0x0f), -1, -1, -1, -1, (byte) (random.nextBoolean() ? 7 : 0)
    };
    return ParquetBytes.withFooter(file, ByteDamage.spliced(footer, at, 1, size));
  }

  /** A field that nobody knows, of structs in structs, in the footer or in a page's header. */
  private static byte[] thriftDepth(byte[] file, Random random) throws IOException {
    int depth = 1 << random.nextInt(18);
    byte[] nested = new byte[2 * depth];
    Arrays.fill(nested, 0, depth, (byte) 0x1c);
    nested[0] = (byte) 0x9c;
    if (random.nextBoolean()) {
      byte[] footer = ParquetBytes.footerBytes(file);
      return ParquetBytes.withFooter(
          file, ByteDamage.spliced(footer, footer.length - 1, 0, nested));
    }
    ParquetBytes parts = ParquetBytes.of(file);
    Page page = any(parts.pages(), random);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    Util.writePageHeader(page.header, header);
    page.headerBytes = ByteDamage.spliced(header.toByteArray(), header.size() - 1, 0, nested);
    return parts.build();
  }

  /** The pages that hold something to be damaged. */
  private static List<Page> stored(ParquetBytes parts) {
    return parts.pages().stream().filter(page -> page.stored.length > 4).toList();
  }

  private static boolean hasChecksums(Original original) {
    return original.schema() != null;
  }

  private static byte[] pageBits(byte[] file, Random random) throws IOException {
    Page page = any(stored(ParquetBytes.of(file)), random);
    if (!page.header.isSetCrc()) {
      throw new IllegalStateException("our writer has left out a page's checksum");
    }
    return ByteDamage.flipped(file, random, page.from, page.from + page.stored.length);
  }

  private static byte[] checkedPageBits(byte[] file, Random random) throws IOException {
    ParquetBytes parts = ParquetBytes.of(file);
    Page page = any(stored(parts), random);
    page.stored = ByteDamage.flipped(page.stored, random, 0, page.stored.length);
    page.consistent();
    return parts.build();
  }

  /** Levels and indexes in runs begin with a run's length, behind a length of 4 bytes in V1. */
  private static byte[] runLengths(byte[] file, Random random) throws IOException {
    ParquetBytes parts = ParquetBytes.of(file);
    Page page = any(stored(parts), random);
    byte[] run = {-1, -1, -1, -1, (byte) random.nextInt(16)};
    run[0] = (byte) (random.nextBoolean() ? 0xff : 0xfe);
    int at = new int[] {0, 1, 4, random.nextInt(page.stored.length)}[random.nextInt(4)];
    int removed = random.nextBoolean() ? 0 : Math.min(run.length, page.stored.length - at);
    page.stored = ByteDamage.spliced(page.stored, at, removed, run);
    page.header.setUncompressed_page_size(
        page.header.getUncompressed_page_size() + run.length - removed);
    page.consistent();
    return parts.build();
  }

  private static byte[] pageCounts(byte[] file, Random random) throws IOException {
    ParquetBytes parts = ParquetBytes.of(file);
    Page page = any(parts.pages(), random);
    PageHeader header = page.header;
    int value = (int) absurd(random);
    DataPageHeaderV2 v2 = header.getData_page_header_v2();
    switch (random.nextInt(v2 == null ? 3 : 7)) {
      case 0 -> header.setUncompressed_page_size(value);
      case 1 -> header.setCompressed_page_size(value);
      case 2 -> setValues(header, value);
      case 3 -> v2.setNum_nulls(value);
      case 4 -> v2.setNum_rows(value);
      case 5 -> v2.setRepetition_levels_byte_length(value);
      default -> v2.setDefinition_levels_byte_length(value);
    }
    return parts.build();
  }

  private static void setValues(PageHeader header, int value) {
    if (header.isSetDictionary_page_header()) {
      header.getDictionary_page_header().setNum_values(value);
    } else if (header.isSetData_page_header()) {
      header.getData_page_header().setNum_values(value);
    } else {
      header.getData_page_header_v2().setNum_values(value);
    }
  }

  private static byte[] pageKinds(byte[] file, Random random) throws IOException {
    ParquetBytes parts = ParquetBytes.of(file);
    PageHeader header = any(parts.pages(), random).header;
    Encoding encoding = any(Encoding.values(), random);
    DataPageHeader v1 = header.getData_page_header();
    DataPageHeaderV2 v2 = header.getData_page_header_v2();
    switch (random.nextInt(5)) {
      case 0 -> header.setType(any(PageType.values(), random));
      case 1 -> header.setCrc(header.getCrc() ^ 1);
      case 2 -> header.unsetCrc();
      case 3 -> {
        if (v1 != null) {
          v1.setDefinition_level_encoding(encoding);
          v1.setRepetition_level_encoding(any(Encoding.values(), random));
        } else if (v2 != null) {
          v2.setIs_compressed(!v2.isIs_compressed());
        }
      }
      default -> {
        if (v1 != null) {
          v1.setEncoding(encoding);
        } else if (v2 != null) {
          v2.setEncoding(encoding);
        } else {
          header.getDictionary_page_header().setEncoding(encoding);
        }
      }
    }
    return parts.build();
  }
}
