package io.cassport.compliance.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What became of each step of a sequence. */
public final class Report {
  /** How a step ended. */
  public enum Status {
    /** As expected. */
    OK,
    /** Not as expected. */
    FAILED,
    /** Not called, because an earlier step did not give the object that it needs. */
    SKIPPED
  }

  /**
   * The end of one step.
   *
   * @param line its line in the sequence, counted from 1
   * @param text the line as written
   * @param status how it ended
   * @param detail what came of it, or what was expected and what came instead
   * @param nanos how long its call took; 0 when there was none
   */
  public record Entry(int line, String text, Status status, String detail, long nanos) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%-7s %4d %9.3f ms  %s   %s",
          status,
          line,
          nanos / 1e6,
          text,
          detail.isEmpty() ? "" : "# " + detail);
    }
  }

  private final Sequence sequence;
  private final List<Entry> entries = new ArrayList<>();

  Report(Sequence sequence) {
    this.sequence = sequence;
  }

  void add(Entry entry) {
    entries.add(entry);
  }

  /** The sequence that was played. */
  public Sequence sequence() {
    return sequence;
  }

  /** All ends, in the order of the calls; a step in a loop has one for each round. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The steps that did not end as expected, also those that could not be called. */
  public List<Entry> failures() {
    return entries.stream().filter(entry -> entry.status() != Status.OK).toList();
  }

  /** The title, how many steps held, and the failures. */
  public String summary() {
    StringBuilder text = new StringBuilder(sequence.title());
    text.append(": ").append(entries.size() - failures().size());
    text.append(" of ").append(entries.size()).append(" calls as expected");
    failures().forEach(entry -> text.append(System.lineSeparator()).append("  ").append(entry));
    return text.toString();
  }
}
