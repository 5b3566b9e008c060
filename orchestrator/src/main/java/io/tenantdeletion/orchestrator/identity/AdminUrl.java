package io.tenantdeletion.orchestrator.identity;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a realm's Admin REST API is. */
final class AdminUrl {

    private static final Pattern ISSUER = Pattern.compile("(https?://.+)/realms/([^/?#]+)/?");

    private AdminUrl() {}

    /**
     * The configured address, else the one that belongs to the issuer.
     *
     * @return empty where the issuer is not a Keycloak's
     * @throws IllegalStateException where the configured address is none
     */
    static Optional<URI> of(Optional<URI> configured, String issuer) {
        return configured.map(AdminUrl::checked).or(() -> fromIssuer(issuer));
    }

    private static Optional<URI> fromIssuer(String issuer) {
        Matcher parts = ISSUER.matcher(issuer);
        return parts.matches()
                ? Optional.of(URI.create(parts.group(1) + "/admin/realms/" + parts.group(2)))
                : Optional.empty();
    }

    private static URI checked(URI url) {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        boolean bare = url.getRawQuery() == null && url.getRawFragment() == null && url.getRawUserInfo() == null;
        if (!http || url.getHost() == null || !bare) {
            throw new IllegalStateException("The configuration is wrong: deletion.identity.admin-url must be an"
                    + " absolute http or https address without user, query and fragment");
        }
        return url;
    }
}
