package io.cassport.embedded;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What can be changed in a running node. Its JVM is asked for a way in, since no port is open. */
final class Management {
  private static final String STORAGE_SERVICE = "org.apache.cassandra.db:type=StorageService";

  private static final Map<Long, String> ADDRESSES = new ConcurrentHashMap<>();

  private Management() {}

  @SuppressWarnings("BanJNDI") // the address is one that our own child process has given us
  static void set(long pid, String attribute, Object value) {
    try {
      try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address(pid)))) {
        connector
            .getMBeanServerConnection()
            .setAttribute(new ObjectName(STORAGE_SERVICE), new Attribute(attribute, value));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Asking the JVM " + pid + " for its management", e);
    } catch (JMException e) {
      throw new IllegalStateException(
          "The JVM %d does not let %s be set".formatted(pid, attribute), e);
    }
  }

  /** Asking takes a second or more, so each JVM is asked once. */
  private static String address(long pid) throws IOException {
    String known = ADDRESSES.get(pid);
    if (known != null) {
      return known;
    }
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        String address = machine.startLocalManagementAgent();
        ADDRESSES.put(pid, address);
        return address;
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IllegalStateException("The JVM " + pid + " lets nobody in", e);
    }
  }
}
