package io.cassport.jdbc.badfiles;

import io.cassport.format.FormatProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** CSV and JSON files of few bytes that are more than any memory holds. */
final class TextBombs {
  private static final int MEGABYTE = 1 << 20;

  /** Megabytes: beyond every limit of a row, near it, and less. */
  private static final int LARGE = 70;

  private static final int ROW = 20;
  private static final int SMALL = 10;
  private static final String CSV_HEAD = "id,t,b\n1,x,0x\n";
  private static final String JSON_HEAD = "{\"id\":1,\"t\":\"x\"}\n";

  private TextBombs() {}

  static Stream<BadFile> csv() {
    List<Bomb> bombs = new ArrayList<>();
    for (String piece : List.of("\"", ",", "\n", "\\", "a", "é", "\",\"", ",c")) {
      // one compression for each, because both end in the same reader
      String name = bombs.size() % 8 == 4 ? "bomb.csv.gz" : "bomb.csv.zst";
      String shown = piece.replace("\n", "\\n");
      bombs.add(bomb(Originals.CSV, name, shown + " without end", CSV_HEAD + 2, piece, LARGE));
      bombs.add(bomb(Originals.CSV, name, shown + " quoted", CSV_HEAD + "2,\"", piece, LARGE));
      bombs.add(bomb(Originals.CSV, name, shown + " in the header", "id,t", piece, ROW));
      bombs.add(bomb(Originals.CSV, name, shown + " in a row", CSV_HEAD, piece, ROW));
    }
    return bombs.stream().map(Bomb::file);
  }

  static Stream<BadFile> json() {
    List<Bomb> bombs = new ArrayList<>();
    for (String piece :
        List.of("[", "{\"a\":", "\"", "9", "a", "\\", "\n", "{}\n", "[]", "{\"id\":2}\n")) {
      String name = bombs.size() % 10 == 0 ? "bomb.json.gz" : "bomb.json.zst";
      String shown = piece.replace("\n", "\\n");
      bombs.add(bomb(Originals.JSON, name, shown + " alone", "", piece, LARGE));
      bombs.add(bomb(Originals.JSON, name, shown + " behind", JSON_HEAD, piece, LARGE));
      bombs.add(bomb(Originals.JSON, name, shown + " as a value", "{\"id\":", piece, LARGE));
      bombs.add(bomb(Originals.JSON, "x.json", shown + " in an array", "[{\"t\":", piece, SMALL));
      bombs.add(bomb(Originals.JSON, "x.json", shown + " in a text", "{\"t\":\"", piece, SMALL));
    }
    bombs.add(new Bomb(Originals.JSON, "keys.json", "keys without end", TextBombs::keys));
    bombs.add(new Bomb(Originals.JSON, "row.json", "keys of a row", TextBombs::keysOfARow));
    return bombs.stream().map(Bomb::file);
  }

  private static void keys(OutputStream out) throws IOException {
    for (int i = 0; i < 150_000; i++) {
      out.write(utf8("{\"k" + i + "\":" + i + "}\n"));
    }
  }

  private static void keysOfARow(OutputStream out) throws IOException {
    out.write('{');
    for (int i = 0; i < 200_000; i++) {
      out.write(utf8("\"k" + i + "\":" + i + ","));
    }
    out.write(utf8("\"id\":1}\n"));
  }

  private static Bomb bomb(
      FormatProvider format, String name, String kind, String head, String piece, int megabytes) {
    return new Bomb(
        format,
        name,
        kind,
        out -> {
          out.write(utf8(head));
          byte[] pieces = utf8(piece.repeat((1 << 16) / piece.length()));
          for (long left = (long) megabytes * MEGABYTE; left > 0; left -= pieces.length) {
            out.write(pieces);
          }
        });
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private record Bomb(FormatProvider format, String name, String kind, TextDamage.Text text) {
    BadFile file() {
      try {
        byte[] file = TextDamage.compressed(name, text);
        Original original = new Original(name, format, Originals.SCHEMA, List.of(), file);
        return new BadFile(original, kind, file, false);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
