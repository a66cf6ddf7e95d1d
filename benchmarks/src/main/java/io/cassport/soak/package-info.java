/**
 * Hours of work against one Cassandra, and whether the driver holds more at the end than at the
 * beginning: {@code ./soak} starts it. Through JDBC alone.
 */
package io.cassport.soak;
