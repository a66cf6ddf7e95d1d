package io.cassport.bench.child;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What this process has used so far.
 *
 * @param nanos of the clock
 * @param cpuNanos of all its threads, also those that collect garbage and compile
 * @param gcMillis spent in collections of garbage
 */
record Resources(long nanos, long cpuNanos, long gcMillis) {
  private static final Path STATUS = Path.of("/proc/self/status");

  static Resources now() {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long collecting = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      collecting += Math.max(0, collector.getCollectionTime());
    }
    return new Resources(System.nanoTime(), process.getProcessCpuTime(), collecting);
  }

  /** The most resident memory of the process so far in kB, or -1 where Linux is not below. */
  static long peakResidentKilobytes() {
    if (!Files.isReadable(STATUS)) {
      return -1;
    }
    try {
      return peak(Files.readAllLines(STATUS));
    } catch (IOException e) {
      return -1;
    }
  }

  static long peak(List<String> status) {
    for (String line : status) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return -1;
  }
}
