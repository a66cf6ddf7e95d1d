/**
 * COPY and CAPTURE over a session: {@link io.cassport.copy.CopyJob} plans a statement, refuses what
 * cannot work before anything is read or written, and runs it.
 *
 * <p>Rows pass one way: {@code scan} (token ranges to batches) to {@code dataset} (objects, layout,
 * commit) on export, {@code dataset} to {@code load} (batches to writes) on import; {@code job} is
 * what all stages report to and are stopped by.
 *
 * <p>No java.sql interface is implemented here and no file format is known here; formats come
 * through {@link java.util.ServiceLoader}.
 */
package io.cassport.copy;
