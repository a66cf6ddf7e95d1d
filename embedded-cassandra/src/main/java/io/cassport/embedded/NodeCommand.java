package io.cassport.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a node's JVM.
 *
 * @param java the launcher of a Java 17
 * @param heap the largest heap, as {@code -Xmx} takes it
 * @param temporary whether the node's data goes away with the node
 */
record NodeCommand(Path java, String heap, boolean temporary) {

  // What Cassandra's own start script opens on Java 17.
  private static final List<String> EXPORTS =
      List.of(
          "java.base/jdk.internal.misc",
          "java.base/java.lang.ref",
          "java.management.rmi/com.sun.jmx.remote.internal.rmi",
          "java.rmi/sun.rmi.registry",
          "java.rmi/sun.rmi.server",
          "java.sql/java.sql",
          "jdk.attach/sun.tools.attach",
          "jdk.compiler/com.sun.tools.javac.file",
          "jdk.unsupported/sun.misc");
  private static final List<String> OPENS =
      List.of(
          "java.base/java.io",
          "java.base/java.lang",
          "java.base/java.lang.module",
          "java.base/java.lang.reflect",
          "java.base/java.util",
          "java.base/jdk.internal.loader",
          "java.base/jdk.internal.math",
          "java.base/jdk.internal.module",
          "java.base/jdk.internal.ref",
          "java.base/jdk.internal.reflect",
          "java.base/jdk.internal.util.jar",
          "java.base/sun.nio.ch",
          "jdk.compiler/com.sun.tools.javac",
          "jdk.management/com.sun.management.internal");

  // A node waits this long for the first one to answer, and a lone node for nobody.
  private static final int RING_DELAY_ALONE_MILLIS = 100;
  private static final int RING_DELAY_CLUSTER_MILLIS = 10_000;

  List<String> arguments(NodeConfiguration configuration, ChildClassPath classPath) {
    List<String> arguments = new ArrayList<>();
    arguments.add(java.toString());
    arguments.addAll(jvm(configuration));
    classPath.memoryMeterAgent().ifPresent(agent -> arguments.add("-javaagent:" + agent));
    EXPORTS.forEach(name -> arguments.add("--add-exports=" + name + "=ALL-UNNAMED"));
    configuration
        .version()
        .opens()
        .forEach(name -> arguments.add("--add-opens=" + name + "=ALL-UNNAMED"));
    OPENS.forEach(name -> arguments.add("--add-opens=" + name + "=ALL-UNNAMED"));
    arguments.addAll(cassandra(configuration));
    if (temporary) {
      arguments.add("-D" + NodeMain.TEMPORARY_DIRECTORY + "=" + configuration.home().getParent());
    }
    arguments.add(NodeMain.class.getName());
    return arguments;
  }

  private List<String> jvm(NodeConfiguration configuration) {
    return List.of(
        "-Xmx" + heap,
        "-XX:+UseG1GC",
        "-XX:MaxDirectMemorySize=256m",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:-UsePerfData",
        "-Xshare:auto",
        "-Djdk.attach.allowAttachSelf=true",
        "-Djava.net.preferIPv4Stack=true",
        "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF-8",
        "-Djava.io.tmpdir=" + configuration.temporary(),
        "-Djna.tmpdir=" + configuration.temporary());
  }

  private static List<String> cassandra(NodeConfiguration configuration) {
    int ringDelay =
        configuration.layout().nodes() == 1 ? RING_DELAY_ALONE_MILLIS : RING_DELAY_CLUSTER_MILLIS;
    return List.of(
        "-Dcassandra.config=" + configuration.yaml().toUri(),
        "-Dcassandra-rackdc.properties=" + configuration.place().toUri(),
        "-Dlogback.configurationFile=" + configuration.logback().toUri(),
        "-Dcassandra.storagedir=" + configuration.home(),
        "-Dcassandra-foreground=yes",
        "-Dcassandra.skip_wait_for_gossip_to_settle=0",
        "-Dcassandra.ring_delay_ms=" + ringDelay,
        "-Dcassandra.superuser_setup_delay_ms=0",
        "-Dio.netty.tryReflectionSetAccessible=true",
        "-Dio.netty.allocator.useCacheForAllThreads=true",
        "-Dio.netty.allocator.maxOrder=11");
  }
}
