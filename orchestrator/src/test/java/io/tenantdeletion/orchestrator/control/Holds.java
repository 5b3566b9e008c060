package io.tenantdeletion.orchestrator.control;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.api.Api;
import java.util.Map;
import java.util.UUID;

/** Legal holds as tests set them. */
public final class Holds {

    static final String PATH = "/api/v1/legal-holds";
    static final UUID KEEPER = UUID.randomUUID();

    private Holds() {}

    public static Response set(UUID subject) {
        return set(subject, Map.of("reason", "evidence", "reference", "case 7"));
    }

    static Response set(UUID subject, Object body) {
        return Api.as(Tokens.legal(KEEPER))
                .contentType(ContentType.JSON)
                .body(body)
                .put(PATH + "/" + subject);
    }

    public static Response lift(UUID subject) {
        return Api.as(Tokens.legal(KEEPER)).delete(PATH + "/" + subject);
    }
}
