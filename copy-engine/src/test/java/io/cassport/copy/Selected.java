package io.cassport.copy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.detach.AttachmentPoint;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import com.datastax.oss.driver.internal.core.cql.DefaultColumnDefinition;
import com.datastax.oss.driver.internal.core.cql.DefaultColumnDefinitions;
import com.datastax.oss.driver.internal.core.cql.DefaultRow;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import com.datastax.oss.protocol.internal.response.result.ColumnSpec;
import com.datastax.oss.protocol.internal.response.result.RawType;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Rows of SELECTs that no server was asked. */
final class Selected {
  private Selected() {}

  /**
   * Rows.
   *
   * @param names of the columns, separated by blanks; a number is one that begins with n
   * @param rows values, separated by blanks
   */
  static CapturedPage page(String names, String... rows) {
    List<String> columns = List.of(names.split(" ", -1));
    List<Integer> places = IntStream.range(0, columns.size()).boxed().toList();
    return new CapturedPage(
        definitions(columns), columns, places, rows(definitions(columns), rows));
  }

  /** The same, of which the application sees some columns under other names. */
  static CapturedPage page(
      String names, List<String> labels, List<Integer> places, String... rows) {
    ColumnDefinitions definitions = definitions(List.of(names.split(" ", -1)));
    return new CapturedPage(definitions, labels, places, rows(definitions, rows));
  }

  private static ColumnDefinitions definitions(List<String> names) {
    List<ColumnDefinition> definitions = new ArrayList<>();
    for (String name : names) {
      int type =
          name.startsWith("n")
              ? ProtocolConstants.DataType.INT
              : ProtocolConstants.DataType.VARCHAR;
      definitions.add(
          new DefaultColumnDefinition(
              new ColumnSpec("ks", "t", name, definitions.size(), RawType.PRIMITIVES.get(type)),
              AttachmentPoint.NONE));
    }
    return DefaultColumnDefinitions.valueOf(definitions);
  }

  private static List<Row> rows(ColumnDefinitions definitions, String... rows) {
    List<Row> made = new ArrayList<>();
    for (String row : rows) {
      String[] values = row.split(" ", -1);
      List<ByteBuffer> cells = new ArrayList<>();
      for (int i = 0; i < values.length; i++) {
        String value = values[i].replace('_', ' ');
        cells.add(
            definitions.get(i).getName().asInternal().startsWith("n")
                ? TypeCodecs.INT.encode(Integer.valueOf(value), ProtocolVersion.DEFAULT)
                : TypeCodecs.TEXT.encode(value, ProtocolVersion.DEFAULT));
      }
      made.add(new DefaultRow(definitions, cells));
    }
    return made;
  }

  /** A session that knows no table. */
  static CqlSession session() {
    Metadata metadata =
        (Metadata)
            Proxy.newProxyInstance(
                Selected.class.getClassLoader(),
                new Class<?>[] {Metadata.class},
                (proxy, method, arguments) -> Optional.empty());
    return (CqlSession)
        Proxy.newProxyInstance(
            Selected.class.getClassLoader(),
            new Class<?>[] {CqlSession.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getMetadata")) {
                return metadata;
              }
              throw new UnsupportedOperationException(
                  method.getName() + Arrays.toString(arguments));
            });
  }
}
