package io.cassport.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where a run took place.
 *
 * @param processors that the JVM sees
 * @param processor its model, or "unknown"
 * @param memoryGigabytes of the machine
 * @param system operating system and version
 * @param java runtime and version
 */
record Machine(
    int processors, String processor, double memoryGigabytes, String system, String java) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  static Machine here() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        system.getAvailableProcessors(),
        model(),
        Math.round(system.getTotalMemorySize() / 1e8) / 10.0,
        system.getName() + " " + system.getVersion(),
        System.getProperty("java.vm.name") + " " + Runtime.version());
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "%d × %s, %.1f GB, %s, %s",
        processors,
        processor,
        memoryGigabytes,
        system,
        java);
  }

  private static String model() {
    if (!Files.isReadable(CPU_INFO)) {
      return "unknown";
    }
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
