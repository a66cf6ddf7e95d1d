package io.cassport.copy;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.copy.dataset.LocalObject;
import io.cassport.copy.dataset.WrittenObject;
import io.cassport.copy.ledger.SkippedFile;
import io.cassport.copy.load.ObjectLoad;
import io.cassport.format.ColumnSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The result tables of COPY: a row for each object. */
final class ObjectTable {
  static final List<ColumnSchema> WRITTEN =
      List.of(
          new ColumnSchema("object_name", DataTypes.TEXT),
          new ColumnSchema("object_size", DataTypes.BIGINT),
          new ColumnSchema("record_count", DataTypes.BIGINT),
          new ColumnSchema("partition", DataTypes.TEXT),
          new ColumnSchema("sha256", DataTypes.TEXT));

  static final List<ColumnSchema> LOADED =
      List.of(
          new ColumnSchema("object_name", DataTypes.TEXT),
          new ColumnSchema("object_size", DataTypes.BIGINT),
          new ColumnSchema("status", DataTypes.TEXT),
          new ColumnSchema("rows_read", DataTypes.BIGINT),
          new ColumnSchema("rows_loaded", DataTypes.BIGINT),
          new ColumnSchema("rows_rejected", DataTypes.BIGINT),
          new ColumnSchema("first_error", DataTypes.TEXT));

  private ObjectTable() {}

  static CopyResult written(List<WrittenObject> objects) {
    List<List<Object>> rows = new ArrayList<>();
    long count = 0;
    for (WrittenObject object : objects) {
      count += object.rows();
      rows.add(
          Arrays.asList(
              object.path().toString(),
              object.size(),
              object.rows(),
              object.partition(),
              object.sha256()));
    }
    return new CopyResult(new ResultTable(WRITTEN, rows), count, List.of());
  }

  /**
   * What an import did.
   *
   * @param objects all files of the source, in the order of the result
   * @param loads those that were to be loaded
   * @param skipped the others
   * @param errorFiles the files that hold the rejected rows
   * @param warnings what was noticed before the first insert
   */
  static CopyResult loaded(
      List<LocalObject> objects,
      List<ObjectLoad> loads,
      List<SkippedFile> skipped,
      List<String> errorFiles,
      Collection<String> warnings) {
    Map<LocalObject, List<Object>> rows = new HashMap<>();
    List<String> told = new ArrayList<>(warnings);
    long total = 0;
    long there = 0;
    long rejected = 0;
    String firstError = null;
    for (ObjectLoad load : loads) {
      total += load.rowsLoaded();
      there += load.rowsThere();
      rejected += load.rowsRejected();
      firstError = firstError == null ? load.firstError() : firstError;
      rows.put(
          load.object(),
          Arrays.asList(
              load.object().name(),
              load.object().size(),
              status(load),
              load.rowsRead(),
              load.rowsLoaded(),
              load.rowsRejected(),
              load.firstError()));
    }
    if (rejected > 0) {
      told.add(
          rejected
              + (rejected == 1 ? " row was" : " rows were")
              + " not loaded, the first because of "
              + firstError
              + (errorFiles.isEmpty()
                  ? "; name an ERRFILE to keep such rows"
                  : "; they are in " + String.join(", ", errorFiles)));
    }
    if (there > 0) {
      told.add(
          there
              + (there == 1 ? " row was" : " rows were")
              + " there already and stayed as they were (MODE=INSERT)");
    }
    skipped.forEach(file -> rows.put(file.object(), LedgerUse.row(file)));
    List<List<Object>> ordered = objects.stream().map(rows::get).toList();
    return new CopyResult(new ResultTable(LOADED, ordered), total, told);
  }

  private static String status(ObjectLoad load) {
    if (load.rowsRead() == 0 && load.rowsTotal() > 0) {
      return "SKIPPED"; // by SKIPROWS or MAXROWS
    }
    if (load.rowsRejected() > 0 && load.rowsRejected() == load.rowsRead()) {
      return "FAILED";
    }
    boolean all = load.rowsRejected() == 0 && load.rowsRead() == load.rowsTotal();
    return all ? "LOADED" : "PARTIAL";
  }
}
