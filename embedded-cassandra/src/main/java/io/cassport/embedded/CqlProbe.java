package io.cassport.embedded;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a node for rows in version 4 of the native protocol. Small on purpose: a driver would put
 * its own class path and its own threads into every program that starts a server.
 */
final class CqlProbe implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int REQUEST_VERSION = 0x04;
  private static final int STARTUP = 0x01;
  private static final int READY = 0x02;
  private static final int AUTHENTICATE = 0x03;
  private static final int QUERY = 0x07;
  private static final int RESULT = 0x08;
  private static final int AUTH_RESPONSE = 0x0F;
  private static final int AUTH_SUCCESS = 0x10;

  /** SASL's PLAIN with the superuser of a new cluster; see PasswordAuthenticator. */
  private static final byte[] LOGIN = "\0cassandra\0cassandra".getBytes(StandardCharsets.UTF_8);

  private static final int KIND_ROWS = 2;
  private static final int FLAG_GLOBAL_TABLE = 1;
  private static final int LARGEST_ANSWER = 1 << 20;

  /** How many replicas have to be up, and to answer. */
  enum Consistency {
    ONE(1),
    ALL(5);

    private final int code;

    Consistency(int code) {
      this.code = code;
    }
  }

  private final Socket socket = new Socket();
  private final DataOutputStream out;
  private final DataInputStream in;

  CqlProbe(InetSocketAddress node) throws IOException {
    try {
      socket.connect(node, TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      out = new DataOutputStream(socket.getOutputStream());
      in = new DataInputStream(socket.getInputStream());
      ByteBuffer startup = ByteBuffer.allocate(64).putShort((short) 1);
      putString(startup, "CQL_VERSION");
      putString(startup, "3.0.0");
      if (ask(STARTUP, startup, READY, AUTHENTICATE).operation() == AUTHENTICATE) {
        ask(AUTH_RESPONSE, ByteBuffer.allocate(64).putInt(LOGIN.length).put(LOGIN), AUTH_SUCCESS);
      }
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Runs a query that selects columns of simple types only.
   *
   * @return the rows; a column that is null is left out of its row
   */
  List<List<ByteBuffer>> rows(String query, Consistency consistency) throws IOException {
    byte[] text = query.getBytes(StandardCharsets.UTF_8);
    ByteBuffer body = ByteBuffer.allocate(text.length + 16).putInt(text.length).put(text);
    body.putShort((short) consistency.code).put((byte) 0);
    ByteBuffer answer = ask(QUERY, body, RESULT).body();
    if (answer.getInt() != KIND_ROWS) {
      throw new IOException("Node did not answer with rows to: " + query);
    }
    boolean globalTable = (answer.getInt() & FLAG_GLOBAL_TABLE) != 0;
    int columns = answer.getInt();
    if (globalTable) {
      skipString(answer);
      skipString(answer);
    }
    for (int column = 0; column < columns; column++) {
      skipString(answer);
      answer.getShort();
    }
    int count = answer.getInt();
    List<List<ByteBuffer>> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      rows.add(row(answer, columns));
    }
    return rows;
  }

  private static List<ByteBuffer> row(ByteBuffer answer, int columns) {
    List<ByteBuffer> cells = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      int length = answer.getInt();
      if (length >= 0) {
        cells.add(answer.slice(answer.position(), length));
        answer.position(answer.position() + length);
      }
    }
    return cells;
  }

  private record Answer(int operation, ByteBuffer body) {}

  private Answer ask(int operation, ByteBuffer body, Integer... expected) throws IOException {
    byte[] request = new byte[body.flip().remaining()];
    body.get(request);
    out.writeByte(REQUEST_VERSION);
    out.writeByte(0);
    out.writeShort(0);
    out.writeByte(operation);
    out.writeInt(request.length);
    out.write(request);
    out.flush();

    in.readInt();
    int answered = in.readUnsignedByte();
    int length = in.readInt();
    if (!List.of(expected).contains(answered) || length < 0 || length > LARGEST_ANSWER) {
      throw new IOException("Node answered operation %d with %d".formatted(operation, answered));
    }
    byte[] answer = in.readNBytes(length);
    if (answer.length < length) {
      throw new EOFException("Node closed the connection in the middle of an answer");
    }
    return new Answer(answered, ByteBuffer.wrap(answer));
  }

  private static void putString(ByteBuffer buffer, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    buffer.putShort((short) bytes.length).put(bytes);
  }

  private static void skipString(ByteBuffer buffer) {
    int length = buffer.getShort() & 0xFFFF;
    buffer.position(buffer.position() + length);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
