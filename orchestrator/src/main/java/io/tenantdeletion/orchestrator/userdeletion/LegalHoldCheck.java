package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantOwnership;
import io.tenantdeletion.orchestrator.control.LegalHolds;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.Obstacle;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whether a user's deletion would take a tenant along that is under legal hold: then it does not begin. */
@ApplicationScoped
class LegalHoldCheck {

    private static final int PAGE = 200;

    private final OwnedTenants tenants;
    private final LegalHolds holds;

    LegalHoldCheck(OwnedTenants tenants, LegalHolds holds) {
        this.tenants = tenants;
        this.holds = holds;
    }

    /**
     * Looks, and has the job wait for the holds it finds; an obstacle where it cannot be told which tenants go along.
     */
    Uni<Optional<Obstacle>> check(DeletionJob job) {
        return holds.count().chain(standing -> standing == 0 ? Uni.createFrom().item(Optional.empty()) : look(job));
    }

    private Uni<Optional<Obstacle>> look(DeletionJob job) {
        List<UUID> going = new ArrayList<>();
        return tenants.walk(
                        job.user(),
                        PAGE,
                        page -> page.stream()
                                .filter(tenant -> tenant.newOwnerId() == null)
                                .map(TenantOwnership::tenantId)
                                .forEach(tenant -> going.add(tenant.value())))
                .chain(failure -> failure.isPresent()
                        ? Uni.createFrom().item(failure.map(LegalHoldCheck::unknown))
                        // Where one is held, the job is not let begin.
                        : holds.among(going)
                                .chain(held -> holds.await(job.id(), held))
                                .replaceWith(Optional.empty()));
    }

    private static Obstacle unknown(Failure why) {
        return why.kind().isUnavailable()
                ? Obstacle.unavailable("it cannot be told which tenants go along: " + why)
                : Obstacle.refused("it cannot be told which tenants go along: " + why);
    }
}
