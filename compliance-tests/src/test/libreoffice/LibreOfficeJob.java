import com.sun.star.beans.PropertyValue;
import com.sun.star.beans.XPropertySet;
import com.sun.star.bridge.XUnoUrlResolver;
import com.sun.star.comp.helper.Bootstrap;
import com.sun.star.container.XNameAccess;
import com.sun.star.frame.XDesktop;
import com.sun.star.lang.XMultiComponentFactory;
import com.sun.star.lang.XMultiServiceFactory;
import com.sun.star.lang.XSingleServiceFactory;
import com.sun.star.sdb.XSingleSelectQueryComposer;
import com.sun.star.sdbc.ResultSetConcurrency;
import com.sun.star.sdbc.XConnection;
import com.sun.star.sdbc.XDataSource;
import com.sun.star.sdbc.XDatabaseMetaData;
import com.sun.star.sdbc.XParameters;
import com.sun.star.sdbc.XPreparedStatement;
import com.sun.star.sdbc.XResultSet;
import com.sun.star.sdbc.XRow;
import com.sun.star.sdbc.XRowSet;
import com.sun.star.sdbc.XStatement;
import com.sun.star.sdbcx.XColumnsSupplier;
import com.sun.star.sdbcx.XTablesSupplier;
import com.sun.star.uno.UnoRuntime;
import com.sun.star.uno.XComponentContext;
import java.util.Arrays;

/**
 * What LibreOfficeIT runs with LibreOffice's Java API: it opens a data source in a running office as
 * Base does and prints a line {@code found name=value} for each thing that it found.
 */
public final class LibreOfficeJob {
  private final XComponentContext context;
  private final XMultiComponentFactory services;
  private final String keyspace;

  private LibreOfficeJob(XComponentContext context, String keyspace) {
    this.context = context;
    this.services = context.getServiceManager();
    this.keyspace = keyspace;
  }

  /** Takes the office's port, the driver's URL and jar, the keyspace, an id, and a file to write. */
  public static void main(String[] arguments) throws Exception {
    LibreOfficeJob job = new LibreOfficeJob(office(arguments[0]), arguments[3]);
    try {
      XConnection connection = job.connect(arguments[1], arguments[2]);
      job.metaData(connection);
      job.tableView(connection);
      job.queryDesign(connection);
      job.statements(connection, arguments[4], arguments[5]);
      connection.close();
      found("end", "reached");
    } finally {
      job.service(XDesktop.class, "com.sun.star.frame.Desktop").terminate();
    }
    System.exit(0);
  }

  private static XComponentContext office(String port) throws Exception {
    XComponentContext local = Bootstrap.createInitialComponentContext(null);
    XUnoUrlResolver resolver =
        UnoRuntime.queryInterface(
            XUnoUrlResolver.class,
            local
                .getServiceManager()
                .createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local));
    String url = "uno:socket,host=127.0.0.1,port=" + port + ";urp;StarOffice.ComponentContext";
    for (int i = 0; ; i++) {
      try {
        return UnoRuntime.queryInterface(XComponentContext.class, resolver.resolve(url));
      } catch (com.sun.star.connection.NoConnectException e) {
        if (i == 120) {
          throw e;
        }
        Thread.sleep(500);
      }
    }
  }

  private <T> T service(Class<T> type, String name) throws Exception {
    return UnoRuntime.queryInterface(type, services.createInstanceWithContext(name, context));
  }

  private XConnection connect(String url, String jar) throws Exception {
    XSingleServiceFactory factory =
        service(XSingleServiceFactory.class, "com.sun.star.sdb.DatabaseContext");
    Object source = factory.createInstance();
    XPropertySet properties = UnoRuntime.queryInterface(XPropertySet.class, source);
    PropertyValue driver = new PropertyValue();
    driver.Name = "JavaDriverClass";
    driver.Value = "io.cassport.jdbc.CassportDriver";
    PropertyValue path = new PropertyValue();
    path.Name = "JavaDriverClassPath";
    path.Value = jar;
    properties.setPropertyValue("URL", url);
    properties.setPropertyValue("Info", new PropertyValue[] {driver, path});
    return UnoRuntime.queryInterface(XDataSource.class, source).getConnection("", "");
  }

  private void metaData(XConnection connection) throws Exception {
    XDatabaseMetaData data = connection.getMetaData();
    found("product", data.getDatabaseProductName());
    found("quote", data.getIdentifierQuoteString());
    found("types", rows(data.getTypeInfo()) > 10);
    found("schemas", rows(data.getSchemas()) > 1);
    found("keys", rows(data.getPrimaryKeys(null, keyspace, "people")));
    found("identifier", rows(data.getBestRowIdentifier(null, keyspace, "people", 0, false)) >= 0);
  }

  private static int rows(XResultSet result) throws Exception {
    int count = 0;
    while (result.next()) {
      count++;
    }
    return count;
  }

  /** What opening a table in Base does. */
  private void tableView(XConnection connection) throws Exception {
    XNameAccess tables =
        UnoRuntime.queryInterface(XTablesSupplier.class, connection).getTables();
    found(
        "tables",
        Arrays.stream(tables.getElementNames()).filter(n -> n.startsWith(keyspace + ".")).toList());
    XColumnsSupplier table =
        UnoRuntime.queryInterface(
            XColumnsSupplier.class, tables.getByName(keyspace + ".people"));
    found("columns", table.getColumns().getElementNames().length);
    found("rows", open("numbers", ResultSetConcurrency.READ_ONLY, connection));
    try {
      // Base fetches each row that can be edited once more by its key.
      found("editable", open("numbers", ResultSetConcurrency.UPDATABLE, connection));
    } catch (com.sun.star.sdbc.SQLException e) {
      found("editable", e.getMessage());
    }
  }

  private int open(String table, int concurrency, XConnection connection) throws Exception {
    Object rowSet = services.createInstanceWithContext("com.sun.star.sdb.RowSet", context);
    XPropertySet properties = UnoRuntime.queryInterface(XPropertySet.class, rowSet);
    properties.setPropertyValue("ActiveConnection", connection);
    properties.setPropertyValue("CommandType", com.sun.star.sdb.CommandType.TABLE);
    properties.setPropertyValue("Command", keyspace + "." + table);
    properties.setPropertyValue("ResultSetConcurrency", concurrency);
    UnoRuntime.queryInterface(XRowSet.class, rowSet).execute();
    return rows(UnoRuntime.queryInterface(XResultSet.class, rowSet));
  }

  /** What the query design does: it learns a query's columns from WHERE ( 0 = 1 ). */
  private void queryDesign(XConnection connection) throws Exception {
    Object composer =
        UnoRuntime.queryInterface(XMultiServiceFactory.class, connection)
            .createInstance("com.sun.star.sdb.SingleSelectQueryComposer");
    UnoRuntime.queryInterface(XSingleSelectQueryComposer.class, composer)
        .setQuery("SELECT \"name\", \"age\" FROM \"" + keyspace + "\".\"people\"");
    XColumnsSupplier columns = UnoRuntime.queryInterface(XColumnsSupplier.class, composer);
    found("query", Arrays.asList(columns.getColumns().getElementNames()));
  }

  private void statements(XConnection connection, String id, String file) throws Exception {
    XStatement statement = connection.createStatement();
    XResultSet result =
        statement.executeQuery(
            // Quoted, because the office writes a uuid anew, with spaces around its hyphens.
            "SELECT id, name, age, born, tags, money FROM people WHERE id = '" + id + "'");
    result.next();
    XRow row = UnoRuntime.queryInterface(XRow.class, result);
    for (int i = 1; i <= 6; i++) {
      found("cell" + i, row.getString(i));
    }
    XResultSet copied = statement.executeQuery("COPY numbers TO '" + file + "'");
    copied.next();
    found("copied", UnoRuntime.queryInterface(XRow.class, copied).getLong(3));
    XPreparedStatement prepared =
        connection.prepareStatement("SELECT v FROM numbers WHERE id = ?");
    UnoRuntime.queryInterface(XParameters.class, prepared).setInt(1, 7);
    XResultSet found = prepared.executeQuery();
    found.next();
    found("prepared", UnoRuntime.queryInterface(XRow.class, found).getString(1));
  }

  private static void found(String name, Object value) {
    System.out.println("found " + name + "=" + value);
  }
}
