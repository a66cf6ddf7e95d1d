/**
 * java.sql over a Cassandra session: driver, connections, statements, results and their metadata;
 * statements of ours (COPY, CAPTURE and companions) are handed to the copy engine.
 *
 * <p>A text goes through the grammar into a {@code StatementRun}, which sends CQL to the session,
 * gives ours to the engine, and queues an {@code Outcome} for each result; rows come back as a
 * {@code RowSource} under one ResultSet class, and cells stay the driver's Java values until a
 * getter asks for something else.
 *
 * <p>Nothing here reads or writes files or knows a file format, and nothing here throws an
 * unchecked exception out of a java.sql method.
 */
package io.cassport.jdbc;
