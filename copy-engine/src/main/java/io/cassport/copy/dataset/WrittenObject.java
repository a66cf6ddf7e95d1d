package io.cassport.copy.dataset;

import java.nio.file.Path;

/**
 * One object of an export.
 *
 * @param path where it is; its final place once the export is committed
 * @param size in bytes
 * @param rows in it
 * @param partition as {@code a=1/b=2}, or null
 * @param sha256 of its bytes, in lower-case hexadecimal
 */
public record WrittenObject(Path path, long size, long rows, String partition, String sha256) {}
