package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cassport.embedded.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PemFilesTest {
  @TempDir private Path directory;

  private static PrivateKey newKey(String algorithm) throws GeneralSecurityException {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
  }

  private String file(String label, byte[] bytes, String before) throws IOException {
    String text =
        before
            + "-----BEGIN "
            + label
            + "-----\n"
            + Base64.getMimeEncoder().encodeToString(bytes)
            + "\n-----END "
            + label
            + "-----\n";
    return Files.writeString(directory.resolve("key.pem"), text).toString();
  }

  private static void isRefused(ThrowingCallable call, String state, String words) {
    assertThatThrownBy(call)
        .hasMessageContaining(words)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void readsPkcs8(String algorithm) throws Exception {
    PrivateKey key = newKey(algorithm);
    String file = file("PRIVATE KEY", key.getEncoded(), "Bag Attributes\n  a: b\n");
    assertThat(PemFiles.privateKey(file, null)).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "RSA, PBEWithHmacSHA256AndAES_256", // what openssl writes
    "EC,  PBEWithHmacSHA256AndAES_128",
    "RSA, PBEWithSHA1AndDESede", // what openssl wrote
  })
  void readsEncryptedPkcs8(String algorithm, String encryption) throws Exception {
    PrivateKey key = newKey(algorithm);
    SecretKey secret =
        SecretKeyFactory.getInstance(encryption)
            .generateSecret(new PBEKeySpec("pass".toCharArray()));
    Cipher cipher = Cipher.getInstance(encryption);
    cipher.init(Cipher.ENCRYPT_MODE, secret);
    // The JDK knows the scheme that the newer ones belong to by its name, and not them.
    AlgorithmParameters parameters =
        AlgorithmParameters.getInstance(encryption.contains("Hmac") ? "PBES2" : encryption);
    parameters.init(cipher.getParameters().getEncoded());
    EncryptedPrivateKeyInfo info =
        new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(key.getEncoded()));
    String file = file("ENCRYPTED PRIVATE KEY", info.getEncoded(), "");
    assertThat(PemFiles.privateKey(file, "pass".toCharArray())).isEqualTo(key);
    isRefused(() -> PemFiles.privateKey(file, null), "42000", "sslKeyPassword");
    isRefused(
        () -> PemFiles.privateKey(file, "wrong".toCharArray()), "42000", "is sslKeyPassword right");
  }

  @Test
  void readsWhatOpensslWrites() throws IOException, SQLException {
    // openssl 3.0: genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 | pkcs8 -topk8
    String encrypted =
        """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAgbqxONwutTawICCAAw
        DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEHQvN7lngtiCNurqICDnsloEgZDm
        y1k9sh6BCFCUQNGAExcY9zNBCbOy5uDQRtwVcqXldTHCRRUjueyX2XB7BghMIldo
        OOrBQj2PTBzC/gLZfJmlI5wquMpzubQCDabSDhT2YvCSGRu4SP7lql84JDvj5NU2
        Q4+BrgNpzfGU+HASYFX1/JbfYy1hf2Z0FbROJP65Ti2A6OI9hvoSrfUhfI4ed9Q=
        -----END ENCRYPTED PRIVATE KEY-----
        """;
    String plain =
        """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgs9IvPak0f54tqY7C
        X7r2Wfoxe0FX/Z6WccP81ZjDLAqhRANCAASRsY05Q3t5IM3dPlDFmJt2LQFrTUr7
        emAF/iV+te8f0L5vgpQQGJ48w2+J9XpN94twnMgILWFGeXrBhTygIao/
        -----END PRIVATE KEY-----
        """;
    Path one = Files.writeString(directory.resolve("encrypted.pem"), encrypted);
    Path other = Files.writeString(directory.resolve("plain.pem"), plain);
    assertThat(PemFiles.privateKey(one.toString(), TestCertificate.PASSWORD.toCharArray()))
        .isEqualTo(PemFiles.privateKey(other.toString(), null));
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 2048})
  void readsPkcs1(int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    PrivateKey key = generator.generateKeyPair().getPrivate();
    // PKCS#8 ends with the key of PKCS#1: a sequence after version, algorithm and two lengths.
    byte[] pkcs8 = key.getEncoded();
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, pkcs8.length - pkcs1Length(pkcs8), pkcs8.length);
    assertThat(PemFiles.privateKey(file("RSA PRIVATE KEY", pkcs1, ""), null)).isEqualTo(key);
  }

  /** The length that the octet string at the end of PKCS#8 says it has. */
  private static int pkcs1Length(byte[] pkcs8) {
    int outer = pkcs8[1] < 0 ? 2 + (pkcs8[1] & 0x7f) : 2;
    int octets = outer + 3 + 15 + 1;
    if (pkcs8[octets] >= 0) {
      return pkcs8[octets];
    }
    int length = 0;
    for (int i = 1; i <= (pkcs8[octets] & 0x7f); i++) {
      length = length << 8 | pkcs8[octets + i] & 0xff;
    }
    return length;
  }

  @Test
  void saysWhatItWantsWhenThereIsNoSuchKey() throws IOException {
    String none = Files.writeString(directory.resolve("none.pem"), "hello").toString();
    isRefused(() -> PemFiles.privateKey(none, null), "42000", "openssl pkcs8");
    String old = file("EC PRIVATE KEY", new byte[] {1, 2, 3}, "");
    isRefused(() -> PemFiles.privateKey(old, null), "42000", "openssl pkcs8");
    String damaged = file("PRIVATE KEY", new byte[] {1, 2, 3}, "");
    isRefused(() -> PemFiles.privateKey(damaged, null), "42000", "key.pem");
    isRefused(() -> PemFiles.privateKey("/nowhere", null), "58P01", "/nowhere");
  }

  @Test
  void readsAllCertificatesOfAFile() throws IOException, SQLException {
    TestCertificate one = TestCertificate.make(directory, "one");
    TestCertificate two = TestCertificate.make(directory, "two");
    Path both = directory.resolve("both.pem");
    Files.writeString(
        both,
        "subject=CN = one\n"
            + Files.readString(one.certificatePem())
            + Files.readString(two.keyPem())
            + Files.readString(two.certificatePem()));
    assertThat(PemFiles.certificates(ConnectionProperties.SSL_ROOT_CERT, both.toString()))
        .extracting(certificate -> certificate.getSubjectX500Principal().getName())
        .containsExactly("CN=one", "CN=two");
    isRefused(
        () -> PemFiles.certificates(ConnectionProperties.SSL_ROOT_CERT, one.keyPem().toString()),
        "42000",
        "BEGIN CERTIFICATE");
  }
}
