package io.cassport.bench;

import io.cassport.bench.child.Child;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What one child measured.
 *
 * @param rows in the measured part
 * @param bytes from the server or of values, 0 when not known
 * @param fileBytes of the files written or read, 0 when there are none
 * @param seconds of the clock
 * @param cpuSeconds of the child's process, not of the server
 * @param gcSeconds spent collecting garbage
 * @param peakKilobytes the most resident memory of the child in KiB, or -1 when not known
 * @param extras other figures by name
 */
record Figures(
    long rows,
    long bytes,
    long fileBytes,
    double seconds,
    double cpuSeconds,
    double gcSeconds,
    long peakKilobytes,
    Map<String, Double> extras) {

  static Figures of(Properties answer) {
    Map<String, Double> extras = new TreeMap<>();
    for (String name : answer.stringPropertyNames()) {
      if (name.startsWith(Child.EXTRA)) {
        extras.put(name.substring(Child.EXTRA.length()), Double.valueOf(answer.getProperty(name)));
      }
    }
    return new Figures(
        Long.parseLong(answer.getProperty(Child.ROWS)),
        Long.parseLong(answer.getProperty(Child.BYTES)),
        Long.parseLong(answer.getProperty(Child.FILE_BYTES)),
        Double.parseDouble(answer.getProperty(Child.SECONDS)),
        Double.parseDouble(answer.getProperty(Child.CPU_SECONDS)),
        Double.parseDouble(answer.getProperty(Child.GC_SECONDS)),
        Long.parseLong(answer.getProperty(Child.PEAK_KILOBYTES)),
        extras);
  }

  double rowsPerSecond() {
    return rows / seconds;
  }

  double cpuSecondsPerMillionRows() {
    return cpuSeconds * 1e6 / rows;
  }

  double peakMegabytes() {
    return peakKilobytes * 1024 / 1e6;
  }

  double fileMegabytes() {
    return fileBytes / 1e6;
  }
}
