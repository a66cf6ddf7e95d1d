/** The tables that are measured, and their rows, which are the same in every run. */
package io.cassport.bench.data;
