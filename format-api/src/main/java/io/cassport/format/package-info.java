/**
 * The seam between the COPY engine and the file formats: rows as CQL-serialised bytes ({@link
 * io.cassport.format.RowBatch}) with their names and types ({@link io.cassport.format.RowSchema}),
 * and what a format must offer to write and read them ({@link io.cassport.format.FormatProvider}).
 *
 * <p>On export the engine hands batches to a {@link io.cassport.format.RowEncoder} per worker; on
 * import it takes them from a {@link io.cassport.format.RowReader} per split.
 *
 * <p>Nothing here knows a Cassandra session, a file system or a particular format, and no cell is
 * ever turned into a Java object.
 */
package io.cassport.format;
