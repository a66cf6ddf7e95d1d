/**
 * What becomes of COPY when nodes, clients and tables are harmed while it runs: real harms, done to
 * a cluster of three nodes. With {@code -Dcassport.soak=true} there are a million rows, longer
 * harms and more of them; what was measured is then in {@code target/harms.csv}.
 */
package io.cassport.jdbc.faults;
