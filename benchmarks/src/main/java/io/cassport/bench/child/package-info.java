/**
 * What runs in a child JVM: one task, warmed up and measured. It knows nothing but the JDK, because
 * it also runs on class paths that are not ours.
 */
package io.cassport.bench.child;
