package io.tenantdeletion.orchestrator.ledger;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.Verification;
import io.tenantdeletion.orchestrator.participant.Capability;
import io.tenantdeletion.orchestrator.participant.Participant;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Asks services now and then, whichever replica comes first, what they hold of some who have been erased. Rows are a
 * finding and stay where they are: a person decides on a replay. Who does not answer is asked with the next sample.
 */
@ApplicationScoped
class LedgerVerification {

    private static final Logger LOG = Logger.getLogger(LedgerVerification.class);

    private final ErasureLedger ledger;
    private final ErasureFindings findings;
    private final FindingMetrics metrics;
    private final Subjects subjects;
    private final ParticipantRegistry participants;
    private final LedgerConfig config;

    LedgerVerification(
            ErasureLedger ledger,
            ErasureFindings findings,
            FindingMetrics metrics,
            Subjects subjects,
            ParticipantRegistry participants,
            LedgerConfig config) {
        this.ledger = ledger;
        this.findings = findings;
        this.metrics = metrics;
        this.subjects = subjects;
        this.participants = participants;
        this.config = config;
    }

    /** Verifies a sample where one is due. */
    @Scheduled(every = "${deletion.jobs.count-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> verify() {
        return config.verifyEvery().isZero()
                ? Uni.createFrom().voidItem()
                : quietly(ledger.sample(config.verifyEvery(), config.sample())
                        .onItem()
                        .transformToMulti(sample -> Multi.createFrom().iterable(sample))
                        .onItem()
                        .transformToUniAndConcatenate(this::verify)
                        .collect()
                        .last());
    }

    /** Counts what is open, for the metrics. */
    @Scheduled(every = "${deletion.jobs.count-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> count() {
        return quietly(findings.countOpen().invoke(metrics::areOpen));
    }

    private Uni<Void> verify(Erasure erased) {
        if (erased.subject().kind() == SubjectKind.USER) {
            return everywhere(erased);
        }
        return subjects.knows(erased).chain(known -> {
            if (known.failure() != null) {
                LOG.infof(
                        "orchestrator.ledger.not_verified subject=%s reason=\"%s\"", erased.subject(), known.failure());
                return Uni.createFrom().voidItem();
            }
            // Its rows are its own.
            return known.answer()
                    ? report(DeletionStep.TENANT, erased, FindingCode.LIVING_TENANT, Map.of())
                    : everywhere(erased);
        });
    }

    private Uni<Void> everywhere(Erasure erased) {
        List<Uni<Void>> all = participants.all().stream()
                .filter(one -> one.can(Capability.VERIFY))
                .filter(one -> erased.subject().kind() == SubjectKind.TENANT || one.holdsUserData())
                .map(one -> one.verify(erased.subject(), erased.job()).chain(found -> judge(one, erased, found)))
                .toList();
        return all.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(all).andFailFast().replaceWithVoid();
    }

    private Uni<Void> judge(Participant service, Erasure erased, Outcome<Verification> found) {
        if (found.failure() != null) {
            LOG.infof(
                    "orchestrator.ledger.not_verified service=%s subject=%s reason=\"%s\"",
                    service.name(), erased.subject(), found.failure());
            return Uni.createFrom().voidItem();
        }
        return found.answer().residual().isEmpty()
                ? Uni.createFrom().voidItem()
                : report(
                        service.name(),
                        erased,
                        FindingCode.RESIDUAL_ROWS,
                        found.answer().residual());
    }

    private Uni<Void> report(String service, Erasure erased, FindingCode code, Map<String, Long> rows) {
        return findings.report(new NewFinding(service, erased, code, rows, null), AuditContext.ofTheOrchestrator(null))
                .replaceWithVoid();
    }

    private static Uni<Void> quietly(Uni<?> work) {
        return work.onFailure()
                .invoke(failure -> LOG.warnf("The ledger could not be verified: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
