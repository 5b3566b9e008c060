package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.embedded.PostgresServer;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a script or a person must know to use the running platform. */
final class Facts {

    private Facts() {}

    static Map<String, String> of(Platform platform) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("ORCHESTRATOR_URL", platform.orchestrator().url());
        facts.put("TENANT_URL", platform.tenant().url());
        facts.put("DOMAIN_SERVICES_URL", platform.domainServices().url());
        facts.put("KEYCLOAK_URL", platform.keycloak().url());
        facts.put("REALM", BakeryRealm.NAME);
        facts.put("ISSUER", platform.keycloak().issuer());
        facts.put("SERVICE_CLIENT_ID", BakeryRealm.SERVICE_CLIENT_ID);
        facts.put("SERVICE_CLIENT_SECRET", BakeryRealm.SERVICE_CLIENT_SECRET);
        facts.put("IDENTITY_CLIENT_ID", BakeryRealm.IDENTITY_CLIENT_ID);
        facts.put("IDENTITY_CLIENT_SECRET", BakeryRealm.IDENTITY_CLIENT_SECRET);
        facts.put("PUBLIC_CLIENT_ID", BakeryRealm.PUBLIC_CLIENT_ID);
        facts.put("OWNER_USER", BakeryRealm.OWNER.username());
        facts.put("OWNER_PASSWORD", BakeryRealm.OWNER.password());
        facts.put("ADMIN_USER", BakeryRealm.ADMIN.username());
        facts.put("ADMIN_PASSWORD", BakeryRealm.ADMIN.password());
        facts.put("SECOND_ADMIN_USER", BakeryRealm.SECOND_ADMIN.username());
        facts.put("SECOND_ADMIN_PASSWORD", BakeryRealm.SECOND_ADMIN.password());
        facts.put("LEAVER_USER", BakeryRealm.LEAVER.username());
        facts.put("LEAVER_PASSWORD", BakeryRealm.LEAVER.password());
        facts.put("LEAVER_ID", BakeryRealm.LEAVER.id().toString());
        facts.put("SUCCESSOR_USER", BakeryRealm.SUCCESSOR.username());
        facts.put("SUCCESSOR_PASSWORD", BakeryRealm.SUCCESSOR.password());
        facts.put("SMALL_TENANT_ID", DemoTenant.SMALL.id().toString());
        facts.put("MEDIUM_TENANT_ID", DemoTenant.MEDIUM.id().toString());
        facts.put("LARGE_TENANT_ID", DemoTenant.LARGE.id().toString());
        facts.put("LEAVING_TENANT_ID", DemoTenant.LEAVING.id().toString());
        facts.put("STAYING_TENANT_ID", DemoTenant.STAYING.id().toString());
        facts.put("RABBITMQ_URL", platform.broker());
        facts.putAll(database(platform.postgres()));
        facts.put(
                "PID_ORCHESTRATOR",
                Long.toString(platform.orchestrator().process().pid()));
        facts.put("PID_TENANT", Long.toString(platform.tenant().process().pid()));
        facts.put(
                "PID_DOMAIN_SERVICES",
                Long.toString(platform.domainServices().process().pid()));
        facts.put("PID_POSTGRES", Long.toString(platform.postgres().pid()));
        facts.put("PID_KEYCLOAK", Long.toString(platform.keycloak().pid()));
        return facts;
    }

    /** The superuser, for people, and beside it what an application is started with that is not to be one. */
    private static Map<String, String> database(PostgresServer postgres) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("PG_HOST", postgres.host());
        facts.put("PG_PORT", Integer.toString(postgres.port()));
        facts.put("PG_USER", postgres.user());
        facts.put("PG_PASSWORD", postgres.password());
        postgres.environment(Platform.DOMAIN_DATABASE).forEach((key, value) -> {
            if (key.startsWith("PG_PURGE_") || key.startsWith("PG_MIGRATION_")) {
                facts.put(key, value);
            }
        });
        facts.put("PG_DATABASE_DOMAIN", Platform.DOMAIN_DATABASE);
        facts.put("PG_DATABASE_TENANT", Platform.TENANT_DATABASE);
        facts.put("PG_DATABASE_ORCHESTRATOR", Platform.ORCHESTRATOR_DATABASE);
        return facts;
    }
}
