/**
 * What a CQL text becomes before it is sent: JDBC escapes, and the few habits of SQL tools that CQL
 * does not know. Text in, text out; no session, no java.sql but its exceptions.
 */
package io.cassport.jdbc.dialect;
