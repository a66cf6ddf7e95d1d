package io.cassport.format.values;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.reflect.GenericType;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * text and ascii, as strict as the DataStax driver's codec. That one keeps its encoders in
 * thread-locals of Netty: any thread that ever bound a text would keep all classes of this driver
 * in memory after a tool or a server has unloaded it.
 */
final class TextCodec implements TypeCodec<String> {
  private final TypeCodec<String> literals;
  private final Charset charset;

  /**
   * Makes one.
   *
   * @param literals the driver's own, for literals
   */
  TextCodec(TypeCodec<String> literals, Charset charset) {
    this.literals = literals;
    this.charset = charset;
  }

  @Override
  public GenericType<String> getJavaType() {
    return GenericType.STRING;
  }

  @Override
  public DataType getCqlType() {
    return literals.getCqlType();
  }

  @Override
  public boolean accepts(Object value) {
    return value instanceof String;
  }

  @Override
  public boolean accepts(Class<?> javaClass) {
    return javaClass == String.class;
  }

  @Override
  public ByteBuffer encode(String value, ProtocolVersion version) {
    if (value == null) {
      return null;
    }
    if (isPlain(value)) {
      return ByteBuffer.wrap(value.getBytes(charset));
    }
    try {
      return charset.newEncoder().encode(CharBuffer.wrap(value)); // which reports
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** True when no character of it can be one that the charset does not have. */
  private boolean isPlain(String value) {
    boolean ascii = charset.equals(StandardCharsets.US_ASCII);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (ascii ? c >= 0x80 : Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String decode(ByteBuffer bytes, ProtocolVersion version) {
    if (bytes == null) {
      return null;
    }
    try {
      return charset.newDecoder().decode(bytes.duplicate()).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public String format(String value) {
    return literals.format(value);
  }

  @Override
  public String parse(String value) {
    return literals.parse(value);
  }
}
