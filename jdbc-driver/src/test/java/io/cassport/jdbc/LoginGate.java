package io.cassport.jdbc;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * A server that lets nobody in before a login of its own kind, as Cassandra does with an
 * authenticator that is not Cassandra's own, and passes on everything after it. It speaks version 4
 * of the native protocol.
 */
final class LoginGate implements AutoCloseable {
  /** One client's login. */
  interface Login {
    /**
     * Answers what the client says.
     *
     * @return the next challenge, or null when the client may come in
     * @throws IOException when it may not
     */
    byte[] answer(byte[] response) throws IOException;
  }

  private static final int VERSION = 4;
  private static final int ANSWER = 0x80;
  private static final int ERROR = 0x00;
  private static final int STARTUP = 0x01;
  private static final int AUTHENTICATE = 0x03;
  private static final int OPTIONS = 0x05;
  private static final int AUTH_CHALLENGE = 0x0E;
  private static final int AUTH_RESPONSE = 0x0F;
  private static final int AUTH_SUCCESS = 0x10;
  private static final int BAD_CREDENTIALS = 0x0100;

  private final ServerSocket server;
  private final InetSocketAddress target;
  private final String authenticator;
  private final Supplier<Login> logins;

  /**
   * Opens a port.
   *
   * @param authenticator the class that clients are told
   */
  LoginGate(InetSocketAddress target, String authenticator, Supplier<Login> logins)
      throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.target = target;
    this.authenticator = authenticator;
    this.logins = logins;
    start(this::accept);
  }

  String url() {
    return "jdbc:cassport://127.0.0.1:" + server.getLocalPort() + "?protocolVersion=V4";
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "login-gate");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        start(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket upstream = new Socket(target.getAddress(), target.getPort())) {
      if (letIn(client, upstream)) {
        start(() -> copy(upstream, client));
        copy(client, upstream);
      }
    } catch (IOException e) {
      // the client sees its connection end
    }
  }

  /** Passes on what comes before the login, and lets the server take the client as logged in. */
  private boolean letIn(Socket client, Socket upstream) throws IOException {
    Frame startup = Frame.read(client);
    while (startup.operation != STARTUP) {
      startup.write(upstream);
      Frame.read(upstream).write(client);
      startup = Frame.read(client);
    }
    byte[] name = authenticator.getBytes(StandardCharsets.UTF_8);
    ByteBuffer who = ByteBuffer.allocate(Short.BYTES + name.length);
    who.putShort((short) name.length).put(name);
    new Frame(startup.stream, AUTHENTICATE, who.flip()).write(client);
    Login login = logins.get();
    while (true) {
      Frame response = Frame.read(client);
      if (response.operation != AUTH_RESPONSE) {
        throw new IOException("no response to a challenge");
      }
      byte[] token = new byte[response.body.getInt()];
      response.body.get(token);
      byte[] challenge;
      try {
        challenge = login.answer(token);
      } catch (IOException e) {
        byte[] text = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
        ByteBuffer error = ByteBuffer.allocate(Integer.BYTES + Short.BYTES + text.length);
        error.putInt(BAD_CREDENTIALS).putShort((short) text.length).put(text);
        new Frame(response.stream, ERROR, error.flip()).write(client);
        return false;
      }
      if (challenge == null) {
        startup.write(upstream);
        Frame.read(upstream);
        ByteBuffer nothing = ByteBuffer.allocate(Integer.BYTES).putInt(-1).flip();
        new Frame(response.stream, AUTH_SUCCESS, nothing).write(client);
        return true;
      }
      ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + challenge.length);
      bytes.putInt(challenge.length).put(challenge);
      new Frame(response.stream, AUTH_CHALLENGE, bytes.flip()).write(client);
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      in.transferTo(to.getOutputStream());
    } catch (IOException e) {
      // one of them has hung up
    }
  }

  private record Frame(short stream, int operation, ByteBuffer body) {
    static Frame read(Socket socket) throws IOException {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readUnsignedByte();
      in.readUnsignedByte();
      short stream = in.readShort();
      int operation = in.readUnsignedByte();
      byte[] body = new byte[in.readInt()];
      in.readFully(body);
      return new Frame(stream, operation, ByteBuffer.wrap(body));
    }

    void write(Socket socket) throws IOException {
      boolean request = operation == STARTUP || operation == OPTIONS;
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeByte(request ? VERSION : ANSWER | VERSION);
      out.writeByte(0);
      out.writeShort(stream);
      out.writeByte(operation);
      out.writeInt(body.remaining());
      byte[] bytes = new byte[body.remaining()];
      body.duplicate().get(bytes);
      out.write(bytes);
      out.flush();
    }
  }
}
