package io.cassport.jdbc;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;

/**
 * A server that passes everything on to another one, and can do what real ones do at bad times:
 * fall silent, hang up, or speak an old protocol only.
 */
final class Relay implements AutoCloseable {
  private static final int FRAME_HEADER = 9;
  private static final int ERROR = 0x00;
  private static final int PROTOCOL_ERROR = 0x000A;
  private static final int ANSWER = 0x80;

  private final ServerSocket server;
  private final InetSocketAddress target;
  private final int newestProtocol;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean silent;

  private Relay(ServerSocketFactory sockets, InetSocketAddress target, int newestProtocol)
      throws IOException {
    this.server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.target = target;
    this.newestProtocol = newestProtocol;
    start("accept", this::accept);
  }

  /** Passes everything on. */
  static Relay to(InetSocketAddress target) throws IOException {
    return behind(ServerSocketFactory.getDefault(), target);
  }

  /** Passes everything on; with sockets of TLS, as what was in it. */
  static Relay behind(ServerSocketFactory sockets, InetSocketAddress target) throws IOException {
    return new Relay(sockets, target, Integer.MAX_VALUE);
  }

  /** Passes on only what is no newer than a version, as a server that knows no newer one. */
  static Relay upToProtocol(int version, InetSocketAddress target) throws IOException {
    return new Relay(ServerSocketFactory.getDefault(), target, version);
  }

  int port() {
    return server.getLocalPort();
  }

  String url(String rest) {
    return "jdbc:cassport://127.0.0.1:" + port() + rest;
  }

  /** From now on nothing is answered, and nothing ends. */
  void fallSilent() {
    silent = true;
  }

  @Override
  public void close() throws IOException {
    hangUp();
  }

  /** Ends all connections, and takes no more. */
  void hangUp() throws IOException {
    server.close();
    for (Closeable each : open) {
      each.close();
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, "relay-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        start("connection", () -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  @SuppressWarnings("resource") // close() ends them
  private void serve(Socket client) {
    try {
      byte[] first = client.getInputStream().readNBytes(FRAME_HEADER);
      if (first.length < FRAME_HEADER) {
        client.close();
        return;
      }
      if (first[0] > newestProtocol) {
        client.getOutputStream().write(tooNew(first));
        client.close();
        return;
      }
      Socket upstream = new Socket(target.getAddress(), target.getPort());
      open.add(upstream);
      upstream.getOutputStream().write(first);
      start("answers", () -> pump(upstream, client));
      pump(client, upstream);
    } catch (IOException e) {
      closeQuietly(client);
    }
  }

  private byte[] tooNew(byte[] request) throws IOException {
    byte[] text =
        ("Invalid or unsupported protocol version ("
                + request[0]
                + "); the lowest supported version is 3 and the greatest is "
                + newestProtocol)
            .getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(ANSWER | newestProtocol);
    out.writeByte(0);
    out.write(request, 2, 2);
    out.writeByte(ERROR);
    out.writeInt(Integer.BYTES + Short.BYTES + text.length);
    out.writeInt(PROTOCOL_ERROR);
    out.writeShort(text.length);
    out.write(text);
    return bytes.toByteArray();
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!silent) {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException e) {
      // the other side is told by closing
    }
    closeQuietly(from);
    closeQuietly(to);
  }

  private static void closeQuietly(Closeable each) {
    try {
      each.close();
    } catch (IOException e) {
      // it is closed in any case
    }
  }
}
