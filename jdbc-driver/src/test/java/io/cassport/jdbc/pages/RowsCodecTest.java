package io.cassport.jdbc.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.internal.core.protocol.ByteBufPrimitiveCodec;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import com.datastax.oss.protocol.internal.response.result.ColumnSpec;
import com.datastax.oss.protocol.internal.response.result.DefaultRows;
import com.datastax.oss.protocol.internal.response.result.RawType;
import com.datastax.oss.protocol.internal.response.result.Rows;
import com.datastax.oss.protocol.internal.response.result.RowsMetadata;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsCodecTest {
  private static final int VERSION = ProtocolConstants.Version.V5;

  private final ByteBufPrimitiveCodec primitives =
      new ByteBufPrimitiveCodec(ByteBufAllocator.DEFAULT);
  private final RowsCodec codec = new RowsCodec(VERSION);

  /** The same rows by the DataStax driver's codec. */
  private List<List<ByteBuffer>> usual(ByteBuf page) {
    return taken((Rows) new DefaultRows.SubCodec(VERSION).decode(page.duplicate(), primitives));
  }

  private Rows decoded(ByteBuf page) {
    return (Rows) codec.decode(page, primitives);
  }

  private static List<List<ByteBuffer>> taken(Rows rows) {
    List<List<ByteBuffer>> taken = new ArrayList<>();
    for (List<ByteBuffer> row = rows.getData().poll(); row != null; row = rows.getData().poll()) {
      taken.add(new ArrayList<>(row));
    }
    return taken;
  }

  private ByteBuf page(List<List<ByteBuffer>> rows, int columns) {
    Queue<List<ByteBuffer>> data = new ArrayDeque<>(rows);
    List<ColumnSpec> specs = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      RawType blob = RawType.PRIMITIVES.get(ProtocolConstants.DataType.BLOB);
      specs.add(new ColumnSpec("ks", "t", "c" + i, i, blob));
    }
    DefaultRows message = new DefaultRows(new RowsMetadata(specs, null, null, null), data);
    ByteBuf page = Unpooled.buffer();
    codec.encode(page, message, primitives);
    assertThat(page.readableBytes()).isEqualTo(codec.encodedSize(message));
    return page;
  }

  private static List<List<ByteBuffer>> randomRows(int count, int columns, int mostBytes) {
    Random random = new Random(count * 31L + columns);
    List<List<ByteBuffer>> rows = new ArrayList<>();
    for (int r = 0; r < count; r++) {
      ByteBuffer[] row = new ByteBuffer[columns];
      for (int c = 0; c < columns; c++) {
        if (random.nextInt(5) > 0) {
          byte[] cell = new byte[random.nextInt(mostBytes + 1)];
          random.nextBytes(cell);
          row[c] = ByteBuffer.wrap(cell);
        }
      }
      rows.add(Arrays.asList(row));
    }
    return rows;
  }

  /** As segments of version 5 arrive: in pieces. */
  private static ByteBuf inPieces(ByteBuf page) {
    CompositeByteBuf pieces = Unpooled.compositeBuffer();
    while (page.isReadable()) {
      pieces.addComponent(true, page.readRetainedSlice(Math.min(100_000, page.readableBytes())));
    }
    return pieces;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 3, 10",
    "1, 1, 0",
    "1, 1, 3000000",
    "5000, 11, 40",
    "300, 2, 20000",
    "40, 1, 600000",
    "20, 300, 9000",
    "7, 3, 262144"
  })
  void rowsAreTheSameAsTheUsualCodecsRows(int count, int columns, int mostBytes) {
    List<List<ByteBuffer>> rows = randomRows(count, columns, mostBytes);
    ByteBuf page = inPieces(page(rows, columns));
    List<List<ByteBuffer>> expected = usual(page);

    Rows decoded = decoded(page);

    assertThat(expected).isEqualTo(rows);
    assertThat(decoded.getMetadata().columnCount).isEqualTo(columns);
    assertThat(decoded.getData()).hasSize(count);
    assertThat(new ArrayList<>(decoded.getData())).isEqualTo(rows); // looks and takes nothing
    assertThat(taken(decoded)).isEqualTo(rows);
    assertThat(decoded.getData()).isEmpty();
    assertThat(page.isReadable()).isFalse();
  }

  @Test
  void cellsAreViewsThatCanBeReadAgain() {
    List<List<ByteBuffer>> rows = randomRows(3, 2, 50);
    List<ByteBuffer> row = decoded(page(rows, 2)).getData().peek();
    row.forEach(cell -> drain(cell));
    assertThat(row).isEqualTo(rows.get(0));
    assertThatThrownBy(() -> row.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static void drain(ByteBuffer cell) {
    if (cell != null) {
      cell.position(cell.limit());
    }
  }

  @Test
  void whatFollowsTheRowsIsLeft() {
    ByteBuf page = page(randomRows(100, 2, 50), 2);
    page.writeLong(42);
    Rows unused = decoded(page);
    assertThat(page.readableBytes()).isEqualTo(Long.BYTES);
  }

  @Test
  void aPageThatEndsInsideARowIsRefused() {
    ByteBuf page = page(randomRows(100, 2, 50), 2);
    for (int cut = 1; cut < 60; cut += 7) {
      ByteBuf shorter = page.duplicate().writerIndex(page.writerIndex() - cut);
      assertThatThrownBy(() -> decoded(shorter))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a page ends inside a row");
    }
  }
}
