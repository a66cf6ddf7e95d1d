package io.cassport.jdbc;

import io.cassport.embedded.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to the Cassandra of the tests on which its answers can be held back. */
final class StallingProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private boolean stalled;

  StallingProxy() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("accept", this::accept);
  }

  String url(String keyspace, String parameters) {
    return "jdbc:cassport://127.0.0.1:"
        + listening.getLocalPort()
        + "/"
        + keyspace
        + (parameters.isEmpty() ? "" : "?" + parameters);
  }

  /** From now on no answer arrives. */
  synchronized void stall() {
    stalled = true;
  }

  /** What was held back arrives. */
  synchronized void resume() {
    stalled = false;
    notifyAll();
  }

  private synchronized void pass() throws InterruptedException {
    while (stalled) {
      wait();
    }
  }

  private static void start(String what, Runnable task) {
    Thread thread = new Thread(task, "stalling-proxy-" + what);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    TestServer server = TestServer.get();
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Socket behind = new Socket(server.host(), server.port());
        sockets.addAll(List.of(client, behind));
        start("requests", () -> pump(client, behind, false));
        start("answers", () -> pump(behind, client, true));
      } catch (IOException e) {
        if (!listening.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[1 << 16];
      for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
        if (answers) {
          pass();
        }
        out.write(bytes, 0, length);
        out.flush();
      }
    } catch (IOException e) {
      // one side has ended: so does the other
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    resume();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
