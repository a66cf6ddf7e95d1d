package io.cassport.text.csv;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.FormatOptions;
import io.cassport.format.values.BadValueException;
import io.cassport.text.ByteBuilder;
import io.cassport.text.ScalarForm;
import io.cassport.text.ScalarForms;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;

/** The text of every CQL type as a statement's options have it. */
final class CellForms {
  private final FormatOptions options;

  CellForms(FormatOptions options) {
    this.options = options;
  }

  /** The form of a column's cells, or null when the type has none. */
  ScalarForm of(DataType type) {
    ScalarForm form = scalar(type, options.get(CsvOptions.BINARY));
    if (form == null) {
      return CqlLiterals.of(type, this::nested, options.get(CsvOptions.NULL));
    }
    String point = options.get(CsvOptions.DECIMALSEP);
    String groups = options.get(CsvOptions.THOUSANDSSEP);
    boolean plain = point.equals(".") && groups.isEmpty();
    return plain || form.kind() != ScalarForm.Kind.NUMBER
        ? form
        : new Separated(form, point, groups);
  }

  /** True when a text of nothing is a value of the type. */
  boolean isEmptyValue(DataType type) {
    ScalarForm form = scalar(type, options.get(CsvOptions.BINARY));
    try {
      if (form != null) {
        form.parse("", new ByteBuilder(8));
        return true;
      }
    } catch (BadValueException e) {
      // as of most types
    }
    return false;
  }

  /** Inside of literals bytes are written as CQL does. */
  private ScalarForm nested(DataType type) {
    return scalar(type, ScalarForms.Binary.HEX);
  }

  /** The form of a type without parts; null for other types. */
  private ScalarForm scalar(DataType type, ScalarForms.Binary binary) {
    if (type.equals(DataTypes.BOOLEAN)) {
      var styles = options.get(CsvOptions.BOOLSTYLE);
      return ScalarForms.booleans(styles.get(0), styles.get(1));
    }
    ScalarForm form = ScalarForms.of(type, binary, false);
    if (type.equals(DataTypes.TIMESTAMP)) {
      String unit = options.get(CsvOptions.TIMESTAMP_UNIT);
      ScalarForm counted = unit.equals("MILLIS") ? form : new Counted(form, unit);
      Strftime format = options.get(CsvOptions.DATETIMEFORMAT);
      return format == null ? counted : new Formatted(counted, format, Formatted.Type.MOMENT);
    }
    if (type.equals(DataTypes.DATE) && options.has(CsvOptions.DATEFORMAT)) {
      return new Formatted(form, options.get(CsvOptions.DATEFORMAT), Formatted.Type.DATE);
    }
    if (type.equals(DataTypes.TIME) && options.has(CsvOptions.TIMEFORMAT)) {
      return new Formatted(form, options.get(CsvOptions.TIMEFORMAT), Formatted.Type.TIME);
    }
    return form;
  }

  /** Timestamps that are whole numbers of another unit than milliseconds. */
  private static final class Counted extends ScalarForm {
    private final ScalarForm form;
    private final String unit;

    Counted(ScalarForm form, String unit) {
      super(form.type(), form.kind());
      this.form = form;
      this.unit = unit;
    }

    @Override
    public void print(byte[] data, int offset, int length, ByteBuilder out) {
      form.print(data, offset, length, out);
    }

    @Override
    public void parse(byte[] text, int offset, int length, ByteBuilder out) {
      String number = new String(text, offset, length, StandardCharsets.UTF_8).strip();
      if (!number.matches("[-+]?\\d+")) {
        form.parse(text, offset, length, out);
        return;
      }
      try {
        out.putLong(millis(Long.parseLong(number), text, offset, length));
      } catch (ArithmeticException | NumberFormatException e) {
        throw outOfRange(text, offset, length);
      }
    }

    private long millis(long count, byte[] text, int offset, int length) {
      if (unit.equals("SECONDS")) {
        return Math.multiplyExact(count, 1_000);
      }
      long factor = unit.equals("MICROS") ? 1_000 : 1_000_000;
      if (count % factor != 0) {
        throw BadValueException.range(
            "'" + shown(text, offset, length) + "' has finer digits than a timestamp keeps");
      }
      return count / factor;
    }
  }

  /** Moments, dates and times of day in a pattern; on import CQL's own forms are read too. */
  private static final class Formatted extends ScalarForm {
    enum Type {
      MOMENT,
      DATE,
      TIME
    }

    private final ScalarForm form;
    private final Strftime format;
    private final Type which;

    Formatted(ScalarForm form, Strftime format, Type which) {
      super(form.type(), form.kind());
      this.form = form;
      this.format = format;
      this.which = which;
    }

    @Override
    public void print(byte[] data, int offset, int length, ByteBuilder out) {
      BadValueException.requireLength(length, which == Type.DATE ? 4 : 8, type());
      ByteBuilder back = new ByteBuilder(8);
      try {
        String text = format.print(value(data, offset));
        formatted(text, back);
        if (Arrays.equals(data, offset, offset + length, back.data(), 0, back.length())) {
          out.putText(text);
          return;
        }
      } catch (DateTimeException | ArithmeticException e) {
        // it has no text that can be read again
      }
      throw BadValueException.range(
          "the pattern '"
              + format.pattern()
              + "' does not keep it whole; "
              + (which == Type.MOMENT ? "%f keeps its milliseconds" : "leave the pattern out"));
    }

    private java.time.temporal.TemporalAccessor value(byte[] data, int offset) {
      return switch (which) {
        case MOMENT ->
            Instant.ofEpochMilli(ByteBuilder.longAt(data, offset)).atZone(java.time.ZoneOffset.UTC);
        case DATE -> LocalDate.ofEpochDay(ByteBuilder.intAt(data, offset) ^ 0x8000_0000);
        case TIME -> LocalTime.ofNanoOfDay(ByteBuilder.longAt(data, offset));
      };
    }

    private void formatted(String text, ByteBuilder out) {
      switch (which) {
        case MOMENT -> out.putLong(wholeMillis(format.parseMoment(text)));
        case DATE -> out.putInt(Math.toIntExact(format.parseDate(text).toEpochDay()) ^ 0x8000_0000);
        case TIME -> out.putLong(format.parseTime(text).toNanoOfDay());
      }
    }

    private static long wholeMillis(Instant moment) {
      long millis = moment.toEpochMilli();
      if (!Instant.ofEpochMilli(millis).equals(moment)) {
        throw BadValueException.range("'" + moment + "' has finer digits than a timestamp keeps");
      }
      return millis;
    }

    @Override
    public void parse(byte[] text, int offset, int length, ByteBuilder out) {
      int start = out.length();
      try {
        formatted(new String(text, offset, length, StandardCharsets.UTF_8).strip(), out);
      } catch (DateTimeException | ArithmeticException e) {
        out.truncate(start);
        form.parse(text, offset, length, out);
      }
    }
  }

  /** Numbers with another point, or with their digits in groups. */
  private static final class Separated extends ScalarForm {
    private final ScalarForm form;
    private final String point;
    private final String groups;

    Separated(ScalarForm form, String point, String groups) {
      super(form.type(), form.kind());
      this.form = form;
      this.point = point;
      this.groups = groups;
    }

    @Override
    public void print(byte[] data, int offset, int length, ByteBuilder out) {
      ByteBuilder plain = new ByteBuilder(32);
      form.print(data, offset, length, plain);
      String text = plain.toString();
      int from = text.startsWith("-") ? 1 : 0;
      int to = from;
      while (to < text.length() && Character.isDigit(text.charAt(to))) {
        to++;
      }
      out.putAscii(text.substring(0, from));
      for (int i = from; i < to; i++) {
        if (i > from && (to - i) % 3 == 0) {
          out.putText(groups);
        }
        out.put(text.charAt(i));
      }
      out.putText(text.substring(to).replace(".", point));
    }

    @Override
    public void parse(byte[] text, int offset, int length, ByteBuilder out) {
      String written = new String(text, offset, length, StandardCharsets.UTF_8).strip();
      if (!point.equals(".") && !groups.equals(".") && written.indexOf('.') >= 0) {
        throw noValue(text, offset, length);
      }
      String plain = groups.isEmpty() ? written : ungrouped(written, text, offset, length);
      form.parse(plain.replace(point, "."), out);
    }

    /** Groups have three digits each, but for the first; anything else is a mistake. */
    private String ungrouped(String written, byte[] text, int offset, int length) {
      int whole = written.indexOf(point);
      String before = whole < 0 ? written : written.substring(0, whole);
      if (!before.contains(groups)) {
        return written;
      }
      String[] parts = before.split(java.util.regex.Pattern.quote(groups), -1);
      boolean regular = parts[0].matches("[-+]?\\d{1,3}");
      for (int i = 1; i < parts.length; i++) {
        String last = i == parts.length - 1 ? "\\d{3}([eE][-+]?\\d+)?" : "\\d{3}";
        regular &= parts[i].matches(last);
      }
      if (!regular) {
        throw noValue(text, offset, length);
      }
      return String.join("", parts) + (whole < 0 ? "" : written.substring(whole));
    }
  }
}
