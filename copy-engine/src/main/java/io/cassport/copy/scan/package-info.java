/**
 * Reading a table or a query: token ranges are scanned side by side, each page becomes a {@link
 * io.cassport.format.RowBatch} of the bytes the server sent, and a page that fails is asked for
 * again from its own paging state, so that no row is lost or doubled. Nothing is decoded here.
 */
package io.cassport.copy.scan;
