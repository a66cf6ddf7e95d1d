/**
 * What the text formats share: values as text and back, where records begin, and compression.
 *
 * <p>A text file does not say how many rows it has nor where they begin. So it is read twice: once
 * to find that, which is fast and gives splits with exact row numbers, and once to load the splits
 * side by side.
 */
package io.cassport.text;
