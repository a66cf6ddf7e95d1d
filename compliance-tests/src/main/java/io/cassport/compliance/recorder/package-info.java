/**
 * A JDBC driver that passes every call on to another one and writes it down as a sequence: {@code
 * jdbc:recorder:<real url>}. So a tool's own calls become a test.
 */
package io.cassport.compliance.recorder;
