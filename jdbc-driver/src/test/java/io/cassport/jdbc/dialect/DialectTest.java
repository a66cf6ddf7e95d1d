package io.cassport.jdbc.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.grammar.Cql;
import io.cassport.grammar.Script;
import java.sql.SQLException;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DialectTest {
  private static final String ID = "5132b130-ae79-11e4-ab27-0800200c9a66";

  private static final Map<String, DataType> TYPES =
      Map.of(
          "id", DataTypes.UUID,
          "at", DataTypes.TIMEUUID,
          "name", DataTypes.TEXT,
          "n", DataTypes.COUNTER,
          "tags", DataTypes.setOf(DataTypes.TEXT),
          "steps", DataTypes.listOf(DataTypes.INT));

  private static DataType type(TableRef table, String column) {
    return table.table().equals("t") ? TYPES.get(column) : null;
  }

  private static Rewritten rewrite(String text) throws SQLException {
    return Dialect.rewrite((Cql) Script.parse(text).get(0), true, true, DialectTest::type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT * FROM ks.t WHERE 1=0 | SELECT * FROM ks.t",
        "SELECT \"a\", \"b\" FROM t WHERE ( 0 = 1 ) | SELECT \"a\", \"b\" FROM t",
        "SELECT a FROM t WHERE ( 0 = 1 ) AND ( b = 5 ) | SELECT a FROM t",
        "SELECT a FROM t WHERE 1 <> 1 LIMIT 0 | SELECT a FROM t",
        "SELECT a FROM t WHERE 1=2 | SELECT a FROM t",
        "SELECT a FROM t WHERE 1 = 0 AND b = ? | SELECT a FROM t WHERE b = ? ALLOW FILTERING",
        "SELECT a FROM t WHERE false | SELECT a FROM t",
        "SELECT a FROM t WHERE FALSE AND b > 3 ALLOW FILTERING | SELECT a FROM t",
        "SELECT a FROM t WHERE 'a' = 'b' | SELECT a FROM t",
        "SELECT a FROM t WHERE 1 != 1.0 | SELECT a FROM t",
        "SELECT a FROM t WHERE 2 < 1 | SELECT a FROM t",
        "SELECT a FROM t LIMIT 0 | SELECT a FROM t",
        "SELECT DISTINCT a FROM t WHERE 1=0 | SELECT DISTINCT a FROM t",
        "SELECT JSON * FROM t WHERE 1=0 | SELECT JSON * FROM t",
        "SELECT 1 FROM t WHERE 1=0 | SELECT * FROM t",
        "SELECT TRUE AS \"_\" FROM \"ks\".\"t\" WHERE 1 <> 1 LIMIT 0 | SELECT * FROM \"ks\".\"t\"",
        "SELECT 'x' y, a FROM t WHERE 1=0 | SELECT a FROM t",
        "SELECT * FROM (SELECT a, b FROM t) SPARK_GEN_SUBQ_0 WHERE 1=0 | SELECT a, b FROM t",
        "SELECT 1 FROM (SELECT a FROM t WHERE b = 1) x WHERE 1=0 | SELECT a FROM t WHERE b = 1",
      })
  void aQueryThatCanHaveNoRowsOnlyAsksForItsColumns(String text, String prepared)
      throws SQLException {
    Rewritten rewritten = rewrite(text);
    assertThat(rewritten.empty()).isTrue();
    assertThat(rewritten.cql().text()).isEqualTo(prepared);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT a FROM t WHERE (b = 5) | SELECT a FROM t WHERE b = 5",
        "SELECT a FROM t WHERE ((b = 5) AND ((c > 1))) LIMIT 3 | SELECT a FROM t WHERE b = 5 AND c"
            + " > 1 LIMIT 3",
        "SELECT a FROM t WHERE 1=1 | `SELECT a FROM t `",
        "SELECT a FROM t WHERE 1 = 1 AND b = 2 | SELECT a FROM t WHERE b = 2",
        "SELECT a FROM t WHERE (b, c) > (1, 2) | SELECT a FROM t WHERE (b, c) > (1, 2)",
        "SELECT a FROM t WHERE b IN (1, 2) | SELECT a FROM t WHERE b IN (1, 2)",
        "SELECT a FROM t WHERE token(b) > 0 | SELECT a FROM t WHERE token(b) > 0",
        "SELECT a FROM t WHERE b BETWEEN 1 AND 2 AND (c = 3) | SELECT a FROM t WHERE b BETWEEN 1"
            + " AND 2 AND c = 3",
        "SELECT a FROM t PER PARTITION LIMIT 2 | SELECT a FROM t PER PARTITION LIMIT 2",
        "SELECT a FROM t WHERE b = 'LIMIT 0 WHERE 1=0' | SELECT a FROM t WHERE b = 'LIMIT 0 WHERE"
            + " 1=0'",
        "SELECT count(*) FROM t WHERE 1=0 | SELECT count(*) FROM t WHERE 1=0",
        "SELECT a FROM t WHERE x = '" + ID + "' | SELECT a FROM t WHERE x = '" + ID + "'",
        "SELECT a FROM t WHERE name = '" + ID + "' | SELECT a FROM t WHERE name = '" + ID + "'",
        "SELECT a FROM t WHERE id = '" + ID + "' | SELECT a FROM t WHERE id = " + ID,
        "SELECT a FROM t WHERE \"id\" IN ('"
            + ID
            + "') | SELECT a FROM t WHERE \"id\" IN ("
            + ID
            + ")",
        "SELECT a FROM ks.t WHERE at >= '" + ID + "' | SELECT a FROM ks.t WHERE at >= " + ID,
        "UPDATE t SET name = '"
            + ID
            + "' WHERE id = '"
            + ID
            + "' | UPDATE t SET name = '"
            + ID
            + "' WHERE id = "
            + ID,
        "DELETE FROM t WHERE id='" + ID + "' | DELETE FROM t WHERE id=" + ID,
        "INSERT INTO t (name, id) VALUES ('"
            + ID
            + "', '"
            + ID
            + "') | INSERT INTO t (name, id)"
            + " VALUES ('"
            + ID
            + "', "
            + ID
            + ")",
        "INSERT INTO t (tags, id) VALUES ({'"
            + ID
            + "', 'b'}, '"
            + ID
            + "') | INSERT INTO t (tags,"
            + " id) VALUES ({'"
            + ID
            + "', 'b'}, "
            + ID
            + ")",
        "SELECT * FROM (SELECT a, b FROM t) x | SELECT a, b FROM t",
      })
  void brackets_trueConditions_andQuotesAroundUuidsGo(String text, String sent)
      throws SQLException {
    Rewritten rewritten = rewrite(text);
    assertThat(rewritten.empty()).isFalse();
    assertThat(rewritten.cql().text()).isEqualTo(sent);
  }

  @Test
  void theDataGridsFilterLosesItsBracketsAndQuotes() throws SQLException {
    String text =
        "SELECT * FROM ks.t\nWHERE (id = '" + ID + "') AND (name = 'ann') AND (\"dec\" = 3.25)";
    assertThat(rewrite(text).cql().text())
        .isEqualTo("SELECT * FROM ks.t\nWHERE id = " + ID + " AND name = 'ann' AND \"dec\" = 3.25");
  }

  @Test
  void withoutCompatNothingButEscapesChanges() throws SQLException {
    String text = "SELECT a FROM t WHERE (id = '" + ID + "') AND 1=0";
    Cql cql = (Cql) Script.parse(text).get(0);
    Rewritten rewritten = Dialect.rewrite(cql, true, false, DialectTest::type);
    assertThat(rewritten.cql()).isSameAs(cql);
    assertThat(rewritten.empty()).isFalse();
  }

  @Test
  void literalsOfAProbeAreColumnsOfTheirTypes() throws SQLException {
    assertThat(rewrite("SELECT 1, 'x' AS y, a, 2.5 z, TRUE FROM t WHERE 1=0").columns())
        .containsExactly(
            new OutputColumn.Literal("1", DataTypes.INT),
            new OutputColumn.Literal("y", DataTypes.TEXT),
            new OutputColumn.Next(),
            new OutputColumn.Literal("z", DataTypes.DOUBLE),
            new OutputColumn.Literal("TRUE", DataTypes.BOOLEAN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT a FROM t WHERE d = {d '2024-02-29'} | SELECT a FROM t WHERE d = '2024-02-29'",
        "SELECT a FROM t WHERE d = {t '03:04:05'} | SELECT a FROM t WHERE d = '03:04:05'",
        "SELECT a FROM t WHERE d = { TS '2024-01-02 03:04:05.678' } | SELECT a FROM t WHERE d ="
            + " '2024-01-02 02:04:05.678+0000'",
        "SELECT {fn max(a)} FROM t | `SELECT max(a) FROM t`",
        "SELECT {fn cast({fn max(a)} AS text)} FROM t | `SELECT cast(max(a) AS text) FROM t`",
        "SELECT a FROM t WHERE d < {fn NOW()} | SELECT a FROM t WHERE d < toTimestamp(now())",
        "SELECT a FROM t WHERE b LIKE 'a%' {escape '\\'} | `SELECT a FROM t WHERE b LIKE 'a%' `",
        "SELECT a FROM t {limit 5} | SELECT a FROM t LIMIT 5",
        "INSERT INTO t (m) VALUES ({'d': '2024'}) | INSERT INTO t (m) VALUES ({'d': '2024'})",
        "INSERT INTO t (m) VALUES ({d: 'x', t: 'y'}) | INSERT INTO t (m) VALUES ({d: 'x', t: 'y'})",
        "INSERT INTO t (m) VALUES ({call: 1, oj: 2}) | INSERT INTO t (m) VALUES ({call: 1, oj: 2})",
        "INSERT INTO t (m) VALUES ({?, ?}) | INSERT INTO t (m) VALUES ({?, ?})",
        "INSERT INTO t (v) VALUES ('{d ''2024-01-01''}') | INSERT INTO t (v) VALUES ('{d"
            + " ''2024-01-01''}')",
      })
  void jdbcEscapesBecomeCql(String text, String sent) throws SQLException {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    try {
      assertThat(Dialect.translateEscapes(text)).isEqualTo(sent);
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT a FROM t WHERE d = {d '2024-02-30'} | 22007 | 2024-02-30",
        "SELECT a FROM t WHERE d = {t '25:00:00'} | 22007 | 25:00:00",
        "SELECT a FROM t WHERE d = {ts 'noon'} | 22007 | noon",
        "SELECT a FROM t WHERE d = {ts '2024-01-02 03:04:05.123456'} | 22003 | milliseconds",
        "SELECT a FROM t WHERE b LIKE 'a\\%%' {escape '\\'} | 42000 | no escape character",
        "{call p(1)} | 42000 | no procedures",
        "{? = call f(?)} | 42000 | no procedures",
        "SELECT a FROM {oj t LEFT OUTER JOIN u ON t.a = u.a} | 42000 | no joins",
      })
  void anEscapeThatCqlCannotExpressIsAnErrorThatSaysSo(String text, String state, String part) {
    assertThatThrownBy(() -> Dialect.translateEscapes(text))
        .hasMessageContaining(part)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT a FROM t ORDER BY 2 DESC | clustering column",
        "SELECT a FROM t WHERE a IS NOT NULL | pushDownPredicate=false",
        "SELECT a FROM t WHERE a = 1 OR b = 2 | no OR",
        "SELECT a FROM t JOIN u ON t.a = u.a | no JOIN",
        "SELECT count(*) FROM (SELECT a FROM t) x | no sub-queries",
        "SELECT 1 | without FROM",
      })
  void aRefusedTextIsToldWhatCqlLacks(String text, String part) throws SQLException {
    assertThat(Dialect.hint((Cql) Script.parse(text).get(0))).contains(part);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE t SET steps = steps + [1] WHERE id = ?",
        "UPDATE t SET steps = [1] + steps WHERE id = ?",
        "UPDATE t SET steps[0] = 1 WHERE id = ?",
        "UPDATE unknown SET x = x + [1] WHERE id = 1",
        "DELETE steps[1] FROM t WHERE id = ?",
      })
  void changesOfElementsOfAListOrOfWhoKnowsWhatKeepTheirOrder(String text) throws SQLException {
    assertThat(Dialect.isOrderedByServer(text, DialectTest::type)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE t SET n = n + 1 WHERE id = ?",
        "UPDATE t SET tags = tags + {'a'} WHERE id = ?",
        "UPDATE t SET steps = [1, 2] WHERE id = ?",
        "INSERT INTO t (id, name) VALUES (?, 'a + b')",
        "INSERT INTO t (id, n) VALUES (?, -1)",
      })
  void otherChangesDependOnTheirWriteTimeAlone(String text) throws SQLException {
    assertThat(Dialect.isOrderedByServer(text, DialectTest::type)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT 1 FROM t | SELECT (int)1 AS \"1\" FROM t",
        "SELECT 1 AS one, 'x' y, a FROM t | SELECT (int)1 AS one, (text)'x' AS y, a FROM t",
        "SELECT TRUE, 1.5 FROM t WHERE (a = 5) | SELECT (boolean)TRUE AS \"TRUE\", (double)1.5 AS \"1.5\" FROM t WHERE a = 5",
        "SELECT count(1), (int)1 FROM t | SELECT count(1), (int)1 FROM t",
        "SELECT * FROM \"ks\".\"t\" WHERE \"ks\".\"t\".\"id\" = ? | SELECT * FROM \"ks\".\"t\" WHERE \"id\" = ?",
        "SELECT ks.t.a, u.f FROM ks.t WHERE t.b = 1.5 ORDER BY t.c | SELECT a, u.f FROM ks.t WHERE b = 1.5 ORDER BY c",
        "SELECT t.f, a.t.c FROM t WHERE ks.t.b = 's.t.x' | SELECT t.f, a.t.c FROM t WHERE b = 's.t.x'",
        "SELECT ks.f(a) FROM ks.t WHERE other.t.b = 1 | SELECT ks.f(a) FROM ks.t WHERE other.t.b = 1",
      })
  void literalsGetTypesAndColumnsLoseTheirTable(String text, String sent) throws SQLException {
    Rewritten rewritten = rewrite(text);
    assertThat(rewritten.cql().text()).isEqualTo(sent);
    assertThat(rewritten.empty()).isFalse();
  }
}
