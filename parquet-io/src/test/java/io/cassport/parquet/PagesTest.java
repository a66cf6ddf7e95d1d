package io.cassport.parquet;

import static io.cassport.parquet.HandMadeFiles.concat;
import static io.cassport.parquet.HandMadeFiles.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.type.DataTypes;
import com.github.luben.zstd.Zstd;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.lz4.Lz4HadoopStreams;
import io.airlift.compress.lzo.LzoHadoopStreams;
import io.cassport.parquet.HandMadeFiles.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages as other writers make them, one by one. */
class PagesTest {
  private static final int HADOOP_BLOCK = 64 << 10;

  private static List<String> cells(byte[] file) throws SQLException {
    return ForeignFilesTest.read(Files.open(file), 0, DataTypes.INT);
  }

  private static String cell(int value) {
    return String.format("0x%08x", value);
  }

  static Stream<Arguments> compressions() {
    return Stream.of(
        compression("one member", CompressionCodec.GZIP, PagesTest::gzip),
        compression("two members", CompressionCodec.GZIP, halves(PagesTest::gzip)),
        compression("one frame", CompressionCodec.ZSTD, Zstd::compress),
        compression("two frames", CompressionCodec.ZSTD, halves(Zstd::compress)),
        compression("a block", CompressionCodec.LZ4_RAW, PagesTest::lz4),
        compression("a block without a frame", CompressionCodec.LZ4, PagesTest::lz4),
        compression("Hadoop's frames", CompressionCodec.LZ4, PagesTest::hadoop),
        compression("one frame of one block", CompressionCodec.LZ4, PagesTest::frame),
        compression("two frames", CompressionCodec.LZ4, halves(PagesTest::frame)),
        compression("a frame of many blocks", CompressionCodec.LZ4, PagesTest::blocks),
        compression("Hadoop's frames", CompressionCodec.LZO, PagesTest::lzo));
  }

  private static Arguments compression(
      String form, CompressionCodec codec, UnaryOperator<byte[]> compress) {
    return Arguments.of(codec, form, compress);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("compressions")
  void everyFormOfACompressedPageIsRead(
      CompressionCodec codec, String form, UnaryOperator<byte[]> compress) throws Exception {
    Random random = new Random(5);
    int[] values = random.ints(100_000, 0, 1_000).toArray();
    byte[] plain = ints(values);
    byte[] v1 = compress.apply(plain);
    byte[] levels = {(byte) 0xc0, (byte) 0x9a, 0x0c, 1}; // 100,000 times there
    byte[] file =
        HandMadeFiles.file(
            "required int32 c",
            codec,
            values.length,
            HandMadeFiles.v1(values.length, Encoding.RLE, Encoding.PLAIN, plain.length, v1));
    List<String> expected = Arrays.stream(values).mapToObj(PagesTest::cell).toList();
    assertThat(cells(file)).isEqualTo(expected);
    byte[] second =
        HandMadeFiles.file(
            "optional int32 c",
            codec,
            values.length,
            HandMadeFiles.v2(values.length, 0, levels, Encoding.PLAIN, plain.length, v1));
    assertThat(cells(second)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("compressions")
  void flippedBytesOfCompressedPagesAreAnSqlExceptionOrHarmless(
      CompressionCodec codec, String form, UnaryOperator<byte[]> compress) throws Exception {
    byte[] plain = ints(new Random(form.hashCode()).ints(500, 0, 50).toArray());
    byte[] page = compress.apply(plain);
    byte[] file =
        HandMadeFiles.file(
            "required int32 c",
            codec,
            500,
            HandMadeFiles.v1(500, Encoding.RLE, Encoding.PLAIN, plain.length, page));
    DamageTest.flip(file, new Random(codec.getValue()), 500);
  }

  private static UnaryOperator<byte[]> halves(UnaryOperator<byte[]> compress) {
    return plain -> {
      int half = plain.length / 3;
      return concat(
          compress.apply(Arrays.copyOf(plain, half)),
          compress.apply(Arrays.copyOfRange(plain, half, plain.length)));
    };
  }

  private static byte[] gzip(byte[] plain) {
    return streamed(plain, GZIPOutputStream::new);
  }

  /** Aircompressor's copy of Hadoop's codec. */
  private static byte[] hadoop(byte[] plain) {
    return streamed(plain, target -> new Lz4HadoopStreams().createOutputStream(target));
  }

  private static byte[] lzo(byte[] plain) {
    return streamed(plain, target -> new LzoHadoopStreams().createOutputStream(target));
  }

  private interface Opener {
    OutputStream open(OutputStream target) throws IOException;
  }

  private static byte[] streamed(byte[] plain, Opener opener) {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    try (OutputStream stream = opener.open(target)) {
      stream.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return target.toByteArray();
  }

  private static byte[] lz4(byte[] plain) {
    Lz4Compressor compressor = new Lz4Compressor();
    byte[] target = new byte[compressor.maxCompressedLength(plain.length)];
    int length = compressor.compress(plain, 0, plain.length, target, 0, target.length);
    return Arrays.copyOf(target, length);
  }

  private static byte[] frame(byte[] plain) {
    byte[] block = lz4(plain);
    return concat(bigEndian(plain.length), bigEndian(block.length), block);
  }

  /** What Hadoop's BlockCompressorStream makes of one write that is larger than its buffer. */
  private static byte[] blocks(byte[] plain) {
    byte[] frame = bigEndian(plain.length);
    for (int from = 0; from < plain.length; from += HADOOP_BLOCK) {
      byte[] block =
          lz4(Arrays.copyOfRange(plain, from, Math.min(plain.length, from + HADOOP_BLOCK)));
      frame = concat(frame, bigEndian(block.length), block);
    }
    return frame;
  }

  private static byte[] bigEndian(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  @ParameterizedTest
  @EnumSource(CompressionCodec.class)
  void aPageOfNullsThatIsCompressedToNothingIsRead(CompressionCodec codec) throws Exception {
    byte[] levels = {3 << 1, 0};
    byte[] file =
        HandMadeFiles.file(
            "optional int32 c",
            codec,
            3,
            HandMadeFiles.v2(3, 3, levels, Encoding.PLAIN, 0, new byte[0]));
    assertThat(cells(file)).containsExactly(null, null, null);
  }

  @Test
  void aV2PageMayStayUncompressedInACompressedColumn() throws Exception {
    byte[] levels = {2 << 1, 1};
    Page page = HandMadeFiles.v2(2, 0, levels, Encoding.PLAIN, 8, ints(7, 8));
    page.header().getData_page_header_v2().setIs_compressed(false);
    byte[] file = HandMadeFiles.file("optional int32 c", CompressionCodec.SNAPPY, 2, page);
    assertThat(cells(file)).containsExactly(cell(7), cell(8));
  }

  @Test
  void levelsThatAreBitPackedAreRead() throws Exception {
    byte[] page = concat(new byte[] {(byte) 0b1011_0001, (byte) 0b0100_0000}, ints(1, 2, 3, 4, 5));
    byte[] file =
        HandMadeFiles.file(
            "optional int32 c",
            CompressionCodec.UNCOMPRESSED,
            10,
            HandMadeFiles.v1(10, Encoding.BIT_PACKED, Encoding.PLAIN, page.length, page));
    assertThat(cells(file))
        .containsExactly(cell(1), null, cell(2), cell(3), null, null, null, cell(4), null, cell(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN_DICTIONARY", "RLE_DICTIONARY"})
  void dictionariesOfBothNamesAreReadAndIndexPagesSkipped(String encoding) throws Exception {
    Page index = new Page(new PageHeader(PageType.INDEX_PAGE, 3, 3), new byte[3]);
    byte[] indexes = {1, 3 << 1, 1, 2 << 1, 0}; // one bit: three times 1, twice 0
    Page data = HandMadeFiles.v1(5, Encoding.RLE, Encoding.valueOf(encoding), 5, indexes);
    Page dictionary = HandMadeFiles.dictionary(2, 8, ints(70, 80));
    dictionary.header().getDictionary_page_header().setEncoding(Encoding.PLAIN_DICTIONARY);
    byte[] file =
        HandMadeFiles.file(
            "required int32 c", CompressionCodec.UNCOMPRESSED, 5, dictionary, index, data);
    assertThat(cells(file)).containsExactly(cell(80), cell(80), cell(80), cell(70), cell(70));
  }

  @Test
  void anIndexOutsideTheDictionaryIsDamage() throws Exception {
    byte[] indexes = {2, 1 << 1, 3};
    byte[] file =
        HandMadeFiles.file(
            "required int32 c",
            CompressionCodec.UNCOMPRESSED,
            1,
            HandMadeFiles.dictionary(2, 8, ints(70, 80)),
            HandMadeFiles.v1(1, Encoding.RLE, Encoding.RLE_DICTIONARY, 3, indexes));
    assertThatThrownBy(() -> cells(file))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("is a damaged Parquet file")
        .hasMessageContaining("column c");
  }

  @ParameterizedTest
  @CsvSource({"V1, 0", "V2, 0", "DICTIONARY, 0", "V1, 1", "V2, 1", "DICTIONARY, 1"})
  void checksumsOfAllPagesAreVerified(String which, int off) throws Exception {
    byte[] levels = {2 << 1, 1};
    byte[] indexes = concat(ints(levels.length), levels, new byte[] {1, 2 << 1, 1});
    byte[] plain = concat(ints(levels.length), levels, ints(7, 8));
    Page[] pages =
        switch (which) {
          case "V1" ->
              new Page[] {
                HandMadeFiles.v1(2, Encoding.RLE, Encoding.PLAIN, plain.length, plain)
                    .withChecksum(off)
              };
          case "V2" ->
              new Page[] {
                HandMadeFiles.v2(2, 0, levels, Encoding.PLAIN, 8, ints(7, 8)).withChecksum(off)
              };
          default ->
              new Page[] {
                HandMadeFiles.dictionary(2, 8, ints(7, 8)).withChecksum(off),
                HandMadeFiles.v1(2, Encoding.RLE, Encoding.RLE_DICTIONARY, indexes.length, indexes)
              };
        };
    byte[] file = HandMadeFiles.file("optional int32 c", CompressionCodec.UNCOMPRESSED, 2, pages);
    if (off == 0) {
      assertThat(cells(file)).hasSize(2).last().isEqualTo(cell(8));
    } else {
      assertThatThrownBy(() -> cells(file))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("row group 0, column c")
          .hasMessageContaining("checksum")
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("22018");
    }
  }
}
