package io.cassport.text;

/**
 * What a text object is made of. Bytes are those of the file before it is compressed.
 *
 * @param beginning what stands before the first row, such as a header or a bracket
 * @param separator what stands between two rows; empty where every row has an end of its own
 * @param end what stands behind the last row
 * @param compression of the whole object
 * @param level of the compression, or null for the codec's default
 */
@SuppressWarnings("ArrayRecordComponent") // made once and never compared
public record TextLayout(
    byte[] beginning, byte[] separator, byte[] end, Compression compression, Long level) {}
