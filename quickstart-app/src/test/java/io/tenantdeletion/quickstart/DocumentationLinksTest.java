package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A link in what is written leads to something that is there. */
class DocumentationLinksTest {

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> broken = Documentation.pages().stream()
                .flatMap(page -> Documentation.links(page).stream()
                        .filter(link -> !leadsSomewhere(page, link))
                        .map(link -> Documentation.ROOT.relativize(page) + " -> " + link))
                .toList();

        assertThat(broken).isEmpty();
    }

    @Test
    void everyPageIsLinkedTo() {
        List<Path> linked = Documentation.pages().stream()
                .flatMap(page -> Documentation.links(page).stream().map(link -> target(page, link)))
                .flatMap(DocumentationLinksTest::withPagesOfFolder)
                .toList();

        assertThat(Documentation.pages())
                .filteredOn(page -> !page.endsWith("README.md") && !page.endsWith("src-docs/index.md"))
                .allSatisfy(page -> assertThat(linked).contains(page));
    }

    private static Stream<Path> withPagesOfFolder(Path target) {
        return Files.isDirectory(target)
                ? Documentation.pages().stream().filter(page -> page.getParent().equals(target))
                : Stream.of(target);
    }

    private static boolean leadsSomewhere(Path page, String link) {
        Path target = target(page, link);
        String anchor = link.contains("#") ? link.substring(link.indexOf('#') + 1) : "";
        return Files.exists(target)
                && (anchor.isEmpty() || Documentation.anchors(target).contains(anchor));
    }

    private static Path target(Path page, String link) {
        String file = link.replaceFirst("#.*", "");
        return file.isEmpty() ? page : page.resolveSibling(file).normalize();
    }
}
