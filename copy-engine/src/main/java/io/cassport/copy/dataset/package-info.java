/**
 * Objects of a COPY: where they lie, how they are named, and when they appear. Everything is
 * written under a hidden temporary name beside its target and moved when complete; sources are
 * listed, and Hive directories become columns. Rows are only passed on to the format.
 */
package io.cassport.copy.dataset;
