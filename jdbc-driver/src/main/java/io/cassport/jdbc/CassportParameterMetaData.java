package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.type.DataTypes;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;

/** What the markers of a prepared statement take; those of COPY and CAPTURE take text. */
final class CassportParameterMetaData implements ParameterMetaData {
  private final List<ResultColumn> markers;
  private final TypeOptions options;

  CassportParameterMetaData(List<ResultColumn> markers, TypeOptions options) {
    this.markers = markers;
    this.options = options;
  }

  private ResultColumn marker(int parameter) throws SQLException {
    if (parameter < 1 || parameter > markers.size()) {
      throw Errors.data(
          "there is no parameter " + parameter + "; the statement has " + markers.size(), "07009");
    }
    ResultColumn marker = markers.get(parameter - 1);
    return marker.type() == null ? ResultColumn.of(marker.name(), DataTypes.TEXT) : marker;
  }

  private JdbcType type(int parameter) throws SQLException {
    return JdbcType.of(marker(parameter).type(), options);
  }

  @Override
  public int getParameterCount() {
    return markers.size();
  }

  @Override
  public int isNullable(int parameter) throws SQLException {
    marker(parameter);
    return parameterNullableUnknown;
  }

  @Override
  public boolean isSigned(int parameter) throws SQLException {
    return type(parameter).signed();
  }

  @Override
  public int getPrecision(int parameter) throws SQLException {
    return type(parameter).precision();
  }

  @Override
  public int getScale(int parameter) throws SQLException {
    return type(parameter).scale();
  }

  @Override
  public int getParameterType(int parameter) throws SQLException {
    return type(parameter).code();
  }

  @Override
  public String getParameterTypeName(int parameter) throws SQLException {
    return JdbcType.name(marker(parameter).type());
  }

  @Override
  public String getParameterClassName(int parameter) throws SQLException {
    return type(parameter).javaClass().getName();
  }

  @Override
  public int getParameterMode(int parameter) throws SQLException {
    marker(parameter);
    return parameterModeIn;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrappers.isWrapperFor(this, type);
  }
}
