package io.tenantdeletion.commons.test;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Bearer tokens of every kind of caller, really signed; and the ones that must be refused. */
public final class Tokens {

    /** System property that holds the issuer's address; set by {@link PlatformTestResource}. */
    static final String ISSUER = "test.platform.issuer";

    private static final String AUDIENCE = "tenant-deletion";
    private static final UUID SERVICE = UUID.nameUUIDFromBytes("service".getBytes());
    private static final long LIFESPAN_SECONDS = 600;

    /** Signing is slow, so callers who come again within this time have the same token. */
    private static final long REUSED_SECONDS = 60;

    private static final Map<String, Signed> SIGNED = new ConcurrentHashMap<>();

    private record Signed(String token, Instant at) {}

    private Tokens() {}

    /** A client-credentials token of one of our services. */
    public static String service() {
        return token(SERVICE, "service");
    }

    /** What the issuer gives a service: another token each time. */
    static String issued() {
        return sign(claims(SERVICE, "service"), key());
    }

    /** A platform admin's token; its subject is always the same. */
    public static String platformAdmin() {
        return platformAdmin(UUID.nameUUIDFromBytes("platform-admin".getBytes()));
    }

    /** The token of the platform admin with the given id. */
    public static String platformAdmin(UUID subject) {
        return token(subject, "admin");
    }

    /** The token of the moderator with the given id. */
    public static String moderator(UUID subject) {
        return token(subject, "moderator");
    }

    /** The token of the keeper of legal holds with the given id. */
    public static String legal(UUID subject) {
        return token(subject, "legal");
    }

    /** A user's token, without any role. */
    public static String user(UUID subject) {
        return token(subject);
    }

    /** A user's token that expires in so many seconds. */
    public static String expiring(UUID subject, long seconds) {
        return sign(claims(subject).expiresAt(Instant.now().plusSeconds(seconds)), key());
    }

    /** A service's token that has expired an hour ago. */
    public static String expired() {
        Instant past = Instant.now().minusSeconds(3600);
        return sign(
                claims(UUID.randomUUID(), "service")
                        .issuedAt(past.minusSeconds(60))
                        .expiresAt(past),
                key());
    }

    /** A service's token signed by somebody else's key. */
    public static String forged() {
        return sign(
                claims(UUID.randomUUID(), "service"), SigningKey.ofAStranger().privateKey());
    }

    /** A service's token that is meant for another audience. */
    public static String wrongAudience() {
        return sign(claims(UUID.randomUUID(), "service").audience("somebody-else"), key());
    }

    /** A service's token that claims to come from another issuer. */
    public static String wrongIssuer() {
        return sign(claims(UUID.randomUUID(), "service").issuer("http://localhost/realms/other"), key());
    }

    /** A user's token that claims roles for itself where no issuer would put them. */
    public static String selfPromoted(UUID subject) {
        return sign(claims(subject).claim("roles", List.of("service", "admin")), key());
    }

    /** Tokens that name our roles everywhere but among the realm's roles. */
    public static List<String> promotedElsewhere() {
        List<String> roles = List.of("service", "admin");
        return Stream.of(
                        Map.of("groups", roles),
                        Map.of("roles", roles),
                        Map.of("scope", "service admin"),
                        Map.of("realm_access/roles", roles),
                        Map.of("resource_access", Map.of(AUDIENCE, Map.of("roles", roles))))
                .map(claims -> {
                    JwtClaimsBuilder token = claims(UUID.randomUUID());
                    claims.forEach(token::claim);
                    return sign(token, key());
                })
                .toList();
    }

    /** A token that names a key nobody knows. */
    public static String ofUnknownKey() {
        return claims(UUID.randomUUID(), "service")
                .jws()
                .keyId(UUID.randomUUID().toString())
                .sign(key());
    }

    /** A user's token whose subject is not a UUID. */
    public static String named(String subject) {
        return sign(claims(UUID.randomUUID()).subject(subject), key());
    }

    private static String token(UUID subject, String... roles) {
        String who = String.join(
                " ",
                System.getProperty(ISSUER),
                SigningKey.ofThisJvm().id(),
                subject.toString(),
                String.join(" ", roles));
        return SIGNED.compute(
                        who,
                        (same, before) -> before != null
                                        && before.at().isAfter(Instant.now().minusSeconds(REUSED_SECONDS))
                                ? before
                                : new Signed(sign(claims(subject, roles), key()), Instant.now()))
                .token();
    }

    private static JwtClaimsBuilder claims(UUID subject, String... roles) {
        Instant now = Instant.now();
        return Jwt.claims(Map.of("realm_access", Map.of("roles", List.of(roles))))
                .issuer(System.getProperty(ISSUER))
                .subject(subject.toString())
                .audience(AUDIENCE)
                .issuedAt(now.minusSeconds(1))
                .expiresAt(now.plusSeconds(LIFESPAN_SECONDS));
    }

    private static PrivateKey key() {
        return SigningKey.ofThisJvm().privateKey();
    }

    private static String sign(JwtClaimsBuilder claims, PrivateKey key) {
        return claims.jws().keyId(SigningKey.ofThisJvm().id()).sign(key);
    }
}
