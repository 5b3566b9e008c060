package io.tenantdeletion.orchestrator.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.Notifications;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody can tamper with certificates unseen. */
@QuarkusTest
@WithTestResource(Notifications.class)
class CertificateChainIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @TempDir
    Path directory;

    @Tag("long")
    @Test
    void opensslVerifiesItAndFindsAChangedByteAMissingOneAndASwappedPair() throws Exception {
        // Given
        for (int made = 0; made < 3; made++) {
            Issued.certificate(Api.run(platform.tenant()).path("job_id"));
        }
        List<String> all = Issued.all();
        List<String> last = all.subList(all.size() - 3, all.size());
        Verifier verifier = new Verifier(directory, RestAssured.get(Issued.KEYS).asString());

        // Then
        assertThat(verifier.verify(last).output()).contains("signed by now");
        assertThat(verifier.verify(last).status()).isZero();
        assertThat(verifier.verify(List.of(last.get(1))).status()).isZero();

        String[] parts = last.get(1).split("\\.");
        char middle = parts[1].charAt(parts[1].length() / 2);
        String changed = parts[0] + "." + parts[1].substring(0, parts[1].length() / 2) + (middle == 'A' ? 'B' : 'A')
                + parts[1].substring(parts[1].length() / 2 + 1) + "." + parts[2];
        assertThat(verifier.verify(List.of(changed)))
                .isEqualTo(new Verifier.Result(1, "3.jws: the signature is wrong\n"));
        assertThat(verifier.verify(List.of(last.get(0), last.get(2))).output()).contains("was to come");
        assertThat(verifier.verify(List.of(last.get(1), last.get(0), last.get(2)))
                        .status())
                .isEqualTo(1);
    }

    @Test
    @Tag("long")
    void numbersHaveNoGapsHoweverManyAreIssuedAtOnce() {
        List<String> jobs = IntStream.range(0, 12)
                .mapToObj(one -> Api.post(platform.tenant(), Api.service()).<String>path("job_id"))
                .toList();
        jobs.forEach(Issued::certificate);

        List<Long> numbers = Issued.all().stream()
                .map(one -> JsonPath.from(Issued.payload(one)).getLong("number"))
                .toList();
        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, numbers.size())
                        .mapToObj(Long::valueOf)
                        .toList());
        assertThat(Api.as(Tokens.platformAdmin()).get(Issued.PATH).jsonPath().getLong("total"))
                .isEqualTo(numbers.size());
    }

    @Test
    void whatCannotBeIssuedIsIssuedLaterAndKeepsNobodyWaiting() {
        UUID nobody = UUID.randomUUID();
        TestDatabase.execute(
                "insert into orchestrator.certificates_due (job_id, since) values ('" + nobody + "', '2020-01-01')");

        Issued.certificate(Api.run(tenant).path("job_id"));

        assertThat(TestDatabase.query(
                        "select tried > 0 from orchestrator.certificates_due where job_id = '" + nobody + "'"))
                .containsExactly("t");
        TestDatabase.execute("delete from orchestrator.certificates_due where job_id = '" + nobody + "'");
    }

    @Test
    void nobodyChangesOne() {
        Issued.certificate(Api.run(tenant).path("job_id"));

        for (String change : List.of(
                "update orchestrator.certificates set jws = 'x'",
                "delete from orchestrator.certificates",
                "truncate orchestrator.certificates",
                "update orchestrator.certificate_head set number = number - 1",
                "delete from orchestrator.certificate_head")) {
            assertThatThrownBy(() -> TestDatabase.execute(change))
                    .as(change)
                    .hasStackTraceContaining("certificates are never changed");
        }
    }
}
