package io.tenantdeletion.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantdeletion.cli.FakeIssuer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The conformance test against a service in another language that keeps the contract, and ones that do not. */
class CheckEndpointsTest {

    private static final String CONSENT = "--yes-delete-this-tenant";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private FakeIssuer issuer;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        issuer = new FakeIssuer();
        environment.put("TENANT_DELETION_TOKEN", issuer.token("service"));
        environment.put("TENANT_DELETION_USER_TOKEN", issuer.token("admin"));
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void passesWhatKeepsTheContract() throws IOException {
        try (PythonService service = PythonService.correct(issuer)) {
            int status = run(service, CONSENT);

            assertThat(out.toString()).contains(" 0 failed, 2 skipped").doesNotContain("fail ");
            assertThat(status).isZero();
            assertThat(out.toString().lines())
                    .anyMatch(line -> line.matches("pass +tenant purge +goes on where it stopped.*"))
                    .anyMatch(line -> line.matches("pass +user purge +repeated, removes nothing.*"))
                    .anyMatch(line -> line.matches("pass +tenant others +the purge left others' rows.*"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "liar, tenant purge, repeated, it says that it removed",
        "liar, tenant verification, finds nothing left, there are",
        "others, tenant others, a purge of somebody unknown left others', there were",
        "forever, tenant purge, of somebody unknown removes nothing, not complete",
        "shapes, tenant purge, removes everything, deleted_counts is not an object",
        "errors, tenant purge, removes everything, success contradicts",
        "total, tenant preview, counts rows per table, total_records",
        "blind, tenant verification, sees rows that are not deleted yet, nothing is left",
        "nothing, tenant preview, counts rows per table, tenant_id is",
        "open, tenant purge, is refused without a token, instead of 401",
        "tenants-own, tenant preview, takes UUIDs only, status 200"
    })
    void findsWhatDoesNot(String mistake, String area, String check, String detail) throws IOException {
        try (PythonService service = PythonService.with(mistake, issuer)) {
            int status = ofTenant(service, CONSENT, "--json");

            assertThat(status).isEqualTo(1);
            assertThat(failures())
                    .anySatisfy(line ->
                            assertThat(line).startsWith(area).contains(check).contains(detail));
        }
    }

    @Test
    void callsNothingWithoutConsent() throws IOException {
        try (PythonService service = PythonService.correct(issuer)) {
            assertThat(run(service)).isEqualTo(2);
            assertThat(err.toString()).contains("DELETES all data of tenant", CONSENT);

            assertThat(run(service, CONSENT)).as("everything is still there").isZero();
        }
    }

    @Test
    void saysWhatIsNotOffered() throws IOException {
        environment.remove("TENANT_DELETION_USER_TOKEN");
        try (PythonService service = PythonService.correct(issuer)) {
            int status = execute(service.url(), "--service", "python", "--tenant", service.id("tenant"), CONSENT);

            assertThat(status).isZero();
            assertThat(out.toString().lines())
                    .anyMatch(line -> line.startsWith("skip  tenant fence"))
                    .anyMatch(line -> line.startsWith("skip  tenant verification"))
                    .anyMatch(line -> line.startsWith("skip  tenant others"))
                    .anyMatch(line -> line.contains("no TENANT_DELETION_USER_TOKEN"));
        }
    }

    @Test
    void failsWhereNobodyIs() {
        int status = execute(
                "http://localhost:1",
                "--service",
                "python",
                "--tenant",
                "7c0c8a52-4a3f-4d0e-9f57-0a4d3e0f6f11",
                CONSENT);

        assertThat(status).isEqualTo(1);
        assertThat(out.toString()).contains("fail  tenant service", "cannot be reached", "0 passed, 1 failed");
    }

    private int run(PythonService service, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--user-data=python", "--user=" + service.id("user"), "--other-user=" + service.id("other_user")));
        arguments.addAll(List.of(more));
        return ofTenant(service, arguments.toArray(String[]::new));
    }

    private int ofTenant(PythonService service, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                service.url(),
                "--service=python",
                "--tenant=" + service.id("tenant"),
                "--other-tenant=" + service.id("other_tenant"),
                "--capabilities=preview,purge,fence,verify"));
        arguments.addAll(List.of(more));
        return execute(arguments.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        CommandLine command = CheckEndpoints.command(environment);
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    private List<String> failures() throws IOException {
        List<String> failures = new ArrayList<>();
        for (JsonNode line : new ObjectMapper().readTree(out.toString()).path("checks")) {
            if (line.path("result").asText().equals("fail")) {
                failures.add(
                        line.path("area").asText() + " " + line.path("check").asText() + ": "
                                + line.path("detail").asText());
            }
        }
        return failures;
    }
}
