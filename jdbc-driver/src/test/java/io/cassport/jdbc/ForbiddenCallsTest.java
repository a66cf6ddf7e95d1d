package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.copy.CopyPolicy;
import io.cassport.format.values.InetText;
import io.cassport.grammar.Script;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What no class of the driver may call: nothing that makes objects of bytes it has read, loads
 * classes by names it was given, runs programs, or asks the network for more than the cluster.
 */
final class ForbiddenCallsTest {
  private static final Map<String, ClassReferences> CLASSES = new TreeMap<>();

  @BeforeAll
  static void readClasses() throws Exception {
    for (Class<?> one :
        List.of(
            CassportDriver.class,
            CopyPolicy.class,
            Script.class,
            InetText.class,
            Class.forName("io.cassport.parquet.ParquetFormat"),
            Class.forName("io.cassport.text.csv.CsvFormat"))) {
      readModule(one);
    }
    assertThat(CLASSES).hasSizeGreaterThan(400);
  }

  private static void readModule(Class<?> one) throws IOException, URISyntaxException {
    Path place = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(place)) {
      readTree(place);
      return;
    }
    try (FileSystem jar =
        FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), new HashMap<>())) {
      readTree(jar.getPath("/"));
    }
  }

  private static void readTree(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(f -> f.toString().endsWith(".class")).toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          CLASSES.put(
              root.relativize(file).toString().replaceAll("\\.class$", ""),
              ClassReferences.read(in));
        }
      }
    }
  }

  /** The classes, with their nested ones as one, that refer to a type or call a method. */
  private static List<String> users(String... wanted) {
    List<String> users = new ArrayList<>();
    CLASSES.forEach(
        (name, references) -> {
          for (String one : wanted) {
            if (references.types().stream().anyMatch(type -> type.startsWith(one))
                || references.methods().stream().anyMatch(method -> method.startsWith(one))) {
              users.add(name.replaceAll("\\$.*", "") + " uses " + one);
            }
          }
        });
    return users.stream().distinct().toList();
  }

  @Test
  void theseReferencesAreReallyFound() {
    assertThat(users("java/io/InputStream")).isNotEmpty();
    assertThat(users("java/nio/file/Files.newByteChannel")).isNotEmpty();
  }

  @Test
  void nothingMakesObjectsOfBytesItHasRead() {
    assertThat(
            users(
                "java/io/ObjectInputStream",
                "java/io/ObjectInputFilter",
                "java/beans/XMLDecoder",
                "java/rmi/",
                "javax/naming/",
                "javax/script/",
                "org/yaml/",
                "com/fasterxml/jackson/annotation/JsonTypeInfo",
                "com/fasterxml/jackson/databind/ObjectMapper.enableDefaultTyping",
                "com/fasterxml/jackson/databind/ObjectMapper.activateDefaultTyping",
                "com/fasterxml/jackson/databind/jsontype/"))
        .isEmpty();
  }

  @Test
  void nothingLoadsClassesByNamesItIsGiven() {
    assertThat(
            users(
                "java/lang/Class.forName",
                "java/lang/ClassLoader.loadClass",
                "java/lang/ClassLoader.defineClass",
                "java/net/URLClassLoader",
                "java/lang/invoke/MethodHandles$Lookup.findClass",
                "java/lang/invoke/MethodHandles$Lookup.defineClass",
                "java/util/ResourceBundle",
                "javax/tools/"))
        .as("but for the one name of the plug-in of AWS")
        .containsExactly("io/cassport/jdbc/AwsSigV4 uses java/lang/Class.forName");
  }

  @Test
  void nothingRunsProgramsOrNativeCode() {
    assertThat(
            users(
                "java/lang/ProcessBuilder",
                "java/lang/Runtime.exec",
                "java/lang/System.load",
                "java/lang/Runtime.load"))
        .isEmpty();
  }

  @Test
  void nobodyAsksTheNetworkButForTheContactPoints() {
    assertThat(
            users(
                "java/net/InetAddress.getByName",
                "java/net/InetAddress.getAllByName",
                "java/net/InetAddress.getHostName",
                "java/net/InetAddress.getCanonicalHostName",
                "java/net/InetAddress.getLocalHost",
                "java/net/InetAddress.isReachable",
                "java/net/Inet4Address.getByName",
                "java/net/Inet6Address.getByName",
                "java/net/InetSocketAddress.new(Ljava/lang/String;",
                "java/net/InetSocketAddress.getHostName",
                "java/net/URL.equals",
                "java/net/URL.hashCode",
                "java/net/URL.open",
                "java/net/URL.getContent",
                "java/net/Socket",
                "java/net/DatagramSocket",
                "java/net/http/",
                "java/net/URLConnection",
                "java/net/HttpURLConnection"))
        .as("the contact points, and the service of Astra that names them")
        .containsExactly(
            "io/cassport/jdbc/AstraBundle uses java/net/URL.open",
            "io/cassport/jdbc/SessionFactory uses java/net/InetAddress.getAllByName");
  }

  /** A class that would be noticed. */
  public static final class Poison {
    static {
      System.setProperty("cassport.poisoned", "true");
    }

    /** For whoever loads it. */
    public Poison() {}
  }

  @Test
  void classNamesInAUrlAreNotLoaded() {
    String poison = Poison.class.getName();
    Set<String> names =
        Set.of(
            "loadBalancing",
            "loadBalancingPolicy",
            "retry",
            "retryPolicy",
            "reconnection",
            "authProvider",
            "sslEngineFactory",
            "socketFactory",
            "sslFactory",
            "debug",
            "driver",
            "class",
            "loginModule",
            "codecs",
            "requestTracker",
            "logger",
            "datastax-java-driver.advanced.auth-provider.class");
    names.forEach(name -> assertThat(ConnectionProperties.named(name)).isEmpty());
    open(String.join("=" + poison + "&", names), poison);
    for (String name :
        List.of(
            "config",
            "configFile",
            "hadoop.fs.s3a.impl",
            "credentials.x.fs.s3a.aws.credentials.provider")) {
      open(name, poison);
    }
    for (ConnectionProperty property : ConnectionProperties.ALL) {
      open(property.name(), poison);
    }
    assertThat(System.getProperty("cassport.poisoned")).isNull();
  }

  private static void open(String property, String value) {
    try {
      String url = "jdbc:cassport://127.0.0.1:1/?" + property + "=" + value;
      CassportConnection.open(Settings.of(url, null)).close();
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(property).isNotNull();
    }
  }
}
