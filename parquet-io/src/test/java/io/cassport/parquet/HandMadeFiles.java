package io.cassport.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/** Files put together from pages and footers, for what no writer at hand writes. */
final class HandMadeFiles {
  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

  private HandMadeFiles() {}

  /** A page: its header, and its bytes as they are in the file. */
  static final class Page {
    private final PageHeader header;
    private final byte[] stored;

    Page(PageHeader header, byte[] stored) {
      this.header = header;
      this.stored = stored;
    }

    PageHeader header() {
      return header;
    }

    /** The same with a checksum, right or off by something. */
    Page withChecksum(int off) {
      CRC32 crc = new CRC32();
      crc.update(stored);
      PageHeader copy = new PageHeader(header);
      copy.setCrc((int) crc.getValue() + off);
      return new Page(copy, stored);
    }
  }

  /** A V1 page; its levels are at the beginning of its bytes. */
  static Page v1(int values, Encoding levels, Encoding encoding, int size, byte[] stored) {
    PageHeader header = new PageHeader(PageType.DATA_PAGE, size, stored.length);
    header.setData_page_header(new DataPageHeader(values, encoding, levels, levels));
    return new Page(header, stored);
  }

  /** A V2 page of a column that is neither repeated nor required. */
  static Page v2(
      int values, int nulls, byte[] levels, Encoding encoding, int dataSize, byte[] data) {
    byte[] stored = concat(levels, data);
    PageHeader header =
        new PageHeader(PageType.DATA_PAGE_V2, levels.length + dataSize, stored.length);
    header.setData_page_header_v2(
        new DataPageHeaderV2(values, nulls, values, encoding, levels.length, 0));
    return new Page(header, stored);
  }

  static Page dictionary(int values, int size, byte[] stored) {
    PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, size, stored.length);
    header.setDictionary_page_header(new DictionaryPageHeader(values, Encoding.PLAIN));
    return new Page(header, stored);
  }

  /** A file of one column that is no group, in one row group. */
  static byte[] file(String field, CompressionCodec codec, int rows, Page... pages)
      throws IOException {
    byte[] empty = RawFiles.write(RawFiles.message(field), 0, (column, writer) -> {});
    FileMetaData footer = footer(empty);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(MAGIC);
    long dictionary = -1;
    long data = -1;
    long plain = 0;
    for (Page page : pages) {
      if (page.header().getType() == PageType.DICTIONARY_PAGE) {
        dictionary = file.size();
      } else if (data < 0) {
        data = file.size();
      }
      Util.writePageHeader(page.header(), file);
      file.write(page.stored);
      plain += page.header().getUncompressed_page_size();
    }
    List<Encoding> encodings = new ArrayList<>(List.of(Encoding.PLAIN, Encoding.RLE));
    ColumnMetaData column =
        new ColumnMetaData(
            footer.getSchema().get(1).getType(),
            encodings,
            List.of(footer.getSchema().get(1).getName()),
            codec,
            rows,
            plain,
            file.size() - 4L,
            data);
    if (dictionary >= 0) {
      column.setDictionary_page_offset(dictionary);
    }
    ColumnChunk chunk = new ColumnChunk(4);
    chunk.setMeta_data(column);
    footer.setRow_groups(List.of(new RowGroup(List.of(chunk), file.size() - 4L, rows)));
    footer.setNum_rows(rows);
    return finish(file, footerBytes(footer));
  }

  /** The same file with another footer. */
  static byte[] editFooter(byte[] file, Consumer<FileMetaData> edit) throws IOException {
    FileMetaData footer = footer(file);
    edit.accept(footer);
    return withFooter(file, footerBytes(footer));
  }

  /** The same file with a footer that is bytes. */
  static byte[] withFooter(byte[] file, byte[] footer) throws IOException {
    ByteArrayOutputStream edited = new ByteArrayOutputStream();
    edited.write(file, 0, footerStart(file));
    return finish(edited, footer);
  }

  static byte[] footerBytes(byte[] file) {
    return Arrays.copyOfRange(file, footerStart(file), file.length - 8);
  }

  static FileMetaData footer(byte[] file) throws IOException {
    return Util.readFileMetaData(new ByteArrayInputStream(footerBytes(file)));
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  /** Little-endian numbers, as PLAIN has them. */
  static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }

  private static int footerStart(byte[] file) {
    int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
    return file.length - 8 - length;
  }

  private static byte[] footerBytes(FileMetaData footer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Util.writeFileMetaData(footer, bytes);
    return bytes.toByteArray();
  }

  private static byte[] finish(ByteArrayOutputStream file, byte[] footer) throws IOException {
    file.write(footer);
    file.write(ints(footer.length));
    file.write(MAGIC);
    return file.toByteArray();
  }
}
