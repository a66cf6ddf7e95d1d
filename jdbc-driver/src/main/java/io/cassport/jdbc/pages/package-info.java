/**
 * The driver's sessions, with one change: the cells of a page stay together in a few arrays, where
 * the DataStax driver makes an array and a buffer for each of them. What is asked for later is a
 * view.
 */
package io.cassport.jdbc.pages;
