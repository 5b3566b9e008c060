package io.tenantdeletion.orchestrator.api;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import java.util.UUID;

/** Every kind of caller by name. */
public final class Callers {

    private Callers() {}

    /** A request of this caller; owner, admin and member are the tenant's. */
    public static RequestSpecification as(String caller, FakeTenant tenant) {
        return switch (caller) {
            case "nobody" -> RestAssured.given();
            case "expired" -> Api.as(Tokens.expired());
            case "forged" -> Api.as(Tokens.forged());
            case "wrong audience" -> Api.as(Tokens.wrongAudience());
            case "wrong issuer" -> Api.as(Tokens.wrongIssuer());
            case "service" -> Api.service();
            case "platform admin" -> Api.as(Tokens.platformAdmin());
            case "owner" -> Api.as(Tokens.user(tenant.owner()));
            case "admin" -> Api.as(Tokens.user(tenant.admin()));
            case "member" -> Api.as(Tokens.user(tenant.member()));
            case "stranger" -> Api.as(Tokens.user(UUID.randomUUID()));
            case "self-promoted" -> Api.as(Tokens.selfPromoted(UUID.randomUUID()));
            default -> throw new IllegalArgumentException(caller);
        };
    }
}
