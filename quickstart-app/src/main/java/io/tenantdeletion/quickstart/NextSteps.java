package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.embedded.BakeryRealm.DemoUser;
import java.util.List;

/** What to try on the running platform; every command works when it is pasted into a shell. */
final class NextSteps {

    // A line end after each answer.
    private static final String CURL = "curl -s -w '\\n' ";

    private static final String DOCUMENTED = "/q/swagger-ui · /q/openapi · /q/health · /q/metrics";

    private final Platform platform;
    private final DemoTenant tenant;

    /** Suggestions around a tenant that is still there. */
    NextSteps(Platform platform, DemoTenant tenant) {
        this.platform = platform;
        this.tenant = tenant;
    }

    List<String> addresses() {
        return List.of(
                address("console", platform.orchestrator().url() + "/console", "log in as one of the users below"),
                address("orchestrator", platform.orchestrator().url(), DOCUMENTED),
                address("tenant", platform.tenant().url(), DOCUMENTED),
                address("domain-services", platform.domainServices().url(), DOCUMENTED),
                address("broker", platform.broker(), "AMQP 0-9-1, exchange tenant.events"),
                address("Keycloak", platform.keycloak().url(), "/realms/" + BakeryRealm.NAME + "/account"),
                address(
                        "PostgreSQL",
                        platform.postgres().host() + ":" + platform.postgres().port(),
                        "databases domain,"
                                + " tenant, orchestrator; user "
                                + platform.postgres().user() + ", password "
                                + platform.postgres().password()));
    }

    private static String address(String name, String where, String what) {
        return Text.padRight(name, 18) + Text.padRight(where, 32) + what;
    }

    List<String> users() {
        return List.of(
                user(BakeryRealm.OWNER, "owns Corner, Harbour and Metro"),
                user(BakeryRealm.ADMIN, "platform administrator"),
                user(BakeryRealm.SECOND_ADMIN, "platform administrator, to approve what the other asks for"),
                user(BakeryRealm.MODERATOR, "decides on changes of the shared catalogue"),
                user(BakeryRealm.LEGAL, "says whose data must not be deleted (legal holds)"),
                user(BakeryRealm.MANAGER, "plain member of each tenant"),
                user(BakeryRealm.BAKER, "plain member of each tenant"),
                user(BakeryRealm.SUCCESSOR, "owns or administers Twin Bakery"));
    }

    private static String user(DemoUser user, String what) {
        return Text.padRight(user.username(), 18) + Text.padRight("password " + user.password(), 24) + what;
    }

    List<String> commands() {
        String token = "-H \"Authorization: Bearer $TOKEN\"";
        String orchestrator = platform.orchestrator().url();
        return List.of(
                "# a token of the owner, good for 15 minutes",
                "TOKEN=$(curl -s " + platform.keycloak().tokenEndpoint() + " -d grant_type=password"
                        + " -d client_id=" + BakeryRealm.PUBLIC_CLIENT_ID
                        + " -d username=" + BakeryRealm.OWNER.username()
                        + " -d password=" + BakeryRealm.OWNER.password()
                        + " | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')",
                "",
                "# what the deletion of " + tenant.title() + " would remove",
                CURL + token + " " + orchestrator + "/api/v1/deletion-preview/tenant/" + tenant.id(),
                "",
                "# refused: whoever deletes a tenant confirms it by its name (428)",
                CURL + "-X DELETE " + token + " " + address(DemoTenant.SMALL),
                "",
                "# delete " + tenant.title() + " and wait for the result",
                CURL + "-X DELETE " + token + " -H \"Prefer: wait=60\" \"" + delete(tenant) + "\"",
                "",
                "# its deletion job",
                CURL + token + " " + orchestrator + "/api/v1/deletion-jobs/tenant/" + tenant.id() + "/latest",
                "",
                "# ask for the deletion of a park of the shared catalogue: it waits for a moderator",
                "PARK=$(curl -s " + token + " \"" + parks() + "?q=" + DemoCatalogue.PARK
                        + "\" | sed 's/.*\"id\":\"\\([^\"]*\\)\".*/\\1/'); "
                        + CURL + "-X DELETE " + token + " \"" + parks() + "/$PARK?reason=It+closed\"",
                "",
                "# what waits and what became of it: your own; the moderator sees all",
                CURL + token + " " + platform.domainServices().url() + "/api/v1/moderation/submissions",
                "",
                "# lose a part and bring it back: what waits for it goes on by itself",
                "kill " + platform.domainServices().process().pid() + "; ./quickstart restart domain-services");
    }

    private String parks() {
        return platform.domainServices().url() + "/api/v1/parks";
    }

    private String delete(DemoTenant whom) {
        return address(whom) + "?confirm=" + whom.titleInUrl();
    }

    private String address(DemoTenant whom) {
        return platform.tenant().url() + "/api/v1/tenants/" + whom.id();
    }
}
