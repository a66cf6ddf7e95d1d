package io.cassport.bench.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ChildTest {
  private final List<String> calls = new ArrayList<>();

  @Test
  void aTaskIsPreparedWarmedUpMeasuredAndClosed() throws Exception {
    Properties answer = measure(Map.of(Child.WARM_UPS, "2", Child.REPEATS, "3"));

    assertThat(calls).containsExactly("prepare", "warmUp", "warmUp", "run", "run", "run", "close");
    assertThat(answer.getProperty(Child.ROWS)).isEqualTo("30");
    assertThat(answer.getProperty(Child.BYTES)).isEqualTo("300");
    assertThat(answer.getProperty(Child.FILE_BYTES)).isEqualTo("7");
    assertThat(answer.getProperty(Child.EXTRA + "window")).isEqualTo("64.0");
  }

  @Test
  void onlyTheMeasuredPartCounts() throws Exception {
    Properties answer = measure(Map.of());

    // the warm-up sleeps for 300 ms, the work for 20
    assertThat(Double.parseDouble(answer.getProperty(Child.SECONDS))).isBetween(0.02, 0.29);
    assertThat(Double.parseDouble(answer.getProperty(Child.CPU_SECONDS))).isNotNegative();
    assertThat(Double.parseDouble(answer.getProperty(Child.GC_SECONDS))).isNotNegative();
  }

  @Test
  void thePeakIsTheHighWaterMarkOfTheProcess() {
    assertThat(Resources.peak(List.of("VmPeak:\t  900 kB", "VmHWM:\t   123456 kB")))
        .isEqualTo(123_456);
    assertThat(Resources.peak(List.of("VmPeak:\t  900 kB"))).isEqualTo(-1);
  }

  private Properties measure(Map<String, String> parameters) throws Exception {
    Properties properties = new Properties();
    properties.putAll(parameters);
    return Child.measure(new RecordedTask(), new Parameters(properties));
  }

  private final class RecordedTask implements Task {
    @Override
    public void prepare(Parameters parameters) {
      calls.add("prepare");
    }

    @Override
    public void warmUp() throws InterruptedException {
      calls.add("warmUp");
      Thread.sleep(300);
    }

    @Override
    public Work run() throws InterruptedException {
      calls.add("run");
      Thread.sleep(20);
      return new Work(10, 100, 7, Map.of("window", 64.0));
    }

    @Override
    public void close() {
      calls.add("close");
    }
  }
}
