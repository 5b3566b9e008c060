package io.tenantdeletion.commons.listen;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.security.FreshToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Asks the orchestrator whether what a message says is so now. A message may be old, and whoever it is about restored;
 * or it may come from somebody who may publish and not delete.
 */
@ApplicationScoped
class ErasureCheck {

    private static final Set<String> TAKEN_BACK = Set.of("restored", "cancelled", "rolled_back");
    private static final int NOT_FOUND = 404;

    private final OrchestratorApi orchestrator;

    ErasureCheck(@RestClient OrchestratorApi orchestrator) {
        this.orchestrator = orchestrator;
    }

    /**
     * Whether the subject is to be erased here.
     *
     * @return fails with a {@link NotYetException} while the job goes on, with a {@link PoisonMessageException} where
     *     it is about somebody else, and otherwise where the orchestrator did not answer
     */
    Uni<Boolean> isErased(ErasedSubject message) {
        if (message.job().isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return FreshToken.after401(() -> orchestrator.job(message.job().get()))
                .map(job -> isErased(message, job))
                .onFailure(ErasureCheck::isUnknown)
                .recoverWithItem(false);
    }

    private static boolean isErased(ErasedSubject message, JobState job) {
        UUID whose = message.subject().kind() == SubjectKind.TENANT ? job.tenantId() : job.userId();
        if (!message.subject().id().equals(whose)) {
            throw new PoisonMessageException("another_subjects_job");
        }
        if (TAKEN_BACK.contains(job.status())) {
            return false;
        }
        if (!"completed".equals(job.status())) {
            throw new NotYetException("job_not_completed");
        }
        if (Boolean.TRUE.equals(job.legalHold())) {
            throw new NotYetException("legal_hold");
        }
        return true;
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof WebApplicationException answer
                && answer.getResponse().getStatus() == NOT_FOUND;
    }
}
