package io.tenantdeletion.orchestrator.fake;

import java.util.UUID;

/** A tenant and the people around it. */
public record FakeTenant(UUID id, String name, UUID owner, UUID admin, UUID member) {

    /** Whom participants are asked about to see whether they know their names. */
    public static FakeTenant nobody() {
        UUID id = new UUID(0, 0);
        return new FakeTenant(id, "Nobody", id, id, id);
    }

    static FakeTenant of(UUID id) {
        return new FakeTenant(id, "Bakery " + id, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    }

    String json() {
        return """
                {"tenant_id": "%s", "name": "%s", "owner_id": "%s", "status": "active",
                 "created_at": "2026-01-01T00:00:00Z"}""".formatted(id, name, owner);
    }

    String adminsJson() {
        return """
                [{"user_id": "%s", "role": "owner"}, {"user_id": "%s", "role": "admin"}]""".formatted(owner, admin);
    }
}
