package io.tenantdeletion.embedded;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BakeryRealmTest {

    @Test
    void theImportedRealmHoldsWhatTheConstantsSay() throws IOException {
        String realm;
        try (InputStream content = BakeryRealm.class.getResourceAsStream("bakery-ia-realm.json")) {
            realm = new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<String> constants = List.of(
                BakeryRealm.NAME,
                BakeryRealm.AUDIENCE,
                BakeryRealm.SERVICE_CLIENT_ID,
                BakeryRealm.SERVICE_CLIENT_SECRET,
                BakeryRealm.IDENTITY_CLIENT_ID,
                BakeryRealm.IDENTITY_CLIENT_SECRET,
                BakeryRealm.CONSOLE_CLIENT_ID,
                BakeryRealm.CONSOLE_CLIENT_SECRET,
                BakeryRealm.PUBLIC_CLIENT_ID,
                BakeryRealm.CLI_CLIENT_ID);
        constants.forEach(constant -> assertHolds(realm, constant));
        BakeryRealm.USERS.forEach(user -> {
            assertHolds(realm, user.id().toString());
            assertHolds(realm, user.username());
            assertHolds(realm, user.password());
        });
    }

    private static void assertHolds(String realm, String value) {
        assertTrue(realm.contains('"' + value + '"'), () -> value + " is not in the realm file");
    }
}
