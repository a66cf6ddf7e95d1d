package io.cassport.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Certificates and keys in PEM files (RFC 7468). */
final class PemFiles {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  /** What PKCS#8 has before the bytes of an RSA key of PKCS#1: version 0 and RSA's identifier. */
  private static final byte[] RSA_PREFIX = {
    0x02,
    0x01,
    0x00,
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  private PemFiles() {}

  /**
   * All certificates of a file, in their order.
   *
   * @throws SQLException 58P01 when there is no such file, 42000 when it has none
   */
  static List<X509Certificate> certificates(ConnectionProperty property, String file)
      throws SQLException {
    byte[] text = read(property, file);
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      Matcher block = BLOCK.matcher(new String(text, StandardCharsets.ISO_8859_1));
      while (block.find()) {
        if (block.group(1).equals("CERTIFICATE")) {
          Certificate certificate =
              factory.generateCertificate(new ByteArrayInputStream(decode(block.group(2))));
          certificates.add((X509Certificate) certificate);
        }
      }
    } catch (CertificateException | IllegalArgumentException e) {
      throw Errors.data(
          property.name() + " '" + file + "' holds a damaged certificate: " + e.getMessage(),
          "42000",
          e);
    }
    if (certificates.isEmpty()) {
      throw Errors.syntax(
          property.name() + " '" + file + "' holds no certificate in PEM (BEGIN CERTIFICATE)");
    }
    return certificates;
  }

  /**
   * The private key of sslKey.
   *
   * @param password null when it is not encrypted
   * @throws SQLException 58P01 when there is no such file, 42000 when it has no key that is
   *     understood
   */
  static PrivateKey privateKey(String file, char[] password) throws SQLException {
    byte[] text = read(ConnectionProperties.SSL_KEY, file);
    Matcher block = BLOCK.matcher(new String(text, StandardCharsets.ISO_8859_1));
    try {
      while (block.find()) {
        byte[] pkcs8 =
            switch (block.group(1)) {
              case "PRIVATE KEY" -> decode(block.group(2));
              case "ENCRYPTED PRIVATE KEY" -> decrypt(file, decode(block.group(2)), password);
              case "RSA PRIVATE KEY" -> asPkcs8(decode(block.group(2)));
              default -> null; // parameters of a curve, a certificate: the key may follow
            };
        if (pkcs8 != null) {
          return key(pkcs8);
        }
      }
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw Errors.data(
          "sslKey '" + file + "' cannot be read; is sslKeyPassword right? " + e.getMessage(),
          "42000",
          e);
    }
    throw Errors.syntax(
        "sslKey '"
            + file
            + "' holds no key in PKCS#8 (BEGIN PRIVATE KEY) or unencrypted PKCS#1 (BEGIN RSA"
            + " PRIVATE KEY); 'openssl pkcs8 -topk8 -in old.pem -out new.pem' makes one");
  }

  private static PrivateKey key(byte[] pkcs8) throws GeneralSecurityException {
    InvalidKeySpecException last = null;
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (InvalidKeySpecException e) {
        last = e;
      }
    }
    throw last;
  }

  private static byte[] decrypt(String file, byte[] encrypted, char[] password)
      throws SQLException, GeneralSecurityException, IOException {
    if (password == null) {
      throw Errors.syntax("sslKey '" + file + "' is encrypted; give sslKeyPassword");
    }
    EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
    // For PBES2 the name of the algorithm is that of its parameters.
    String algorithm =
        info.getAlgName().startsWith("PBEWith")
            ? info.getAlgName()
            : info.getAlgParameters().toString();
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(
        Cipher.DECRYPT_MODE,
        SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password)),
        info.getAlgParameters());
    return info.getKeySpec(cipher).getEncoded();
  }

  private static byte[] asPkcs8(byte[] pkcs1) throws IOException {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.write(RSA_PREFIX);
    writeTagged(inner, 0x04, pkcs1);
    ByteArrayOutputStream outer = new ByteArrayOutputStream();
    writeTagged(outer, 0x30, inner.toByteArray());
    return outer.toByteArray();
  }

  /** One value of DER: its tag, its length in one byte or 0x80 + count and bytes, and itself. */
  private static void writeTagged(ByteArrayOutputStream out, int tag, byte[] value)
      throws IOException {
    out.write(tag);
    if (value.length < 0x80) {
      out.write(value.length);
    } else {
      int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(value.length) + 7) / 8;
      out.write(0x80 | bytes);
      for (int i = bytes - 1; i >= 0; i--) {
        out.write(value.length >>> 8 * i);
      }
    }
    out.write(value);
  }

  private static byte[] decode(String base64) {
    return Base64.getMimeDecoder().decode(base64);
  }

  private static byte[] read(ConnectionProperty property, String file) throws SQLException {
    try {
      Path path = Path.of(file);
      if (Files.isReadable(path)) {
        return Files.readAllBytes(path);
      }
    } catch (IOException e) {
      throw new SQLException(property.name() + " '" + file + "' cannot be read: " + e, "58030", e);
    }
    throw Errors.noFile(property.name(), file);
  }
}
