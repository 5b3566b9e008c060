package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.BakeryRealm;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** What the orchestrators of a platform are given and nobody else. */
final class OrchestratorSecrets {

    private static final int KEY_BYTES = 32;

    private OrchestratorSecrets() {}

    /**
     * The clients that delete accounts and let people log in, and keys of this platform's own, which are gone with it.
     */
    static Map<String, String> generate() {
        Map<String, String> secrets = new TreeMap<>();
        secrets.put("IDENTITY_CLIENT_ID", BakeryRealm.IDENTITY_CLIENT_ID);
        secrets.put("IDENTITY_CLIENT_SECRET", BakeryRealm.IDENTITY_CLIENT_SECRET);
        secrets.put("CONSOLE_CLIENT_ID", BakeryRealm.CONSOLE_CLIENT_ID);
        secrets.put("CONSOLE_CLIENT_SECRET", BakeryRealm.CONSOLE_CLIENT_SECRET);
        secrets.put("DELETION_RESTORE_ENABLED", "true");
        secrets.put(
                "DELETION_RESTORE_MASTER_KEY",
                Base64.getEncoder().encodeToString(new SecureRandom().generateSeed(KEY_BYTES)));
        secrets.put("DELETION_CERTIFICATE_KEYS_0__KID", "quickstart");
        secrets.put("DELETION_CERTIFICATE_KEYS_0__PRIVATE_KEY", SigningKey.generate());
        return secrets;
    }
}
