package io.cassport.compliance.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JasperCompileManager;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.JasperReport;
import net.sf.jasperreports.engine.export.JRCsvExporter;
import net.sf.jasperreports.export.SimpleExporterInput;
import net.sf.jasperreports.export.SimpleWriterExporterOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** JasperReports: reports whose data are a SELECT and a COPY. */
@Timeout(120)
class JasperIT {
  /** One column: the field's name and the class by which Jasper reads it. */
  private record Field(String name, Class<?> type) {}

  @Test
  void v01_aReportOfASelectReadsEveryClass() throws Exception {
    String csv =
        fill(
            "SELECT id, name, age, seen, born, wakes, money, big, ratio, ok, tags FROM people WHERE"
                + " id = $P{id} AND name = $P{name} ALLOW FILTERING",
            Map.of("id", Database.ANN, "name", "ann"),
            new Field("id", String.class),
            new Field("name", String.class),
            new Field("age", Integer.class),
            new Field("seen", java.sql.Timestamp.class),
            new Field("born", java.sql.Date.class),
            new Field("wakes", java.sql.Time.class),
            new Field("money", java.math.BigDecimal.class),
            new Field("big", Long.class),
            new Field("ratio", Double.class),
            new Field("ok", Boolean.class),
            new Field("tags", Object.class));
    assertThat(csv).contains(Database.ANN, "ann", "2024-01-02", "03:04:05", "3.25", "5000000000");
  }

  @Test
  void v01_bytesAreReadAsAStream() throws Exception {
    String csv =
        fill(
            "SELECT photo, name FROM people WHERE id = " + Database.ANN,
            Map.of(),
            new Field("photo", java.io.InputStream.class),
            new Field("name", String.class));
    assertThat(csv).contains("ann");
  }

  @Test
  void v01_aReportOfACopyShowsItsObjects(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("numbers.parquet");
    String csv =
        fill(
            "COPY numbers TO '" + file + "'",
            Map.of(),
            new Field("object_name", String.class),
            new Field("record_count", Long.class));
    assertThat(file).isRegularFile();
    assertThat(csv).contains("numbers.parquet", "250");
  }

  private static String fill(String query, Map<String, Object> parameters, Field... fields)
      throws Exception {
    JasperReport report = compile(query, parameters, fields);
    report.setProperty("net.sf.jasperreports.jdbc.fetch.size", "100");
    try (Connection connection = Database.connect()) {
      JasperPrint print =
          JasperFillManager.fillReport(report, new java.util.HashMap<>(parameters), connection);
      ByteArrayOutputStream csv = new ByteArrayOutputStream();
      JRCsvExporter exporter = new JRCsvExporter();
      exporter.setExporterInput(new SimpleExporterInput(print));
      exporter.setExporterOutput(new SimpleWriterExporterOutput(csv));
      exporter.exportReport();
      return csv.toString(StandardCharsets.UTF_8);
    }
  }

  private static JasperReport compile(String query, Map<String, Object> parameters, Field... fields)
      throws JRException {
    StringBuilder xml = new StringBuilder();
    StringBuilder cells = new StringBuilder();
    xml.append("<jasperReport name=\"r\" language=\"java\" pageWidth=\"1200\" pageHeight=\"800\"")
        .append(" columnWidth=\"1160\" leftMargin=\"20\" rightMargin=\"20\" topMargin=\"20\"")
        .append(" bottomMargin=\"20\">");
    parameters.forEach(
        (name, value) ->
            xml.append("<parameter name=\"" + name + "\" class=\"")
                .append(value.getClass().getName() + "\"/>"));
    xml.append("<query language=\"sql\"><![CDATA[" + query + "]]></query>");
    for (int i = 0; i < fields.length; i++) {
      Field field = fields[i];
      xml.append("<field name=\"" + field.name() + "\" class=\"" + field.type().getName() + "\"/>");
      String value = "String.valueOf($F{" + field.name() + "})";
      cells.append("<element kind=\"textField\" x=\"" + i * 100 + "\" y=\"0\" width=\"100\"");
      cells.append(" height=\"60\"><expression><![CDATA[" + value + "]]></expression></element>");
    }
    xml.append("<detail><band height=\"60\">" + cells + "</band></detail></jasperReport>");
    byte[] bytes = xml.toString().getBytes(StandardCharsets.UTF_8);
    return JasperCompileManager.compileReport(new ByteArrayInputStream(bytes));
  }
}
