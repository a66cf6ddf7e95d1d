package io.cassport.jdbc;

import java.util.Calendar;
import java.util.Date;

/**
 * A java.sql.Date, Time or Timestamp, set together with the calendar that says in which zone its
 * day and its time of day are to be read.
 *
 * @param value any java.util.Date
 * @param calendar not null; never changed
 */
record ZonedValue(Date value, Calendar calendar) {}
