/**
 * A real Cassandra for development and tests: {@link io.cassport.embedded.EmbeddedCassandra} runs
 * one or three nodes as child JVMs, and {@link io.cassport.embedded.TestServer} gives a test run
 * the server it was told to use.
 *
 * <p>A start writes each node's configuration below a data directory, runs {@code NodeMain} in a
 * child JVM on the class path that the build recorded, and asks over the native protocol until the
 * node answers; the child ends as soon as the pipe from its parent does.
 *
 * <p>Cassandra itself must not come onto this module's class path, nor this module into the driver
 * jar.
 */
package io.cassport.embedded;
