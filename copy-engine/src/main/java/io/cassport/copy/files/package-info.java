/**
 * Where a written path leads: to the local disk, or through an add-on found by {@link
 * java.util.ServiceLoader} to a remote file system that looks like any other {@link
 * java.nio.file.FileSystem}.
 */
package io.cassport.copy.files;
