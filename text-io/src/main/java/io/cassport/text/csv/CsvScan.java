package io.cassport.text.csv;

import io.cassport.format.ObjectReader.Split;
import io.cassport.text.Errors;
import io.cassport.text.TextSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a look at a whole file gives: its columns, and where its splits begin.
 *
 * @param parts with the same indexes as the splits
 */
record CsvScan(CsvHeader header, List<Split> splits, List<Part> parts) {
  private static final long SPLIT_BYTES = 12L << 20;

  /**
   * Where a split begins, and what it takes to read it.
   *
   * @param offset of its first record in the text
   * @param line of its first record, from 1
   * @param longestRecord in bytes
   */
  record Part(long offset, long line, long longestRecord) {}

  /**
   * Scans a file.
   *
   * @throws SQLException 58030 or 22018 when it cannot be read to its end, 42xxx when its header
   *     does not fit the statement
   */
  static CsvScan of(TextSource source, CsvSettings settings, Set<String> targets)
      throws SQLException {
    try (RecordReader records =
        new RecordReader(
            RawText.open(source, source.mark()),
            RawText.charset(source),
            settings.dialect(),
            source.mark(),
            1,
            settings.options().get(CsvOptions.MAX_ROW_SIZE),
            RawText.check(source))) {
      return new Scanner(source, settings, records).scan(targets);
    } catch (IOException e) {
      throw failure(source, e);
    }
  }

  /** A file that cannot be read, in the words of whoever has to mend it. */
  static SQLException failure(TextSource source, IOException e) {
    if (e instanceof BadTextException bad) {
      return Errors.damaged(
          source.name(),
          "is no "
              + bad.bad().encoding()
              + " text: byte "
              + bad.bad().offset()
              + ", in line "
              + bad.line()
              + ", belongs to no character; say ENCODING='…'",
          e);
    }
    return Errors.unreadable(source.name(), e);
  }

  private static final class Scanner {
    private final TextSource source;
    private final CsvSettings settings;
    private final RecordReader records;
    private final List<Split> splits = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private long splitOffset;
    private long splitLine;
    private long splitFirstRow;
    private long longest;
    private long rows;

    Scanner(TextSource source, CsvSettings settings, RecordReader records) {
      this.source = source;
      this.settings = settings;
      this.records = records;
    }

    CsvScan scan(Set<String> targets) throws IOException, SQLException {
      CsvHeader header = null;
      long splitBytes = source.isSplittable() ? SPLIT_BYTES : Long.MAX_VALUE;
      while (records.next()) {
        if (header == null) {
          header = header(targets);
          if (header.isRecord()) {
            continue;
          }
        }
        if (rows == splitFirstRow) {
          begin();
        } else if (records.offset() - splitOffset >= splitBytes) {
          end(records.offset());
          begin();
        }
        rows++;
        longest = Math.max(longest, records.length());
        if (records.isUnterminated()) {
          throw unterminated();
        }
      }
      if (rows > splitFirstRow) {
        end(records.nextOffset());
      }
      if (header == null) {
        header = empty(targets);
      }
      return new CsvScan(header, splits, parts);
    }

    /** A file without a byte is what an export of no rows without a header gives. */
    private CsvHeader empty(Set<String> targets) throws SQLException {
      if (targets.isEmpty()) {
        throw Errors.damaged(source.name(), "is empty, so that no table can be made from it", null);
      }
      return new CsvHeader(false, true, targets.stream().sorted().toList());
    }

    private CsvHeader header(Set<String> targets) throws SQLException {
      if (records.isUnterminated()) {
        throw unterminated();
      }
      if (records.isTooLong()) {
        throw Errors.damaged(
            source.name(),
            "has a first row of "
                + records.length()
                + " bytes, more than MAX_ROW_SIZE; is this a CSV file, and is QUOTE right?",
            null);
      }
      Cells cells =
          new Cells(settings.dialect(), settings.nullText().getBytes(StandardCharsets.UTF_8));
      RawText.split(records, source, cells);
      if (cells.count() > Cells.MOST) {
        throw Errors.damaged(
            source.name(),
            "has a first row of more than "
                + Cells.MOST
                + " cells; is this a CSV file, and is DELIMITER right?",
            null);
      }
      if (cells.problem() != null && cells.count() == 1 && targets.size() > 1) {
        throw Errors.noColumn(
            "the first row of '" + source.name() + "' has one column, and " + cells.problem());
      }
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < cells.count(); i++) {
        texts.add(cells.text(i));
      }
      return CsvHeader.of(texts, settings.header(), targets, settings.dialect(), source.name());
    }

    private SQLException unterminated() {
      return Errors.damaged(
          source.name(),
          "ends inside quotes that line "
              + records.quoteLine()
              + " opens; close them, or say what QUOTE and ESCAPE are",
          null);
    }

    private void begin() {
      splitOffset = records.offset();
      splitLine = records.line();
      longest = 0;
    }

    private void end(long offset) {
      splits.add(new Split(splitFirstRow, rows - splitFirstRow, offset - splitOffset));
      parts.add(new Part(splitOffset, splitLine, longest));
      splitFirstRow = rows;
    }
  }
}
