/**
 * Hadoop's file systems as {@link java.nio.file.FileSystem}s, for COPY: an add-on, because Hadoop
 * is many times larger than the driver.
 */
package io.cassport.hadoop;
