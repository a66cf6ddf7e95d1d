/**
 * Parquet: CQL bytes to column chunks and back.
 *
 * <p>A schema is compiled once into a tree of {@code CellWriter}s or {@code CellReader}s, one kind
 * for each physical type; batches then pass through it column by column, straight into
 * parquet-column's writers and out of its readers. Types are never asked about while rows flow.
 *
 * <p>No Hadoop class is loaded at run time, no record API is used, and no Cassandra session is
 * known here.
 */
package io.cassport.parquet;
