package io.tenantdeletion.embedded;

import java.util.List;
import java.util.UUID;

/** What the imported demonstration realm holds; the same facts as in {@code bakery-ia-realm.json}. */
public final class BakeryRealm {

    private BakeryRealm() {}

    /** The realm. */
    public static final String NAME = "bakery-ia";

    /** The audience every token of the realm carries. */
    public static final String AUDIENCE = "tenant-deletion";

    /** The confidential client of the services; its account has the role {@code service}. */
    public static final String SERVICE_CLIENT_ID = "deletion-service";

    /** The secret of that client, good for demonstrations only. */
    public static final String SERVICE_CLIENT_SECRET = "deletion-service-secret";

    /** The confidential client of the orchestrator for accounts; may view and delete users, and nothing else. */
    public static final String IDENTITY_CLIENT_ID = "account-deletion";

    /** The secret of that client, good for demonstrations only. */
    public static final String IDENTITY_CLIENT_SECRET = "account-deletion-secret";

    /** The confidential client of the console, where people log in with a browser. */
    public static final String CONSOLE_CLIENT_ID = "console";

    /** The secret of that client, good for demonstrations only. */
    public static final String CONSOLE_CLIENT_SECRET = "console-secret-for-demonstrations-only";

    /** The public client of people. */
    public static final String PUBLIC_CLIENT_ID = "deletion-console";

    /** The public client of people at the command line; the login is for devices. */
    public static final String CLI_CLIENT_ID = "tenant-deletion-cli";

    /** Owns the demonstration tenants; no role in the realm. */
    public static final DemoUser OWNER = user("owner", 1);

    /** Platform administrator: has the realm's role {@code admin}. */
    public static final DemoUser ADMIN = user("admin", 2);

    /** A member of tenants; no role in the realm. */
    public static final DemoUser MANAGER = user("manager", 3);

    /** For tenants with a plain member; no role in the realm. */
    public static final DemoUser BAKER = user("baker", 4);

    /** For a demonstration of a user's deletion: this one goes; no role in the realm. */
    public static final DemoUser LEAVER = user("leaver", 5);

    /** For a demonstration of a user's deletion: gets what the other one leaves behind; no role in the realm. */
    public static final DemoUser SUCCESSOR = user("successor", 6);

    /** Another platform administrator: what one asks for, the other approves. */
    public static final DemoUser SECOND_ADMIN = user("second-admin", 7);

    /** Decides on changes of the shared catalogue: has the realm's role {@code moderator}. */
    public static final DemoUser MODERATOR = user("moderator", 9);

    /** Keeps legal holds: has the realm's role {@code legal}. */
    public static final DemoUser LEGAL = user("legal", 8);

    /** All people of the realm. */
    public static final List<DemoUser> USERS =
            List.of(OWNER, ADMIN, MANAGER, BAKER, LEAVER, SUCCESSOR, SECOND_ADMIN, MODERATOR, LEGAL);

    private static DemoUser user(String name, int number) {
        return new DemoUser(UUID.fromString("0f3b7c52-6d0e-4b8a-9a51-1c2d3e4f5a0" + number), name, name + "-demo");
    }

    /** A person who can log in; {@code id} is the {@code sub} of the tokens. */
    public record DemoUser(UUID id, String username, String password) {}
}
