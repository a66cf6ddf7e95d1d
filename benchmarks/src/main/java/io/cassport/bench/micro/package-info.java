/** JMH benchmarks of the inner loops: {@code ./bench --jmh} runs them. */
package io.cassport.bench.micro;
