package io.cassport.format;

/**
 * What an object's own statistics say about one of its columns.
 *
 * @param column its name
 * @param min the least value, or null when it is not known: a Long, Double, Boolean or BigDecimal
 *     for numbers and truth values, otherwise the text of a CQL literal without quotes
 * @param max the greatest value, as min; not null when min is not
 * @param nulls how many of its cells are null
 */
public record ColumnRange(String column, Object min, Object max, long nulls) {}
