package io.cassport.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.SQLException;
import java.sql.SQLXML;

/** Moving from row to row, and what no result here has: Ref, NClob, SQLXML. */
abstract class MovingResultSet extends LabelledResultSet {
  private final RowSource source;
  private final ScrollableRows scrollable;
  private boolean onRow;
  private boolean afterLast;
  private int row;

  /**
   * Takes the source over.
   *
   * @param scrolls whether moving in any direction was asked for; it works if the source can
   */
  MovingResultSet(RowSource source, boolean scrolls) {
    this.source = source;
    this.scrollable = scrolls && source instanceof ScrollableRows rows ? rows : null;
  }

  /** Throws when it is closed. */
  abstract void open() throws SQLException;

  /** The current row's number, from 1, after checking that there is one. */
  final int currentRow() throws SQLException {
    open();
    if (!onRow) {
      throw Errors.state(
          afterLast ? "the ResultSet has no more rows" : "call next() before reading a row");
    }
    return row;
  }

  final void noRow() {
    onRow = false;
  }

  @Override
  public boolean next() throws SQLException {
    open();
    if (scrollable != null) {
      return goTo((long) row + 1);
    }
    if (afterLast) {
      return false;
    }
    try {
      onRow = source.next();
    } catch (RuntimeException e) {
      throw Errors.translate(e);
    }
    if (onRow) {
      row++;
    } else {
      afterLast = true;
    }
    return onRow;
  }

  private ScrollableRows scrollable() throws SQLException {
    open();
    if (scrollable == null) {
      throw Errors.state(
          "this ResultSet goes forward only; create the statement with TYPE_SCROLL_INSENSITIVE to"
              + " move in it, and see its warnings");
    }
    return scrollable;
  }

  /** Goes to a row by its number from 1; 0 is before the first, beyond the last is after it. */
  private boolean goTo(long number) throws SQLException {
    int size = scrollable().size();
    row = (int) Math.max(0, Math.min(number, size + 1L));
    onRow = row >= 1 && row <= size;
    afterLast = row > size;
    if (onRow) {
      scrollable.moveTo(row - 1);
    }
    return onRow;
  }

  @Override
  public void beforeFirst() throws SQLException {
    goTo(0);
  }

  @Override
  public void afterLast() throws SQLException {
    goTo(scrollable().size() + 1L);
  }

  @Override
  public boolean first() throws SQLException {
    return goTo(1);
  }

  @Override
  public boolean last() throws SQLException {
    return goTo(scrollable().size());
  }

  @Override
  public boolean absolute(int to) throws SQLException {
    return goTo(to >= 0 ? to : scrollable().size() + 1L + to);
  }

  @Override
  public boolean relative(int rows) throws SQLException {
    return goTo((long) row + rows);
  }

  @Override
  public boolean previous() throws SQLException {
    return goTo(row - 1L);
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    open();
    return row == 0 && !afterLast && (scrollable == null ? !source.isLast() : isFilled());
  }

  private boolean isFilled() {
    return scrollable.size() > 0;
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    open();
    return afterLast && (scrollable == null ? row > 0 : isFilled());
  }

  @Override
  public boolean isFirst() throws SQLException {
    open();
    return onRow && row == 1;
  }

  @Override
  public boolean isLast() throws SQLException {
    open();
    return onRow && source.isLast();
  }

  @Override
  public int getRow() throws SQLException {
    open();
    return onRow ? row : 0;
  }

  @Override
  public int getType() throws SQLException {
    open();
    return scrollable == null ? TYPE_FORWARD_ONLY : TYPE_SCROLL_INSENSITIVE;
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    if (direction != FETCH_FORWARD && direction != FETCH_UNKNOWN) {
      scrollable();
    }
    open();
  }

  @Override
  public NClob getNClob(int column) throws SQLException {
    throw Errors.unsupported("NClob");
  }

  @Override
  public Ref getRef(int column) throws SQLException {
    throw Errors.unsupported("Ref");
  }

  @Override
  public SQLXML getSQLXML(int column) throws SQLException {
    throw Errors.unsupported("SQLXML");
  }

  @Override
  public String getCursorName() throws SQLException {
    throw Errors.unsupported("a named cursor");
  }

  @Override
  public int getFetchDirection() {
    return FETCH_FORWARD;
  }

  @Override
  public int getConcurrency() {
    return CONCUR_READ_ONLY;
  }

  @Override
  public int getHoldability() {
    return HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public String getNString(int column) throws SQLException {
    return getString(column);
  }

  @Override
  public Reader getNCharacterStream(int column) throws SQLException {
    return getCharacterStream(column);
  }

  @Override
  @Deprecated
  public InputStream getUnicodeStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean rowUpdated() {
    return false;
  }

  @Override
  public boolean rowInserted() {
    return false;
  }

  @Override
  public boolean rowDeleted() {
    return false;
  }
}
