package io.tenantdeletion.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is written for readers: README.md, its like, and everything in src-docs. */
final class Documentation {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCED = Pattern.compile("^ *```.*?^ *```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern INLINE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^()\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+)$", Pattern.MULTILINE);

    private Documentation() {}

    static List<Path> pages() {
        try (Stream<Path> files = Files.walk(ROOT.resolve("src-docs"))) {
            List<Path> pages = new ArrayList<>(Stream.of("README.md", "CONTRIBUTING.md", "benchmarks/README.md")
                    .map(ROOT::resolve)
                    .toList());
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            return pages;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where a page links to, but for addresses of the web. */
    static List<String> links(Path page) {
        String text = FENCED.matcher(read(page)).replaceAll("");
        return found(LINK, text).filter(link -> !link.matches("[a-z]+:.*")).toList();
    }

    /** The anchors of a page's headings, as GitHub makes them, and the site does. */
    static List<String> anchors(Path page) {
        return found(HEADING, FENCED.matcher(read(page)).replaceAll(""))
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                        .strip()
                        .replaceAll("\\s", "-"))
                .toList();
    }

    /** Code blocks, and what stands in backticks; a command that goes over several lines is in one. */
    static List<String> code(Path page) {
        String text = read(page).replaceAll("\\\\\n\\s*", " ");
        List<String> code = new ArrayList<>();
        FENCED.matcher(text).results().map(MatchResult::group).forEach(code::add);
        found(INLINE, FENCED.matcher(text).replaceAll(""))
                .map(inline -> inline.replaceAll("\\s+", " "))
                .forEach(code::add);
        return code;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }
}
