package io.tenantdeletion.commons.verify;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.mapping.EntityModel;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import io.tenantdeletion.commons.prepare.CatalogCache;
import io.tenantdeletion.commons.prepare.StatementTimeouts;
import io.tenantdeletion.commons.prepare.SubjectSession;
import io.tenantdeletion.commons.service.DeletionConfig;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Proves that nothing is left of a subject in one service, or says what is: by the database catalog as it is now, and
 * not by the plan that deleted.
 *
 * <p>Rows of tables without a column for the subject are found by the keys of their removed parents. Those keys are
 * forgotten as soon as nothing was found. A verification after that proves the same for all other tables, and for these
 * that none refers to a row that names the subject; a row that lost its parent since would not be found, and cannot
 * come to be one while foreign keys are checked.
 */
@ApplicationScoped
public class Verifier {

    private final OpenTransactions transactions;
    private final EntityModel entities;
    private final DeletionConfig config;
    private final SubjectSession sessions;
    private final CatalogCache catalogs;
    private final StatementTimeouts timeouts;
    private final DatabaseIdentity identity = new DatabaseIdentity();
    private final Clock clock = Clock.systemUTC();

    Verifier(
            OpenTransactions transactions,
            EntityModel entities,
            SubjectSession sessions,
            CatalogCache catalogs,
            DeletionConfig config) {
        this.transactions = transactions;
        this.entities = entities;
        this.config = config;
        this.sessions = sessions;
        this.catalogs = catalogs;
        this.timeouts = new StatementTimeouts(
                config.purge().lockTimeout(), config.purge().callTimeout());
    }

    /**
     * Counts, unless somebody may still write. Without a fence it counts as well, and proves what is true at that
     * moment only.
     *
     * @return fails with a 503 problem where counting takes too long
     */
    public Uni<Verification> verify(TenantDataDeletionService service, Subject subject) {
        return transactions
                .before(service, subject)
                .flatMap(open -> open.isEmpty()
                        ? count(service, subject)
                        : Uni.createFrom().item(Verification.waiting(open, clock.instant())));
    }

    private Uni<Verification> count(TenantDataDeletionService service, Subject subject) {
        return catalogs.now()
                .map(catalog -> new SubjectTables(catalog.schemas(service.schemas()), ownership(service, subject)))
                .flatMap(tables -> sessions.inTurn(
                        "verify " + service.pathName() + " " + subject.id(),
                        timeouts,
                        session -> new ResidualCount(session, tables, service, subject)
                                .run()
                                .call(() -> identity.ask(session))))
                .map(found -> new Verification(
                        List.of(),
                        found.residual(),
                        found.touchedOthers(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        identity.known()));
    }

    private OwnershipMap ownership(TenantDataDeletionService service, Subject subject) {
        return entities.ownerships(service.schemas(), subject.kind(), config.column(subject.kind()));
    }
}
