package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;

/** A command in what is written is one that there is, with options that it has. Nothing is run. */
class DocumentationCommandsTest {

    private static final Map<String, String> CLASSES = Map.of(
            "./quickstart", "io.tenantdeletion.quickstart.Main",
            "./tenant-deletion", "io.tenantdeletion.cli.Main",
            "./check-endpoints", "io.tenantdeletion.cli.check.CheckEndpoints",
            "./new-service", "io.tenantdeletion.cli.generate.NewService");

    // Not on this module's class path, which it uses: its options are read off its source.
    private static final Path BENCHMARKS = Path.of("benchmarks/src/main/java/io/tenantdeletion/benchmarks/Main.java");

    private static final Pattern COMMAND = Pattern.compile("(?<![\\w./])(\\.?[\\w./-]*/[\\w-]+)((?: +[^\\s|;&)#]+)*)");
    private static final Pattern MAVEN = Pattern.compile("\\./mvnw ([^\n#;|&]*)");

    @Test
    void everyOptionAndSubcommandExists() {
        CLASSES.forEach((script, type) -> {
            CommandSpec command = spec(type);
            commands(script)
                    .forEach(words -> assertThat(unknown(command, words))
                            .as(script + " " + words)
                            .isEmpty());
        });
    }

    @Test
    void everyOptionOfTheBenchmarksExists() {
        String source = Documentation.read(Documentation.ROOT.resolve(BENCHMARKS));

        assertThat(commands("./benchmarks/run"))
                .flatExtracting(words -> words)
                .filteredOn(word -> word.startsWith("--") && !word.equals("--help"))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(source).contains("names = \"" + option + "\""));
    }

    @Test
    void everyScriptCanBeRun() {
        assertThat(code())
                .flatExtracting(text -> COMMAND.matcher(text)
                        .results()
                        .map(match -> match.group(1))
                        .toList())
                .filteredOn(script -> script.startsWith("./") || script.startsWith("deploy/check"))
                .filteredOn(script -> !script.startsWith("./mvnw"))
                .isNotEmpty()
                .allSatisfy(
                        script -> assertThat(Documentation.ROOT.resolve(script)).isExecutable());
    }

    @Test
    void everyModuleProfileAndTestOfTheBuildExists() throws IOException {
        Set<String> tests;
        try (Stream<Path> files = Files.find(
                Documentation.ROOT, 12, (file, attributes) -> file.toString().contains("/src/test/java/"))) {
            tests = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
        String build = Stream.of("pom.xml", "quickstart-app/pom.xml", "orchestrator/pom.xml")
                .map(file -> Documentation.read(Documentation.ROOT.resolve(file)))
                .collect(Collectors.joining());

        for (String text : code()) {
            for (MatchResult match : MAVEN.matcher(text).results().toList()) {
                String arguments = match.group(1);
                values(arguments, "-pl ")
                        .forEach(module -> assertThat(Documentation.ROOT.resolve(module))
                                .as(arguments)
                                .isDirectory());
                values(arguments, "-P")
                        .forEach(profile -> assertThat(build).as(arguments).contains("<id>" + profile + "</id>"));
                values(arguments, "-Dtest=")
                        .filter(test -> !test.contains("*"))
                        .forEach(test -> assertThat(tests).as(arguments).contains(test + ".java"));
            }
        }
    }

    private static Stream<String> values(String arguments, String option) {
        return Pattern.compile("(?:^| )'?" + option + "([\\w,*-]+)")
                .matcher(arguments)
                .results()
                .flatMap(match -> Stream.of(match.group(1).split(",")));
    }

    /** The words behind a script's name, wherever it is named. */
    private static List<List<String>> commands(String script) {
        return code().stream()
                .flatMap(text -> COMMAND.matcher(text).results())
                .filter(match -> match.group(1).equals(script))
                .map(match -> List.of(match.group(2).strip().split(" +")))
                .toList();
    }

    private static List<String> code() {
        return Documentation.pages().stream()
                .flatMap(page -> Documentation.code(page).stream())
                .toList();
    }

    private static List<String> unknown(CommandSpec command, List<String> words) {
        CommandSpec current = command;
        for (String word : words) {
            if (current.subcommands().containsKey(word)) {
                current = current.subcommands().get(word).getCommandSpec();
            } else if (word.startsWith("--") && !current.optionsMap().containsKey(word.replaceFirst("=.*", ""))
                    || isSubcommand(current, word)) {
                return List.of(word);
            }
        }
        return List.of();
    }

    private static boolean isSubcommand(CommandSpec current, String word) {
        return !current.subcommands().isEmpty()
                && current.positionalParameters().isEmpty()
                && word.matches("[a-z]+(-[a-z]+)*");
    }

    private static CommandSpec spec(String type) {
        try {
            return CommandSpec.forAnnotatedObject(Class.forName(type), new AnyConstructor());
        } catch (ClassNotFoundException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Makes commands that are never run, from nothing. */
    private static final class AnyConstructor implements IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type.isInterface()) {
                return CommandLine.defaultFactory().create(type);
            }
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return type.cast(constructor.newInstance(Stream.of(constructor.getParameterTypes())
                    .map(each -> Array.get(Array.newInstance(each, 1), 0))
                    .toArray()));
        }
    }
}
