package io.cassport.compliance;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Spark in a JVM of its own: reads files and datasets and hands on what it got, in classes of the
 * JDK only. It is compiled against nothing but Spark and knows no other class of the tests.
 */
final class SparkChild {
  /** In an answer: the schema as Spark writes it, and the rows as maps by column name. */
  static final String SCHEMA = "schema";

  static final String ROWS = "rows";

  /** In an answer instead of both: why Spark could not read. */
  static final String ERROR = "error";

  private SparkChild() {}

  /**
   * Reads.
   *
   * @param arguments the file for the answers, which are a serialised map by question; then the
   *     questions: queries, in which <code>parquet.`path`</code> stands for a file or directory
   */
  public static void main(String[] arguments) throws IOException {
    Map<String, Object> answers = new LinkedHashMap<>();
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.datetime.java8API.enabled", true)
            // files that Spark has not written may have dates of the old calendar, it thinks
            .config("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED")
            .config("spark.sql.shuffle.partitions", 1)
            .getOrCreate()) {
      for (int i = 1; i < arguments.length; i++) {
        answers.put(arguments[i], answer(spark, arguments[i]));
      }
    }
    try (ObjectOutputStream out =
        new ObjectOutputStream(Files.newOutputStream(Path.of(arguments[0])))) {
      out.writeObject(answers);
    }
  }

  private static Map<String, Object> answer(SparkSession spark, String query) {
    Map<String, Object> answer = new LinkedHashMap<>();
    try {
      Dataset<Row> dataset = spark.sql(query);
      List<Object> rows = new ArrayList<>();
      for (Row row : dataset.collectAsList()) {
        rows.add(plain(row));
      }
      answer.put(ROWS, rows);
      answer.put(SCHEMA, dataset.schema().toDDL());
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      StringBuilder causes = new StringBuilder();
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        causes.append(cause).append('\n');
      }
      answer.put(ERROR, causes.toString());
    }
    return answer;
  }

  private static Object plain(Object value) {
    if (value instanceof Row row) {
      Map<String, Object> fields = new LinkedHashMap<>();
      String[] names = row.schema().fieldNames();
      for (int i = 0; i < names.length; i++) {
        fields.put(names[i], plain(row.get(i)));
      }
      return fields;
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      CollectionConverters.asJava(map).forEach((k, v) -> entries.put(plain(k), plain(v)));
      return entries;
    }
    if (value instanceof scala.collection.Seq<?> elements) {
      List<Object> list = new ArrayList<>();
      CollectionConverters.asJava(elements).forEach(element -> list.add(plain(element)));
      return list;
    }
    return value;
  }
}
