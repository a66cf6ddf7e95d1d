package io.cassport.compliance.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.datasource.pooled.PooledDataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** MyBatis with its own pool: mappers, nulls, labels in any case, batches. */
class MyBatisIT {
  private static SqlSessionFactory sessions;

  /** What the tests do. */
  @Mapper
  interface People {
    @Insert("INSERT INTO mybatis (id, name, age) VALUES (#{id}, #{name}, #{age})")
    int add(@Param("id") Object id, @Param("name") String name, @Param("age") Integer age);

    @Select("SELECT id AS \"ID\", name AS \"NAME\", age FROM mybatis WHERE id = #{id}")
    Map<String, Object> row(@Param("id") String id);

    @Select("SELECT id, name, age FROM mybatis WHERE id = #{id}")
    Person person(@Param("id") UUID id);

    @Select("SELECT id, v FROM numbers")
    List<Map<String, Object>> numbers();
  }

  /** Filled by its setters, which stand for labels of any case. */
  static final class Person {
    private String identity;
    private String name;
    private Integer age;

    public void setID(String id) {
      identity = id;
    }

    public void setName(String name) {
      this.name = name;
    }

    public void setAge(Integer age) {
      this.age = age;
    }
  }

  @BeforeAll
  static void configure() throws SQLException {
    PooledDataSource pool =
        new PooledDataSource("io.cassport.jdbc.CassportDriver", Database.url(), null, null);
    pool.setPoolPingEnabled(true);
    pool.setPoolPingQuery("SELECT key FROM system.local");
    Configuration configuration =
        new Configuration(new Environment("tests", new JdbcTransactionFactory(), pool));
    configuration.setMapUnderscoreToCamelCase(true);
    configuration.setDefaultStatementTimeout(30);
    configuration.setCallSettersOnNulls(true);
    configuration.addMapper(People.class);
    sessions = new SqlSessionFactoryBuilder().build(configuration);
    try (SqlSession session = sessions.openSession(true)) {
      Database.run(
          session.getConnection(),
          "CREATE TABLE IF NOT EXISTS mybatis (id uuid PRIMARY KEY, name text, age int)");
    }
  }

  @Test
  void y01_nullsGoInAndEveryLabelComesBack() {
    String id = UUID.randomUUID().toString();
    try (SqlSession session = sessions.openSession()) {
      People people = session.getMapper(People.class);
      assertThat(people.add(id, null, 6)).isEqualTo(1);
      session.commit();
    }
    try (SqlSession session = sessions.openSession()) {
      People people = session.getMapper(People.class);
      assertThat(people.row(id)).containsEntry("ID", id).containsEntry("age", 6);
      Person person = people.person(UUID.fromString(id));
      assertThat(person.identity).isEqualTo(id);
      assertThat(person.name).isNull();
      assertThat(person.age).isEqualTo(6);
      assertThat(people.numbers()).hasSize(Database.NUMBERS);
      session.rollback();
    }
  }

  @Test
  void y01_aBatchCountsItsStatements() {
    try (SqlSession session = sessions.openSession(ExecutorType.BATCH)) {
      People people = session.getMapper(People.class);
      people.add(UUID.randomUUID(), "one", null);
      people.add(UUID.randomUUID(), "two", 2);
      assertThat(session.flushStatements().get(0).getUpdateCounts()).containsExactly(1, 1);
      session.commit();
    }
  }
}
