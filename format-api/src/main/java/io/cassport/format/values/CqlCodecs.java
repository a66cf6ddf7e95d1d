package io.cassport.format.values;

import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import com.datastax.oss.driver.api.core.type.codec.registry.MutableCodecRegistry;
import com.datastax.oss.driver.internal.core.type.codec.registry.CodecRegistryConstants;
import com.datastax.oss.driver.internal.core.type.codec.registry.DefaultCodecRegistry;
import java.nio.charset.StandardCharsets;

/** The codecs of the DataStax driver, but for those of text: see {@link TextCodec}. */
public final class CqlCodecs {
  /** Of no session. */
  public static final CodecRegistry REGISTRY = newRegistry("cassport");

  private CqlCodecs() {}

  /**
   * A registry.
   *
   * @param name for log lines
   */
  public static MutableCodecRegistry newRegistry(String name) {
    TypeCodec<?>[] codecs = CodecRegistryConstants.PRIMITIVE_CODECS.clone();
    for (int i = 0; i < codecs.length; i++) {
      if (codecs[i] == TypeCodecs.TEXT) {
        codecs[i] = new TextCodec(TypeCodecs.TEXT, StandardCharsets.UTF_8);
      } else if (codecs[i] == TypeCodecs.ASCII) {
        codecs[i] = new TextCodec(TypeCodecs.ASCII, StandardCharsets.US_ASCII);
      }
    }
    return new DefaultCodecRegistry(name, codecs);
  }
}
