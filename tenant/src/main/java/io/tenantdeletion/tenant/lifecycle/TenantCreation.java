package io.tenantdeletion.tenant.lifecycle;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.tenant.audit.AuditTrail;
import io.tenantdeletion.tenant.membership.Memberships;
import io.tenantdeletion.tenant.registry.Tenant;
import io.tenantdeletion.tenant.registry.TenantChanges;
import io.tenantdeletion.tenant.registry.TenantView;
import io.tenantdeletion.tenant.registry.Tenants;
import io.tenantdeletion.tenant.requester.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes tenants. */
@ApplicationScoped
class TenantCreation {

    private static final ProblemType KEY_REUSED =
            new ProblemType("idempotency-key-reused", 422, "The idempotency key belongs to another request");

    private final TenantChanges changes;
    private final Tenants tenants;
    private final Memberships memberships;
    private final AuditTrail audit;

    TenantCreation(TenantChanges changes, Tenants tenants, Memberships memberships, AuditTrail audit) {
        this.changes = changes;
        this.tenants = tenants;
        this.memberships = memberships;
        this.audit = audit;
    }

    /**
     * A new tenant and its owner; with a key, the one that an earlier request of this owner with the same key has made.
     *
     * @return fails with 409 {@code user-erased} where that account was deleted, with 422 where the key was used with
     *     another name
     */
    Uni<TenantView> create(String name, UserId owner, Optional<String> key, Requester by) {
        String digest = key.map(text -> digest(owner, text)).orElse(null);
        return Uni.createFrom()
                .deferred(() -> changes.inTransaction(() -> made(digest, name)
                        .chain(known -> known != null
                                ? Uni.createFrom().item(known)
                                : make(tenant(name, owner, digest), owner, by))
                        .map(TenantView::of)))
                .onFailure(TenantChanges::isThereAlready)
                .retry()
                .atMost(1);
    }

    private Uni<Tenant> made(String digest, String name) {
        return digest == null
                ? Uni.createFrom().nullItem()
                : tenants.findByCreationKey(digest).invoke(known -> {
                    if (known != null && !known.name.equals(name)) {
                        throw new ProblemException(KEY_REUSED, "Another tenant was made with this Idempotency-Key.");
                    }
                });
    }

    private Uni<Tenant> make(Tenant tenant, UserId owner, Requester by) {
        return tenants.persistAndFlush(tenant)
                .chain(() -> memberships.addOwner(new TenantId(tenant.id), owner, tenant.createdAt))
                .call(() -> audit.done(by, "tenant.created", tenant.id, Map.of("user_id", owner.value())))
                .replaceWith(tenant);
    }

    /** Neither the key nor who sent it is kept. */
    private static String digest(UserId owner, String key) {
        try {
            byte[] text = (owner + " " + key).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Tenant tenant(String name, UserId owner, String creationKey) {
        Tenant tenant = new Tenant();
        tenant.creationKey = creationKey;
        tenant.id = UUID.randomUUID();
        tenant.name = name;
        tenant.ownerId = owner.value();
        tenant.status = Tenant.ACTIVE;
        tenant.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        tenant.updatedAt = tenant.createdAt;
        return tenant;
    }
}
