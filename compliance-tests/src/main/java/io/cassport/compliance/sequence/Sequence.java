package io.cassport.compliance.sequence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The calls that a tool makes.
 *
 * @param name where it came from, such as a file's name
 * @param title its first comment line, or its name when it has none
 * @param steps in their order
 */
public record Sequence(String name, String title, List<Step> steps) {
  public Sequence {
    steps = List.copyOf(steps);
  }

  /**
   * Reads the format that the package's documentation describes.
   *
   * @throws SequenceFormatException when a line is not of that format; it names the line
   */
  public static Sequence parse(String name, String text) {
    return new Reader(name).read(text);
  }

  /** A loop whose end has not come yet; the outermost one stands for the sequence itself. */
  private record Open(int line, String text, ParsedLine condition, List<Step> body) {}

  private static final class Reader {
    private final String name;
    private final Deque<Open> open = new ArrayDeque<>();
    private String title;

    Reader(String name) {
      this.name = name;
      this.title = name;
    }

    Sequence read(String text) {
      open.push(new Open(0, "", null, new ArrayList<>()));
      List<String> lines = text.lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        line(i + 1, lines.get(i).strip());
      }
      if (open.size() > 1) {
        throw failure(open.peek().line(), "this while has no end");
      }
      return new Sequence(name, title, open.pop().body());
    }

    private void line(int number, String text) {
      if (text.startsWith("#")) {
        if (title.equals(name)) {
          title = text.substring(1).strip();
        }
      } else if (text.startsWith("while ")) {
        ParsedLine condition = parse(number, text.substring("while ".length()));
        open.push(new Open(number, text, condition, new ArrayList<>()));
      } else if (text.equals("end")) {
        end(number);
      } else if (!text.isEmpty()) {
        ParsedLine line = parse(number, text);
        open.peek().body().add(new Step.Call(number, text, line.call(), line.expectation()));
      }
    }

    private void end(int number) {
      if (open.size() == 1) {
        throw failure(number, "an end without a while");
      }
      Open loop = open.pop();
      ParsedLine condition = loop.condition();
      open.peek()
          .body()
          .add(
              new Step.Loop(
                  loop.line(),
                  loop.text(),
                  condition.call(),
                  condition.expectation(),
                  List.copyOf(loop.body())));
    }

    private ParsedLine parse(int number, String text) {
      try {
        return new LineParser(text).line();
      } catch (IllegalArgumentException e) {
        throw new SequenceFormatException(where(number) + e.getMessage() + ": " + text, e);
      }
    }

    private SequenceFormatException failure(int number, String what) {
      return new SequenceFormatException(where(number) + what, null);
    }

    private String where(int number) {
      return name + ", line " + number + ": ";
    }
  }
}
