/**
 * The load ledger: which files are loaded into which table, kept in Cassandra so that all clients
 * share it. {@link io.cassport.copy.ledger.LoadLedger} is what a COPY FROM asks which of its files
 * to load and tells what came of them; docs/ledger.md says what users see.
 *
 * <p>Two tables. {@code copy_history} has a partition for each loaded table and a row for each
 * file; {@code copy_leases} has a row for each COPY that runs, which vanishes by its own TTL when
 * the client dies. Both change by lightweight transactions only, always with serial consistency
 * SERIAL: clients of different datacenters must exclude each other too, and mixing SERIAL with
 * LOCAL_SERIAL would exclude nobody. That costs a few round trips between datacenters for some
 * files together, never for a row.
 *
 * <p>Every moment that is compared with another client's comes from the servers' clocks (TTLs and
 * {@code now()}), so that clients' clocks may be wrong.
 */
package io.cassport.copy.ledger;
