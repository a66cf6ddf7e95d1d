package io.cassport.hadoop;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 server on this host with one bucket, and a client that looks at what is in it. */
final class S3Server {
  static final String BUCKET = "bucket";

  private static final String KEY = "key";

  private final S3Proxy proxy;
  private final S3Client client;

  private S3Server(S3Proxy proxy, S3Client client) {
    this.proxy = proxy;
    this.client = client;
  }

  /**
   * Starts it.
   *
   * @param store where the objects are
   * @param secret of those who may use it
   */
  static S3Server start(BlobStore store, String secret) throws Exception {
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, secret)
            .build();
    proxy.start();
    S3Client client =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + proxy.getPort()))
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, secret)))
            .build();
    client.createBucket(request -> request.bucket(BUCKET));
    return new S3Server(proxy, client);
  }

  int port() {
    return proxy.getPort();
  }

  S3Client client() {
    return client;
  }

  /** The properties of connections that use a server at a port of this host. */
  static Map<String, String> settings(int port, String secret) {
    Map<String, String> settings = new HashMap<>();
    settings.put("hadoop.fs.s3a.endpoint", "http://127.0.0.1:" + port);
    settings.put("hadoop.fs.s3a.endpoint.region", "us-east-1");
    settings.put("hadoop.fs.s3a.path.style.access", "true");
    settings.put("hadoop.fs.s3a.access.key", KEY);
    settings.put("hadoop.fs.s3a.secret.key", secret);
    settings.put("hadoop.fs.s3a.multipart.size", "5M");
    return settings;
  }

  /** Fills a table of id and b with rows that no compression makes small. */
  static void fillBig(Connection connection, int rows, int cellBytes) throws SQLException {
    Random random = new Random(1);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO big (id, b) VALUES (?, ?)")) {
      for (int i = 0; i < rows; i++) {
        byte[] cell = new byte[cellBytes];
        random.nextBytes(cell);
        insert.setInt(1, i);
        insert.setBytes(2, cell);
        insert.executeUpdate();
      }
    }
  }

  void stop() throws Exception {
    client.close();
    proxy.stop();
  }
}
