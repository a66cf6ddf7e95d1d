package io.cassport.jdbc.faults;

import io.cassport.embedded.EmbeddedCassandra;
import java.util.List;

/** Harms to one node at a time, each done while COPY statements are in their middle. */
final class NodeHarms {
  private static final long FREEZE_MILLIS = KnownRows.SOAK ? 30_000 : 8_000;

  private NodeHarms() {}

  private interface Harm {
    void apply() throws Exception;
  }

  /** Kills a node and starts it again, stops and starts another, and freezes the third. */
  static void all(List<CopyLoop> loops) throws Exception {
    EmbeddedCassandra cluster = ThreeNodes.cluster();
    during(loops, "kill -9 of a node", () -> cluster.kill(3));
    cluster.restart(3);
    during(loops, "stop of a node", () -> cluster.stop(2));
    cluster.restart(2);
    try {
      during(loops, "freeze of a node", () -> cluster.freeze(1));
      ThreeNodes.pause(FREEZE_MILLIS);
    } finally {
      cluster.thaw(1);
    }
    cluster.awaitAll();
  }

  private static void during(List<CopyLoop> loops, String name, Harm harm) throws Exception {
    List<RunningCopy> copies = CopyLoop.awaitMiddle(loops);
    for (int i = 0; i < copies.size(); i++) {
      loops.get(i).harm(copies.get(i), name);
    }
    harm.apply();
  }
}
