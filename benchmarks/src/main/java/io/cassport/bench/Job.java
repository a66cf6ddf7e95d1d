package io.cassport.bench;

import io.cassport.bench.child.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line of the table: a task with its parameters.
 *
 * @param name unique in a run
 * @param task what the child JVM runs
 * @param classPath of the child
 * @param parameters of the task
 * @param emptied tables that have to be empty before it runs
 * @param essential true when a goal is about it: it runs in every round
 * @param heap of the child as -Xmx takes it, or null for the run's
 * @param skipped why it cannot run, or null
 */
record Job(
    String name,
    Class<? extends Task> task,
    ClassPath classPath,
    Map<String, String> parameters,
    List<String> emptied,
    boolean essential,
    String heap,
    String skipped) {

  static Job of(String name, Class<? extends Task> task, ClassPath classPath) {
    return new Job(name, task, classPath, Map.of(), List.of(), true, null, null);
  }

  Job with(String parameter, Object value) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(parameter, value.toString());
    return new Job(name, task, classPath, more, emptied, essential, heap, skipped);
  }

  Job emptying(String... tables) {
    return new Job(name, task, classPath, parameters, List.of(tables), essential, heap, skipped);
  }

  /** A job that no goal is about. */
  Job besides() {
    return new Job(name, task, classPath, parameters, emptied, false, heap, skipped);
  }

  Job named(String newName) {
    return new Job(newName, task, classPath, parameters, emptied, essential, heap, skipped);
  }

  Job withHeap(String newHeap) {
    return new Job(name, task, classPath, parameters, emptied, essential, newHeap, skipped);
  }

  Job skippedBecause(String reason) {
    return new Job(name, task, classPath, parameters, emptied, essential, heap, reason);
  }
}
