package io.cassport.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A certificate that signs itself, with its key, in all the forms that servers and drivers want:
 * for tests of TLS.
 *
 * @param keyStore a PKCS12 file with certificate and key, under the alias {@code key}
 * @param trustStore a PKCS12 file with the certificate alone
 * @param certificatePem the certificate in PEM
 * @param keyPem the key in PEM, as PKCS#8 without a password
 */
public record TestCertificate(Path keyStore, Path trustStore, Path certificatePem, Path keyPem) {
  /** The password of both stores and of the key in the first. */
  public static final String PASSWORD = "only-for-tests";

  private static final String ALIAS = "key";
  private static final String TYPE = "PKCS12";
  private static final int PEM_WIDTH = 64;

  /**
   * Makes one, with the JDK's keytool.
   *
   * @param directory where the files go; it has to be there
   * @param name the common name of the owner, and the beginning of the files' names
   * @param alternativeNames whom it is for, each as {@code dns:host} or {@code ip:address}
   * @throws IllegalStateException with what keytool printed, when that refuses
   * @throws UncheckedIOException when the directory cannot be written
   */
  public static TestCertificate make(Path directory, String name, String... alternativeNames) {
    return make(directory, name, List.of("-validity", "3650"), alternativeNames);
  }

  /** Makes one that has expired; as {@link #make}. */
  public static TestCertificate makeExpired(
      Path directory, String name, String... alternativeNames) {
    return make(directory, name, List.of("-startdate", "-10d", "-validity", "5"), alternativeNames);
  }

  private static TestCertificate make(
      Path directory, String name, List<String> validity, String... alternativeNames) {
    TestCertificate made =
        new TestCertificate(
            directory.resolve(name + "-key.p12"),
            directory.resolve(name + "-trust.p12"),
            directory.resolve(name + "-cert.pem"),
            directory.resolve(name + "-key.pem"));
    try {
      keytool(made.keyStore, name, validity, alternativeNames);
      made.writeOtherForms();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException("Making a certificate in " + directory, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Making a certificate in " + directory, e);
    }
  }

  private static void keytool(
      Path keyStore, String name, List<String> validity, String... alternativeNames)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", ALIAS, "-keyalg", "RSA", "-keysize", "2048"));
    command.addAll(validity);
    command.addAll(List.of("-dname", "CN=" + name));
    if (alternativeNames.length > 0) {
      command.addAll(List.of("-ext", "san=" + String.join(",", alternativeNames)));
    }
    command.addAll(List.of("-storetype", TYPE, "-keystore", keyStore.toString()));
    command.addAll(List.of("-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed;
    try (InputStream out = process.getInputStream()) {
      printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool failed: " + printed);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while keytool ran", e);
    }
  }

  private void writeOtherForms() throws IOException, GeneralSecurityException {
    KeyStore own = KeyStore.getInstance(TYPE);
    try (InputStream in = Files.newInputStream(keyStore)) {
      own.load(in, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance(TYPE);
    trusted.load(null, null);
    trusted.setCertificateEntry(ALIAS, own.getCertificate(ALIAS));
    try (OutputStream out = Files.newOutputStream(trustStore)) {
      trusted.store(out, PASSWORD.toCharArray());
    }
    writePem(certificatePem, "CERTIFICATE", own.getCertificate(ALIAS).getEncoded());
    writePem(keyPem, "PRIVATE KEY", own.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
  }

  private static void writePem(Path file, String label, byte[] bytes) throws IOException {
    byte[] lineEnd = {'\n'};
    Files.writeString(
        file,
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                label, Base64.getMimeEncoder(PEM_WIDTH, lineEnd).encodeToString(bytes), label));
  }
}
