package io.cassport.jdbc.pages;

import com.datastax.dse.driver.internal.core.type.codec.DseTypeCodecsRegistrar;
import com.datastax.dse.protocol.internal.DseProtocolV1ClientCodecs;
import com.datastax.dse.protocol.internal.DseProtocolV2ClientCodecs;
import com.datastax.dse.protocol.internal.ProtocolV4ClientCodecsForDse;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.session.ProgrammaticArguments;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import com.datastax.oss.driver.api.core.type.codec.registry.MutableCodecRegistry;
import com.datastax.oss.driver.internal.core.context.DefaultDriverContext;
import com.datastax.oss.protocol.internal.FrameCodec;
import com.datastax.oss.protocol.internal.FrameCodec.CodecGroup;
import com.datastax.oss.protocol.internal.Message;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import com.datastax.oss.protocol.internal.ProtocolV3ClientCodecs;
import com.datastax.oss.protocol.internal.ProtocolV5ClientCodecs;
import com.datastax.oss.protocol.internal.ProtocolV6ClientCodecs;
import com.datastax.oss.protocol.internal.response.Result;
import com.datastax.oss.protocol.internal.response.result.Prepared;
import com.datastax.oss.protocol.internal.response.result.SchemaChange;
import com.datastax.oss.protocol.internal.response.result.SetKeyspace;
import com.datastax.oss.protocol.internal.response.result.Void;
import io.cassport.format.values.CqlCodecs;
import io.netty.buffer.ByteBuf;

/**
 * The DataStax driver's parts, but for what decodes the rows of Cassandra's own protocols, and
 * text.
 */
final class PagesContext extends DefaultDriverContext {
  PagesContext(DriverConfigLoader config, ProgrammaticArguments arguments) {
    super(config, arguments);
  }

  @Override
  protected FrameCodec<ByteBuf> buildFrameCodec() {
    return new FrameCodec<>(
        getPrimitiveCodec(),
        getCompressor(),
        withRowsCodec(new ProtocolV3ClientCodecs()),
        withRowsCodec(new ProtocolV4ClientCodecsForDse()),
        withRowsCodec(new ProtocolV5ClientCodecs()),
        withRowsCodec(new ProtocolV6ClientCodecs()),
        new DseProtocolV1ClientCodecs(),
        new DseProtocolV2ClientCodecs());
  }

  /** Called by the constructor of the class above. */
  @Override
  protected CodecRegistry buildCodecRegistry(ProgrammaticArguments arguments) {
    MutableCodecRegistry registry = CqlCodecs.newRegistry(getSessionName());
    DseTypeCodecsRegistrar.registerDseCodecs(registry);
    return registry;
  }

  private static CodecGroup withRowsCodec(CodecGroup group) {
    return registry -> group.registerCodecs(new ResultsReplaced(registry));
  }

  private record ResultsReplaced(CodecGroup.Registry registry) implements CodecGroup.Registry {
    @Override
    public CodecGroup.Registry addCodec(Message.Codec codec) {
      return addEncoder(codec).addDecoder(codec);
    }

    @Override
    public CodecGroup.Registry addEncoder(Message.Codec codec) {
      registry.addEncoder(codec);
      return this;
    }

    @Override
    public CodecGroup.Registry addDecoder(Message.Codec codec) {
      registry.addDecoder(
          codec.opcode == ProtocolConstants.Opcode.RESULT ? results(codec.protocolVersion) : codec);
      return this;
    }

    private static Message.Codec results(int version) {
      return new Result.Codec(
          version,
          new Void.SubCodec(version),
          new RowsCodec(version),
          new SetKeyspace.SubCodec(version),
          new Prepared.SubCodec(version),
          new SchemaChange.SubCodec(version));
    }
  }
}
