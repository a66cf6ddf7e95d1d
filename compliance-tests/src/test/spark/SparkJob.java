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
            .getOrCreate();
    try {
      String url = arguments[0];
      everyType(spark, url);
      large(spark, url, Long.parseLong(arguments[1]));
      append(spark, url);
      refused(spark, url);
      missing(spark, url);
    } finally {
      FOUND.forEach((name, value) -> System.out.println("found " + name + "=" + value));
      spark.stop();
    }
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
    FOUND.put("people", String.valueOf(people.count()));
    Row bob = people.filter("age IS NULL").select("name").first();
    FOUND.put("nameless age", bob.getString(0));
  }

  private static void large(SparkSession spark, String url, long rows) {
    Dataset<Row> large = table(spark, url, "spark_large", "VARCHAR");
    Row sums = large.selectExpr("count(*)", "sum(id)", "count(distinct v)").first();
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
    FOUND.put("written", String.valueOf(table(spark, url, "spark_written", "VARCHAR").count()));
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
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      boolean sql = cause instanceof java.sql.SQLException;
      FOUND.put("missing", sql ? ((java.sql.SQLException) cause).getSQLState() : e.toString());
    }
  }
}
