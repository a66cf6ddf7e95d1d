package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.loadbalancing.NodeDistance;
import com.datastax.oss.driver.api.core.metadata.Node;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The datacenters of a cluster, and the one whose nodes a session uses. */
final class Datacenters {
  /** The end of the driver's list of contact points: node=datacenter. */
  private static final Pattern NODE_AND_DATACENTER = Pattern.compile("\\)=([^,;]+)");

  private Datacenters() {}

  /** A sentence for people when the session can use no node, or null. */
  static String mistake(CqlSession session, Settings settings) {
    Collection<Node> nodes = session.getMetadata().getNodes().values();
    if (nodes.isEmpty()
        || nodes.stream().anyMatch(node -> node.getDistance() != NodeDistance.IGNORED)) {
      return null;
    }
    String wanted = settings.given(ConnectionProperties.LOCAL_DATACENTER);
    return "no node is in the datacenter "
        + (wanted == null ? "that the configuration names" : "'" + wanted + "'")
        + "; set localDatacenter to one of those there are: "
        + String.join(", ", names(nodes));
  }

  /**
   * A sentence for people when a datacenter was chosen for them out of several, or null.
   *
   * @param settings those that the session was built from
   */
  static String choice(CqlSession session, Settings settings) {
    Collection<Node> nodes = session.getMetadata().getNodes().values();
    Set<String> all = names(nodes);
    Set<String> used =
        names(nodes.stream().filter(node -> node.getDistance() == NodeDistance.LOCAL).toList());
    if (settings.given(ConnectionProperties.LOCAL_DATACENTER) != null
        || settings.given(ConnectionProperties.CONFIG_FILE) != null
        || used.size() != 1
        || all.size() == 1) {
      return null;
    }
    return "the cluster has the datacenters "
        + String.join(", ", all)
        + "; requests go to "
        + String.join(", ", used)
        + ", where the contact points are, unless localDatacenter names another";
  }

  /** The datacenters that the driver's own message names. */
  static String named(String message) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = NODE_AND_DATACENTER.matcher(message);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names.isEmpty() ? message : String.join(", ", names);
  }

  /** In the order of the alphabet. */
  private static Set<String> names(Collection<Node> nodes) {
    Set<String> names = new TreeSet<>();
    nodes.stream().map(Node::getDatacenter).filter(Objects::nonNull).forEach(names::add);
    return names;
  }
}
