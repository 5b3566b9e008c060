package io.tenantdeletion.moderation.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.tenantdeletion.commons.audit.RefusalTrail;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.delivery.EventOutbox;
import io.tenantdeletion.moderation.pipeline.Outcome.Status;
import io.tenantdeletion.moderation.submission.Requester;
import io.tenantdeletion.moderation.submission.Submission;
import io.tenantdeletion.moderation.submission.SubmissionStatus;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Tells what happens to submissions: in the log, the metrics, the audit log, and to whoever submitted. */
@ApplicationScoped
class ModerationEvents {

    /** The type of the event that tells a person what became of their submission. */
    static final String DECIDED = "submission.decided";

    private static final Logger LOG = Logger.getLogger(ModerationEvents.class);

    private final EventOutbox outbox;
    private final RefusalTrail audit;
    private final MeterRegistry metrics;
    private final String application;

    ModerationEvents(
            EventOutbox outbox,
            RefusalTrail audit,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "unnamed") String application) {
        this.outbox = outbox;
        this.audit = audit;
        this.metrics = metrics;
        this.application = application;
    }

    /** Writes down, in the transaction that decides, what the submitter is told; nothing where they are nobody. */
    Uni<Void> tell(SqlConnection connection, Submission submission, SubmissionStatus status) {
        if (submission.submittedBy() == null) {
            return Uni.createFrom().voidItem();
        }
        JsonObject data = new JsonObject()
                .put("submission_id", submission.submissionId().toString())
                .put("user_id", submission.submittedBy().toString())
                .put("type", submission.type().word())
                .put("status", status.word())
                .put("entity_type", submission.entityType())
                .put("entity_id", submission.entityId().toString());
        Instant now = Instant.now();
        UUID id = Event.id(DECIDED + "." + status.word(), submission.submissionId());
        return outbox.append(
                connection, List.of(new Event(id, DECIDED, application, submission.submittedBy(), now, data)));
    }

    /** Somebody wants something; where a moderator does, it may have happened already. */
    void submitted(Outcome outcome, Requester requester) {
        Facts facts = new Facts(
                outcome.submission(),
                outcome.draft().type().word(),
                outcome.draft().kind().name(),
                outcome.draft().entityId());
        record("submitted", facts, requester.user(), requester.origin().address());
        if (outcome.status() != Status.PENDING) {
            count(facts, "direct");
            record("bypassed", facts, requester.user(), requester.origin().address());
        }
        if (outcome.status() == Status.APPLIED) {
            record("applied", facts, requester.user(), requester.origin().address());
        }
    }

    /** Somebody has decided. */
    void decided(Submission submission, SubmissionStatus status, Requester by) {
        Facts facts = facts(submission);
        count(facts, status.word());
        record(status.word(), facts, by.user(), by.origin().address());
        if (status == SubmissionStatus.APPROVED && !submission.isForLater()) {
            record("applied", facts, by.user(), by.origin().address());
        }
    }

    /** A scheduled deletion has happened. */
    void due(Submission submission) {
        record("applied", facts(submission), null, null);
    }

    private static Facts facts(Submission submission) {
        return new Facts(
                submission.submissionId(), submission.type().word(), submission.entityType(), submission.entityId());
    }

    private record Facts(UUID submission, String type, String entityType, UUID entity) {}

    private void count(Facts facts, String decision) {
        metrics.counter("moderation.decisions", "entity_type", facts.entityType(), "decision", decision)
                .increment();
    }

    private void record(String what, Facts facts, UUID actor, String address) {
        LOG.infof(
                "moderation.%s %s %s %s submission=%s",
                what, facts.type(), facts.entityType(), facts.entity(), facts.submission());
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("submission_id", facts.submission());
        detail.put("type", facts.type());
        detail.put("entity_type", facts.entityType());
        detail.put("entity_id", facts.entity());
        audit.record(new AuditEvent(
                UUID.randomUUID(),
                Instant.now(),
                actor == null ? "service:" + application : actor.toString(),
                address,
                "submission." + what,
                null,
                null,
                AuditEvent.DONE,
                null,
                detail));
    }
}
