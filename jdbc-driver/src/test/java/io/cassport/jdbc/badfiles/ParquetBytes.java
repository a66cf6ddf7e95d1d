package io.cassport.jdbc.badfiles;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/** A Parquet file taken apart, so that it can be put together with other parts. */
final class ParquetBytes {
  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
  private static final int TAIL = 8;

  final FileMetaData footer;
  final List<Chunk> chunks = new ArrayList<>();

  ParquetBytes(FileMetaData footer) {
    this.footer = footer;
  }

  /** A column chunk and its pages in their order. */
  record Chunk(ColumnChunk column, List<Page> pages) {
    ColumnMetaData meta() {
      return column.getMeta_data();
    }
  }

  /** A page: its header, its bytes as they are stored, and where those lie in the file. */
  static final class Page {
    PageHeader header;
    byte[] stored;
    final int from;

    /** What stands in place of the header's bytes, or null. */
    byte[] headerBytes;

    Page(PageHeader header, byte[] stored, int from) {
      this.header = header;
      this.stored = stored;
      this.from = from;
    }

    /** Makes the size and the checksum those of the bytes. */
    Page consistent() {
      CRC32 crc = new CRC32();
      crc.update(stored);
      header.setCompressed_page_size(stored.length);
      header.setCrc((int) crc.getValue());
      return this;
    }

    boolean isData() {
      return header.getType() != PageType.DICTIONARY_PAGE;
    }
  }

  static ParquetBytes of(byte[] file) throws IOException {
    ParquetBytes parts =
        new ParquetBytes(Util.readFileMetaData(new ByteArrayInputStream(footerBytes(file))));
    if (parts.footer.getRow_groups() == null) {
      return parts;
    }
    for (RowGroup group : parts.footer.getRow_groups()) {
      for (ColumnChunk column : group.getColumns()) {
        parts.chunks.add(new Chunk(column, pages(file, column.getMeta_data())));
      }
    }
    return parts;
  }

  private static List<Page> pages(byte[] file, ColumnMetaData column) throws IOException {
    long start = column.getData_page_offset();
    if (column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0) {
      start = Math.min(start, column.getDictionary_page_offset());
    }
    List<Page> pages = new ArrayList<>();
    int at = (int) start;
    int end = (int) (start + column.getTotal_compressed_size());
    while (at < end) {
      ByteArrayInputStream in = new ByteArrayInputStream(file, at, end - at);
      PageHeader header = Util.readPageHeader(in);
      int from = end - in.available();
      at = from + header.getCompressed_page_size();
      pages.add(new Page(header, Arrays.copyOfRange(file, from, at), from));
    }
    return pages;
  }

  List<Page> pages() {
    return chunks.stream().flatMap(chunk -> chunk.pages().stream()).toList();
  }

  /** The file, whose footer tells the places and sizes that the pages have now. */
  byte[] build() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(MAGIC);
    for (Chunk chunk : chunks) {
      write(chunk, file);
    }
    ByteArrayOutputStream tail = new ByteArrayOutputStream();
    Util.writeFileMetaData(footer, tail);
    return finish(file, tail.toByteArray());
  }

  private static void write(Chunk chunk, ByteArrayOutputStream file) throws IOException {
    ColumnMetaData meta = chunk.meta();
    int start = file.size();
    long plain = 0;
    boolean placed = false;
    meta.unsetDictionary_page_offset();
    for (Page page : chunk.pages()) {
      if (!page.isData()) {
        meta.setDictionary_page_offset(file.size());
      } else if (!placed) {
        placed = true;
        meta.setData_page_offset(file.size());
      }
      if (page.headerBytes == null) {
        Util.writePageHeader(page.header, file);
      } else {
        file.write(page.headerBytes);
      }
      file.write(page.stored);
      plain += Math.max(0, page.header.getUncompressed_page_size());
    }
    meta.setTotal_compressed_size(file.size() - start);
    meta.setTotal_uncompressed_size(plain);
    meta.unsetBloom_filter_offset();
    chunk.column().unsetColumn_index_offset();
    chunk.column().unsetOffset_index_offset();
  }

  static byte[] footerBytes(byte[] file) {
    return Arrays.copyOfRange(file, footerStart(file), file.length - TAIL);
  }

  static int footerStart(byte[] file) {
    int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - TAIL);
    return file.length - TAIL - length;
  }

  /** The file with other bytes for its footer. */
  static byte[] withFooter(byte[] file, byte[] footer) throws IOException {
    ByteArrayOutputStream edited = new ByteArrayOutputStream();
    edited.write(file, 0, footerStart(file));
    return finish(edited, footer);
  }

  private static byte[] finish(ByteArrayOutputStream file, byte[] footer) throws IOException {
    file.write(footer);
    file.write(littleEndian(footer.length));
    file.write(MAGIC);
    return file.toByteArray();
  }

  static byte[] littleEndian(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }
}
