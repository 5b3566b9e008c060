package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** What goes into the applications may go there. */
class LicencesTest {

    private static final Path ALLOWED = QuickstartProcess.CHECKOUT.resolve("quickstart-app/licences.txt");

    private static Path repository;

    @BeforeAll
    static void findRepository() throws URISyntaxException {
        QuickstartProcess.assumePackaged();
        // …/org/assertj/assertj-core/3/assertj-core-3.jar
        Path jar = Path.of(Assertions.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        repository = jar.resolve("../../../../..").normalize();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orchestrator", "tenant", "domain-services"})
    void everyLibraryHasALicenceThatIsAllowed(String application) throws Exception {
        // Given
        List<String> allowed = Files.readAllLines(ALLOWED);
        List<String> libraries = Files.readAllLines(QuickstartProcess.CHECKOUT
                .resolve(application)
                .resolve("target/quarkus-app/quarkus-app-dependencies.txt"));

        // When
        Map<String, List<String>> refused = new TreeMap<>();
        for (String library : libraries) {
            String[] parts = library.split(":");
            if (!parts[0].equals("io.tenantdeletion")) {
                List<String> licences = licences(parts[0], parts[1], parts[parts.length - 1]);
                if (licences.stream().noneMatch(allowed::contains)) {
                    refused.put(library, licences);
                }
            }
        }

        // Then
        assertThat(libraries).hasSizeGreaterThan(100);
        assertThat(refused)
                .as("libraries with no licence of %s: have somebody look at them before a line is added", ALLOWED)
                .isEmpty();
    }

    /** The pom's own, or else its parent's. */
    private static List<String> licences(String group, String artifact, String version)
            throws IOException, SAXException, ParserConfigurationException {
        Path pom = repository.resolve(
                group.replace('.', '/') + "/" + artifact + "/" + version + "/" + artifact + "-" + version + ".pom");
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getDocumentElement();
        List<String> names = children(project, "licenses").stream()
                .flatMap(all -> children(all, "license").stream())
                .map(licence -> text(licence, "name"))
                .toList();
        List<Element> parent = children(project, "parent");
        return names.isEmpty() && !parent.isEmpty()
                ? licences(
                        text(parent.get(0), "groupId"),
                        text(parent.get(0), "artifactId"),
                        text(parent.get(0), "version"))
                : names;
    }

    private static String text(Element of, String name) {
        return children(of, name).stream()
                .map(one -> one.getTextContent().strip())
                .findFirst()
                .orElse("");
    }

    private static List<Element> children(Element of, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
