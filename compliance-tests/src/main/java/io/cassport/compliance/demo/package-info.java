/**
 * The demonstration that {@code ./demo} runs: the main job through plain java.sql, from a Parquet
 * file into a real Cassandra and back, checked by an independent reader. It uses the driver as its
 * users do and reaches into none of its classes.
 */
package io.cassport.compliance.demo;
