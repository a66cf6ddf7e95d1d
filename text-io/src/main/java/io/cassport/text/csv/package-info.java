/**
 * CSV and its relatives.
 *
 * <p>Records are found by one state machine ({@link io.cassport.text.csv.RecordReader}), both when
 * a file is opened, to find its splits, and when they are read; so the two cannot disagree. The
 * rules are those of Python's csv module, which cqlsh uses, with two additions: a doubled quote
 * inside quotes is a quote whatever ESCAPE is, and text behind a closing quote is an error.
 */
package io.cassport.text.csv;
