import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What SparkIT runs in a JVM with Spark's class path: reads and appends through the JDBC source and
 * prints a line {@code name=value} for each thing that it found.
 */
public final class SparkJob {
  private static final Map<String, String> FOUND = new TreeMap<>();

  /** What is found on its own. */
  @FunctionalInterface
  private interface Part {
    void call() throws Exception;
  }

  private SparkJob() {}

  /** Takes the URL and the number of rows of the table {@code spark_large}. */
  public static void main(String[] arguments) {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir"))
            .getOrCreate();
    try {
      String url = arguments[0];
      part("everyType", () -> everyType(spark, url));
      // Spark counts with SELECT 1 FROM table.
      part("people", () -> FOUND.put("people", count(spark, url, "people")));
      part("large", () -> large(spark, url, Long.parseLong(arguments[1])));
      part("append", () -> append(spark, url));
      part("refused", () -> refused(spark, url));
      part("missing", () -> missing(spark, url));
    } finally {
      FOUND.forEach((name, value) -> System.out.println("found " + name + "=" + value));
      spark.stop();
    }
  }

  /** Lets the other parts run when one fails; the test then misses what this one would find. */
  private static void part(String name, Part part) {
    try {
      part.call();
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      FOUND.put(name, "failed: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private static String count(SparkSession spark, String url, String name) {
    return String.valueOf(table(spark, url, name, "VARCHAR").count());
  }

  private static Dataset<Row> table(SparkSession spark, String url, String name, String listType) {
    return spark
        .read()
        .format("jdbc")
        .option("url", url)
        .option("driver", "io.cassport.jdbc.CassportDriver")
        .option("dbtable", name)
        .option("listType", listType)
        .option("pushDownPredicate", "false")
        .load();
  }

  private static void everyType(SparkSession spark, String url) {
    Dataset<Row> people = table(spark, url, "people", "VARCHAR");
    for (StructField field : people.schema().fields()) {
      FOUND.put("type." + field.name(), field.dataType().simpleString());
    }
    Row ann = people.filter("name = 'ann'").first();
    for (String name : people.columns()) {
      Object value = ann.getAs(name);
      String text = value instanceof byte[] bytes ? "bytes " + bytes.length : String.valueOf(value);
      FOUND.put("ann." + name, text);
    }
    Row bob = people.filter("age IS NULL").select("name").first();
    FOUND.put("nameless age", bob.getString(0));
  }

  private static void large(SparkSession spark, String url, long rows) {
    Dataset<Row> large = table(spark, url, "spark_large", "VARCHAR");
    Row sums = large.selectExpr("count(id)", "sum(id)", "count(distinct v)").first();
    FOUND.put("large.rows", String.valueOf(sums.getLong(0)));
    FOUND.put("large.sum", String.valueOf(sums.getLong(1) == rows * (rows - 1) / 2));
    FOUND.put("large.distinct", String.valueOf(sums.getLong(2) == rows));
  }

  private static void append(SparkSession spark, String url) {
    StructType schema = new StructType().add("id", "int").add("v", "string").add("u", "string");
    List<Row> rows =
        List.of(
            RowFactory.create(1, "one", "11111111-1111-1111-1111-111111111111"),
            RowFactory.create(2, null, null));
    spark
        .createDataFrame(rows, schema)
        .write()
        .format("jdbc")
        .mode(SaveMode.Append)
        .option("url", url)
        .option("driver", "io.cassport.jdbc.CassportDriver")
        .option("dbtable", "spark_written")
        .save();
    FOUND.put("written", count(spark, url, "spark_written"));
  }

  private static void refused(SparkSession spark, String url) {
    try {
      table(spark, url, "people", "ARRAY").schema();
      FOUND.put("arrays", "accepted");
    } catch (Exception e) {
      FOUND.put("arrays", "refused: " + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  private static void missing(SparkSession spark, String url) {
    try {
      table(spark, url, "nothing", "VARCHAR").schema();
      FOUND.put("missing", "accepted");
    } catch (Exception e) {
      Throwable cause = e;
      while (!(cause instanceof java.sql.SQLException) && cause.getCause() != null) {
        cause = cause.getCause();
      }
      boolean sql = cause instanceof java.sql.SQLException;
      FOUND.put("missing", sql ? ((java.sql.SQLException) cause).getSQLState() : e.toString());
    }
  }
}
