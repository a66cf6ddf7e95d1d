package io.cassport.jdbc.pages;

import com.datastax.oss.protocol.internal.Message;
import com.datastax.oss.protocol.internal.PrimitiveCodec;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import com.datastax.oss.protocol.internal.response.Result;
import com.datastax.oss.protocol.internal.response.result.DefaultRows;
import com.datastax.oss.protocol.internal.response.result.RowsMetadata;
import io.netty.buffer.ByteBuf;

/** Decodes the answers that are rows; see native_protocol_v5.spec, section 4.2.5.2. */
final class RowsCodec extends Result.SubCodec {
  private final DefaultRows.SubCodec usual;

  RowsCodec(int protocolVersion) {
    super(ProtocolConstants.ResultKind.ROWS, protocolVersion);
    this.usual = new DefaultRows.SubCodec(protocolVersion);
  }

  @Override
  public <B> void encode(B target, Message message, PrimitiveCodec<B> encoder) {
    usual.encode(target, message, encoder);
  }

  @Override
  public int encodedSize(Message message) {
    return usual.encodedSize(message);
  }

  @Override
  public <B> Message decode(B source, PrimitiveCodec<B> decoder) {
    if (!(source instanceof ByteBuf bytes)) {
      return usual.decode(source, decoder);
    }
    RowsMetadata metadata = RowsMetadata.decode(source, decoder, false, protocolVersion);
    int rows = decoder.readInt(source);
    return new DefaultRows(metadata, PageRows.read(bytes, rows, metadata.columnCount));
  }
}
