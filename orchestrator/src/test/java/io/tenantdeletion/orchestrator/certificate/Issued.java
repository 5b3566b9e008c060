package io.tenantdeletion.orchestrator.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.api.Api;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;

/** Certificates as tests get them. */
final class Issued {

    static final String PATH = "/api/v1/certificates";
    static final String KEYS = PATH + "/keys";

    private Issued() {}

    /** What the certificate of a job says, once there is one; the same as stands in what is signed. */
    static JsonPath certificate(String job) {
        Api.awaitStatus(job, "completed");
        endRestoreWindow(job);
        Awaitility.await().until(() -> get(job, "application/json").statusCode() == 200);
        Response signed = get(job, "application/jose");
        assertThat(signed.contentType()).startsWith("application/jose");
        JsonPath says = get(job, "application/json").jsonPath();
        assertThat(JsonPath.from(payload(signed.asString())).getMap("$")).isEqualTo(says.getMap("$"));
        return says;
    }

    static void endRestoreWindow(String job) {
        TestDatabase.execute(
                "update orchestrator.deletion_jobs set restore_until = created_at where job_id = '" + job + "'");
    }

    static Response get(String job, String type) {
        return Api.service().accept(type).get(Api.JOBS + "/" + job + "/certificate");
    }

    static String payload(String jws) {
        return new String(java.util.Base64.getUrlDecoder().decode(jws.split("\\.")[1]));
    }

    /** All there are, in the order of the list. */
    static List<String> all() {
        List<String> all = new ArrayList<>();
        List<String> page = List.of();
        for (int number = 1; number == 1 || !page.isEmpty(); number++) {
            page = Api.as(Tokens.platformAdmin())
                    .get(PATH + "?page_size=100&page=" + number)
                    .jsonPath()
                    .getList("items.certificate");
            all.addAll(page);
        }
        return Collections.unmodifiableList(all);
    }
}
