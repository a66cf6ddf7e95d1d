import org.apache.spark.sql.SparkSession;

/**
 * Writes the files of Spark beside this: java -cp (Spark 3.5 and what it needs) SparkFiles.java target
 * directory. Their cells are in foreign.py.
 */
public final class SparkFiles {
  private static final String ROWS =
      """
      SELECT CAST(id AS int) AS i, CAST(id * 100 - 50 AS tinyint) AS b,
        CAST(id * 30000 - 15000 AS smallint) AS s, id * 4611686018427387904 AS l,
        CAST(id AS float) / 4 AS f, CAST(id AS double) / 8 AS d, id = 1 AS z,
        CAST(id - 1 AS decimal(9, 2)) AS d9, CAST(id - 1 AS decimal(18, 3)) AS d18,
        CAST('-12345678901234567890.123' AS decimal(38, 3)) AS d38,
        concat('é', id) AS t, encode(concat('é', id), 'UTF-8') AS x,
        date_add(DATE '2024-02-28', CAST(id AS int)) AS day,
        timestamp_millis(1700000000123 * id) AS ts, CAST(timestamp_millis(5 + id) AS timestamp_ntz) AS tn,
        array(CAST(id AS int), 7) AS a, array(array(CAST(id AS int)), array()) AS aa,
        map('k', CAST(id AS int)) AS m, named_struct('p', CAST(id AS int), 'q', array('r')) AS g,
        IF(id = 1, NULL, array(named_struct('u', CAST(id AS int)))) AS n
      FROM range(0, 2, 1, 1)
      """;

  public static void main(String[] arguments) throws Exception {
    SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.warehouse.dir", arguments[0] + "/warehouse")
            .getOrCreate();
    write(spark, arguments[0], "int96", "false", "INT96", "snappy", "PARQUET_1_0");
    write(spark, arguments[0], "legacy", "true", "INT96", "gzip", "PARQUET_1_0");
    write(spark, arguments[0], "micros-v2", "false", "TIMESTAMP_MICROS", "zstd", "PARQUET_2_0");
    write(spark, arguments[0], "millis-legacy-v2", "true", "TIMESTAMP_MILLIS", "none", "PARQUET_2_0");
    write(spark, arguments[0], "lz4", "false", "INT96", "lz4", "PARQUET_1_0");
    write(spark, arguments[0], "lz4-v2", "false", "TIMESTAMP_MICROS", "lz4", "PARQUET_2_0");
    write(spark, arguments[0], "lz4raw", "false", "TIMESTAMP_MICROS", "lz4raw", "PARQUET_1_0");
    spark.stop();
  }

  private static void write(
      SparkSession spark, String target, String name, String legacy, String times, String codec,
      String version) {
    spark.conf().set("spark.sql.parquet.writeLegacyFormat", legacy);
    spark.conf().set("spark.sql.parquet.outputTimestampType", times);
    try {
      spark.sql(ROWS).coalesce(1).write().option("compression", codec)
          .option("parquet.writer.version", version).mode("overwrite").parquet(target + "/" + name);
    } catch (Exception e) {
      System.err.println("FAILED " + name + " " + e);
    }
  }
}
