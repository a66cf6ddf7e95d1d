package io.cassport.hadoop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server on this host that can be cut, with whatever is on it. */
final class CuttableWay implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean isCut;

  CuttableWay(int target) throws IOException {
    this.target = target;
    this.listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Ends all connections, and each new one at once. */
  void cut() throws IOException {
    isCut = true;
    for (Socket socket : sockets) {
      reset(socket);
    }
  }

  private static void reset(Socket socket) throws IOException {
    try {
      socket.setSoLinger(true, 0); // a reset, as of a machine that has gone
    } catch (SocketException e) {
      // closed by itself meanwhile
    }
    socket.close();
  }

  void restore() {
    isCut = false;
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "cuttable-way");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(client);
        sockets.add(server);
        if (isCut) { // asked when cut() would see these two
          reset(client);
          reset(server);
          sockets.remove(client);
          sockets.remove(server);
          continue;
        }
        start(() -> pass(client, server));
        start(() -> pass(server, client));
      } catch (IOException e) {
        // closed, or the server is not there
      }
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[16 << 10];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException e) {
      // cut
    }
    sockets.remove(from);
    sockets.remove(to);
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
  }
}
