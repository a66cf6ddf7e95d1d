/**
 * How fast it is, beside others: {@code ./bench} runs jobs in child JVMs of their own against one
 * Cassandra, in interleaved rounds, and prints medians, spreads and the goals. docs/performance.md
 * says what each job is.
 */
package io.cassport.bench;
