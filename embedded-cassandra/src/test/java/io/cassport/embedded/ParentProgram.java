package io.cassport.embedded;

/** A program that starts a server, says where it is, and ends, or waits to be killed. */
final class ParentProgram {

  static final String WAIT = "wait";

  private ParentProgram() {}

  // Never closed: the end of the program is what the test is about.
  @SuppressWarnings("resource")
  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedCassandra server = EmbeddedCassandra.builder().heap("512m").start();
    System.out.println(server.pid(1) + " " + server.logFile(1));
    while (arguments[0].equals(WAIT)) {
      Thread.sleep(1_000);
    }
  }
}
