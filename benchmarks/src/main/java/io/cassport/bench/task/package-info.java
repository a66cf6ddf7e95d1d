/**
 * The tasks that child JVMs run, each the main class of one. docs/performance.md describes the jobs
 * that are made of them.
 */
package io.cassport.bench.task;
