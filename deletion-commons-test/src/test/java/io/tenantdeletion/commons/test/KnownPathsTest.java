package io.tenantdeletion.commons.test;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import groovy.lang.GroovySystem;
import groovy.lang.MetaClass;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that are not compiled anew say what REST Assured's do. */
class KnownPathsTest {

    private static final String JSON = """
            {"a": {"b": [{"c": 1, "d-e": "x"}, {"c": 2, "class": "y"}], "size": 7, "none": null}, "items": [[5], []]}""";

    private static final String OTHER = """
            {"a": {"b": [{"c": 3}]}}""";

    @BeforeAll
    static void use() {
        KnownPaths.use();
    }

    private final JsonPath paths = JsonPath.from(JSON);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.size | 7",
                "a.b.c | [1, 2]",
                "a.b[0].c | 1",
                "a.b[-1].c | 2",
                "a.b[1].class | y",
                "a.b[0].d-e | x",
                "a.b.size() | 2",
                "a.b.find { it.c == 2 }.class | y",
                "a.b*.c | [1, 2]",
                "items[0][0] | 5",
                "items[1] | []",
                "a.none | null",
                "a.nobody | null",
                "a.b[5] | null",
                "a.b.nobody | [null, null]",
            })
    void aPathSaysWhatIsThere(String path, String value) {
        assertThat(String.valueOf(paths.<Object>get(path))).isEqualTo(value);
        assertThat(String.valueOf(paths.<Object>get(path))).as("again").isEqualTo(value);
    }

    @Test
    void aListIsAskedFromItsBeginning() {
        assertThat(JsonPath.from("[{\"c\": 1}, {\"c\": 2}]").<Integer>get("[1].c"))
                .isEqualTo(2);
        assertThat(JsonPath.from("[{\"c\": 1}, {\"c\": 2}]").<List<Integer>>get("c"))
                .containsExactly(1, 2);
    }

    @Test
    void whatIsCompiledOnceIsAskedOfEachAnswer() {
        String path = "a.b.collect { it.c + 1 }";

        assertThat(paths.<List<Integer>>get(path)).containsExactly(2, 3);
        assertThat(JsonPath.from(OTHER).<List<Integer>>get(path)).containsExactly(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.size",
                "a.b.c",
                "a.b[0]",
                "a.b[-1].c",
                "a.b[5]",
                "a.b[-5]",
                "a.b.size()",
                "a.b.findAll { it.c > 1 }",
                "a.none.further",
                "a.none[0]",
                "a.size.length",
                "a.size[0]",
                "a.b.c.further",
                "a.b[0][0]",
                "nobody"
            })
    void asGroovyDoes(String path) {
        GroovyShell shell = new GroovyShell(new Binding(Map.of("root", paths.getMap("$"))));
        MetaClass ours = GroovySystem.getMetaClassRegistry().getMetaClass(GroovyShell.class);
        String text = "root." + path;

        // Called from Java, the shell compiles what it is given.
        assertThat(outcome(() -> ours.invokeMethod(shell, "evaluate", new Object[] {text})))
                .isEqualTo(outcome(() -> shell.evaluate(text)));
    }

    private static String outcome(Supplier<Object> call) {
        try {
            return String.valueOf(call.get());
        } catch (RuntimeException failure) {
            return failure.getMessage();
        }
    }
}
