/**
 * Writing batches of rows into a table: rows of one partition travel in one unlogged batch within
 * the server's limits, a bounded window of requests is under way, and what the server could not
 * take is sent again. Values are bound as the bytes they came as.
 */
package io.cassport.copy.load;
