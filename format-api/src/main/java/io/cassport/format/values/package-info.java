/**
 * CQL values whose bytes no format keeps as they are: their text, and the checks of bytes that come
 * from outside. What formats share.
 */
package io.cassport.format.values;
