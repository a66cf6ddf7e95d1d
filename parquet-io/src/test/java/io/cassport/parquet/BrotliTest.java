package io.cassport.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

/** The codec that the application brings, or does not. */
class BrotliTest {
  @Test
  void withoutItsJarTheErrorSaysWhatToAdd() throws Exception {
    URL ours = Brotli.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader without =
        new URLClassLoader(new URL[] {ours}, ClassLoader.getPlatformClassLoader())) {
      Class<?> brotli = Class.forName(Brotli.class.getName(), true, without);
      Method isThere = brotli.getDeclaredMethod("isThere");
      isThere.setAccessible(true);
      assertThat(isThere.invoke(null)).isEqualTo(false);
      Method decompressing = brotli.getDeclaredMethod("decompressing", InputStream.class);
      decompressing.setAccessible(true);
      InputStream page = new ByteArrayInputStream(new byte[1]);
      assertThatThrownBy(() -> decompressing.invoke(null, page))
          .cause()
          .hasMessage("its pages are compressed with BROTLI; " + Brotli.HOW_TO_GET_IT)
          .extracting(e -> e.getClass().getName())
          .isEqualTo(MissingCodecException.class.getName());
    }
  }

  @Test
  void anErrorOfAMissingCodecIsNotCalledDamage() {
    Throwable wrapped = new IllegalStateException("no page", new MissingCodecException("why"));
    assertThat(Errors.unreadable("a.parquet", "row group 0, column c", wrapped).getMessage())
        .isEqualTo("'a.parquet' cannot be read: in its row group 0, column c, why");
  }
}
