/**
 * JSON. {@link io.cassport.text.json.RecordStream} finds where rows begin and end, Jackson reads
 * what is in them, and values go from its tokens to CQL bytes and back without an object between.
 *
 * <p>An object is read twice: {@link io.cassport.text.json.RowScan} finds rows, keys and splits,
 * {@link io.cassport.text.json.JsonRowReader} reads the rows of one split.
 */
package io.cassport.text.json;
