package io.cassport.text.json;

import io.cassport.format.ColumnSchema;
import io.cassport.format.FormatOptions;
import io.cassport.format.FormatProvider;
import io.cassport.format.ObjectReader;
import io.cassport.format.ObjectSource;
import io.cassport.format.OptionSpec;
import io.cassport.format.RowSchema;
import io.cassport.format.RowWriter;
import io.cassport.text.Compression;
import io.cassport.text.Errors;
import io.cassport.text.TextColumns;
import io.cassport.text.TextLayout;
import io.cassport.text.TextOptions;
import io.cassport.text.TextRowWriter;
import io.cassport.text.TextSource;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** JSON (RFC 8259): lines, arrays and documents, in UTF-8. */
public final class JsonFormat implements FormatProvider {
  private static final List<String> EXTENSIONS = extensionsOfAll();

  private static List<String> extensionsOfAll() {
    List<String> endings = new ArrayList<>(List.of("json", "jsonl", "ndjson"));
    for (String plain : List.copyOf(endings)) {
      for (Compression compression : Compression.values()) {
        compression.endings().forEach(ending -> endings.add(plain + "." + ending));
      }
    }
    return List.copyOf(endings);
  }

  @Override
  public String name() {
    return "JSON";
  }

  @Override
  public List<String> extensions() {
    return EXTENSIONS;
  }

  @Override
  public String extension(FormatOptions options) {
    return "json" + JsonOptions.compression(options).ending();
  }

  @Override
  public FormatOptions completed(FormatOptions options, String target) throws SQLException {
    return JsonOptions.completed(options, target);
  }

  @Override
  public boolean recognises(byte[] firstBytes) {
    String text = new String(firstBytes, StandardCharsets.ISO_8859_1);
    String visible = (text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text).strip();
    return visible.startsWith("{") || visible.startsWith("[");
  }

  @Override
  public List<OptionSpec<?>> options() {
    return JsonOptions.ALL;
  }

  @Override
  public void checkWritable(RowSchema schema, FormatOptions options) throws SQLException {
    JsonOptions.check(options);
    Set<String> names = new HashSet<>();
    for (ColumnSchema column : schema.columns()) {
      if (!names.add(column.name())) {
        throw Errors.noColumn(
            "column "
                + column.name()
                + " is there twice, and an object has each key once; give one of them another"
                + " name with AS");
      }
    }
  }

  /** Each object names its columns. */
  @Override
  public boolean takesOtherColumns() {
    return true;
  }

  @Override
  public RowWriter openWriter(
      OutputStream sink, String name, RowSchema schema, FormatOptions options) {
    JsonTypes types = JsonOptions.types(options);
    boolean lines = options.get(JsonOptions.JSON_STYLE) == JsonOptions.Style.LINES;
    TextLayout layout =
        new TextLayout(
            ascii(lines ? "" : "[\n"),
            ascii(lines ? "" : ",\n"),
            ascii(lines ? "" : "\n]\n"),
            JsonOptions.compression(options),
            options.get(TextOptions.COMPRESSION_LEVEL));
    byte[] end = ascii(lines ? "\n" : "");
    return new TextRowWriter(
        sink,
        name,
        layout,
        () -> new JsonRowPrinter(schema, types, end),
        columns -> new TextColumns(new JsonRowPrinter(columns, types, end), ascii("")));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public ObjectReader openReader(ObjectSource source, FormatOptions options, Set<String> targets)
      throws SQLException {
    return JsonObjectReader.open(TextSource.of(source, null), JsonOptions.types(options), targets);
  }
}
