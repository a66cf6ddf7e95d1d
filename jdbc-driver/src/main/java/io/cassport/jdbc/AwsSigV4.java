package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.auth.AuthProvider;
import com.datastax.oss.driver.api.core.auth.Authenticator;
import com.datastax.oss.driver.api.core.metadata.EndPoint;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The login of Amazon Keyspaces, by AWS's own plug-in, which is on the class path or not. It is
 * called by reflection: in the one jar the DataStax driver has moved to another package, so that
 * the plug-in's classes and ours share only what the JDK defines.
 */
final class AwsSigV4 implements AuthProvider {
  private static final String PLUGIN = "software.aws.mcs.auth.SigV4AuthProvider";

  private final Object plugin;
  private final Method newAuthenticator;

  private AwsSigV4(Object plugin, Method newAuthenticator) {
    this.plugin = plugin;
    this.newAuthenticator = newAuthenticator;
  }

  /**
   * Loads the plug-in; the credentials are looked for where AWS's tools look for them.
   *
   * @throws SQLException 42000 when it is not on the class path
   */
  static AuthProvider provider(String region) throws SQLException {
    try {
      Class<?> type = Class.forName(PLUGIN, true, AwsSigV4.class.getClassLoader());
      Object plugin = type.getConstructor(String.class).newInstance(region);
      for (Method method : type.getMethods()) {
        if (method.getName().equals("newAuthenticator") && !method.isBridge()) {
          return new AwsSigV4(plugin, method);
        }
      }
      throw new NoSuchMethodException(PLUGIN + ".newAuthenticator");
    } catch (ReflectiveOperationException | LinkageError e) {
      Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
      throw Errors.data(
          "useAwsSigV4 needs software.aws.mcs:aws-sigv4-auth-cassandra-java-driver-plugin 4.0.9 with"
              + " its dependencies on the class path, beside this driver: "
              + cause,
          "42000",
          e);
    }
  }

  @Override
  public Authenticator newAuthenticator(EndPoint endPoint, String serverAuthenticator) {
    // It looks at neither.
    return new Bridge(call(newAuthenticator, plugin, null, serverAuthenticator));
  }

  @Override
  public void onMissingChallenge(EndPoint endPoint) {
    // A server without authentication: what it is asked next will show whether that matters.
  }

  @Override
  public void close() {
    // nothing is held
  }

  private static Object call(Method method, Object target, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("AWS SigV4: " + e.getCause().getMessage(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("AWS SigV4: " + e.getMessage(), e);
    }
  }

  /** The plug-in's authenticator behind the interface as this jar has it. */
  private record Bridge(Object target) implements Authenticator {
    @Override
    public CompletionStage<ByteBuffer> initialResponse() {
      return call("initialResponse").thenApply(ByteBuffer.class::cast);
    }

    @Override
    public CompletionStage<ByteBuffer> evaluateChallenge(ByteBuffer challenge) {
      return call("evaluateChallenge", challenge).thenApply(ByteBuffer.class::cast);
    }

    @Override
    public CompletionStage<Void> onAuthenticationSuccess(ByteBuffer token) {
      return call("onAuthenticationSuccess", token).thenApply(Void.class::cast);
    }

    private CompletionStage<?> call(String name, ByteBuffer... arguments) {
      Class<?>[] types =
          arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {ByteBuffer.class};
      try {
        Method method = target.getClass().getMethod(name, types);
        return (CompletionStage<?>) AwsSigV4.call(method, target, (Object[]) arguments);
      } catch (NoSuchMethodException | IllegalStateException e) {
        return CompletableFuture.failedFuture(e);
      }
    }
  }
}
