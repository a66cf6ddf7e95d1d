package io.cassport.bench;

import io.cassport.bench.data.Shapes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** How time and memory follow the number of rows, of directories, of threads and of nodes. */
final class Scale {
  private static final int[] GROWTH = {1, 4, 16};
  private static final int[] DIRECTORIES = {1, 10, 100, 1_000, 10_000};
  private static final int[] CONCURRENCY = {1, 2, 4, 8, 16, 32};
  private static final String SMALL_HEAP = "256m";
  private static final String PARTED = Shapes.PARTED.name();

  private final Settings settings;
  private final Tables tables;
  private final Jobs jobs;

  Scale(Settings settings, Tables tables, Jobs jobs) {
    this.settings = settings;
    this.tables = tables;
    this.jobs = jobs;
  }

  /** Makes the tables that the jobs read. */
  void prepare() throws SQLException {
    tables.fill(Shapes.MIXED, Tables.SMALL, settings.smallRows());
    tables.create(Shapes.MIXED, Tables.LOAD);
    tables.create(Shapes.MIXED, Tables.SMALL_LOAD);
    tables.fill(Shapes.MIXED, Tables.MIXED, settings.rows());
    for (int growth : GROWTH) {
      tables.fill(Shapes.MIXED, grown(growth), rows(growth));
    }
    tables.fill(Shapes.PARTED, PARTED, settings.loadRows());
  }

  /** What is measured on one node. */
  List<Job> onOneNode() {
    List<Job> list = new ArrayList<>();
    for (int growth : GROWTH) {
      list.add(
          jobs.copyTo("copy-to-rows-" + growth + "x", grown(growth), "parquet", "FORMAT='PARQUET'")
              .with("rows", rows(growth)));
      list.add(
          jobs.copyFrom(
                  "copy-from-rows-" + growth + "x", tables.file(Shapes.MIXED, rows(growth)), "")
              .with("rows", rows(growth)));
    }
    for (int directories : DIRECTORIES) {
      list.add(
          jobs.copyTo(
                  "copy-to-partitions-" + directories,
                  PARTED,
                  "dir",
                  "PARTITION='p" + directories + "'")
              .with(
                  "warmUp",
                  "COPY %s TO '%s' WITH PARTITION='p1'"
                      .formatted(
                          PARTED,
                          settings.output().resolve("copy-to-partitions-" + directories + ".dir")))
              .with("rows", settings.loadRows()));
    }
    for (int concurrency : CONCURRENCY) {
      list.add(
          jobs.scan("scan-concurrency-" + concurrency, Tables.MIXED)
              .with("concurrency", concurrency));
      list.add(
          jobs.copyTo(
                  "copy-to-concurrency-" + concurrency,
                  Tables.MIXED,
                  "parquet",
                  "CONCURRENCY=" + concurrency)
              .with("rows", settings.rows()));
      list.add(
          jobs.copyFrom(
              "copy-from-concurrency-" + concurrency,
              tables.loadFile(),
              " AND CONCURRENCY=" + concurrency));
    }
    list.addAll(ofCluster("-1-node"));
    for (Job job : ofCluster("-heap-" + SMALL_HEAP)) {
      list.add(job.withHeap(SMALL_HEAP));
    }
    return list;
  }

  /** What is measured on three nodes: the same, on a table spread over them. */
  List<Job> onThreeNodes() throws SQLException {
    tables.fill(Shapes.MIXED, Tables.SMALL, settings.smallRows());
    tables.fill(Shapes.MIXED, Tables.MIXED, settings.rows());
    tables.create(Shapes.MIXED, Tables.LOAD);
    tables.create(Shapes.MIXED, Tables.SMALL_LOAD);
    return ofCluster("-3-nodes");
  }

  private List<Job> ofCluster(String suffix) {
    return List.of(
        jobs.scan("scan" + suffix, Tables.MIXED),
        jobs.copyTo("copy-to" + suffix, Tables.MIXED, "parquet", "FORMAT='PARQUET'")
            .with("rows", settings.rows()),
        jobs.copyFrom("copy-from" + suffix, tables.loadFile(), ""));
  }

  /** The largest is the table of the goals in size, so that all fit a run. */
  private long rows(int growth) {
    return Math.max(1, settings.rows() * growth / GROWTH[GROWTH.length - 1]);
  }

  private static String grown(int growth) {
    return Tables.MIXED + "_" + growth + "x";
  }
}
