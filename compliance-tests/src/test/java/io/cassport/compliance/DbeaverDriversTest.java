package io.cassport.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What docs/dbeaver says is true of the driver. */
class DbeaverDriversTest {
  private static final Path DOCS = Path.of("..", "docs");

  private static Document drivers() throws Exception {
    Path file = DOCS.resolve("dbeaver").resolve("drivers.xml");
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  private static List<Element> elements(String name) throws Exception {
    NodeList nodes = drivers().getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static Driver driver() throws Exception {
    String name = elements("driver").get(0).getAttribute("class");
    return Class.forName(name).asSubclass(Driver.class).getConstructor().newInstance();
  }

  @Test
  void theFileNamesTheDriverAndUrlsThatItAccepts() throws Exception {
    Element driver = elements("driver").get(0);
    assertThat(driver.getAttribute("port")).isEqualTo("9042");
    String template = driver.getAttribute("url");
    String url =
        template
            .replace("{host}", "localhost")
            .replace("[:{port}]", ":9042")
            .replace("[/{database}]", "/shop");
    assertThat(driver().acceptsURL(url)).isTrue();
    assertThat(driver().getPropertyInfo(template, new Properties())).isNotEmpty();
    assertThat(elements("library").get(0).getAttribute("path")).endsWith("-all.jar");
  }

  @Test
  void itsPropertiesAreTheDriversAndSoAreTheirValues() throws Exception {
    DriverPropertyInfo[] known = driver().getPropertyInfo("", new Properties());
    for (Element property : elements("property")) {
      assertThat(known)
          .filteredOn(info -> info.name.equals(property.getAttribute("name")))
          .singleElement()
          .satisfies(info -> assertThat(info.choices).contains(property.getAttribute("value")));
    }
  }

  @Test
  void thePageNamesOnlyPropertiesThatThereAre() throws Exception {
    String page = Files.readString(DOCS.resolve("dbeaver.md"));
    List<String> known =
        Arrays.stream(driver().getPropertyInfo("", new Properties()))
            .map(info -> info.name)
            .toList();
    for (String name :
        List.of(
            "contactPoints",
            "localDatacenter",
            "uuidType",
            "complexType",
            "listType",
            "fetchSize",
            "requestTimeout")) {
      assertThat(page).contains("`" + name + "`");
      assertThat(known).contains(name);
    }
  }

  @Test
  void d23_thePageSaysWhichStatementsDbeaverCutsAndHowToRunThem() throws Exception {
    assertThat(Files.readString(DOCS.resolve("dbeaver.md")))
        .contains("BEGIN BATCH", "$$", "{'a': 1}", "selection");
  }
}
