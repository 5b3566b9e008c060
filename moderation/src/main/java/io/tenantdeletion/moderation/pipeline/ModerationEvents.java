package io.tenantdeletion.moderation.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.delivery.EventOutbox;
import io.tenantdeletion.commons.delivery.EventTypes;
import io.tenantdeletion.moderation.entity.Json;
import io.tenantdeletion.moderation.pipeline.SubmissionEvent.About;
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
    private final Json json;
    private final MeterRegistry metrics;
    private final String application;

    ModerationEvents(
            EventOutbox outbox,
            Json json,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "unnamed") String application) {
        this.outbox = outbox;
        this.json = json;
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

    /** Writes the lines of the audit log about it down, in the transaction in which it happens. */
    Uni<Void> audit(SqlConnection connection, SubmissionEvent event) {
        return outbox.append(
                connection, event.what().stream().map(what -> line(what, event)).toList());
    }

    /** Says in log and metrics what has been committed. */
    void happened(SubmissionEvent event) {
        About about = event.about();
        if (event.decision() != null) {
            metrics.counter("moderation.decisions", "entity_type", about.entityType(), "decision", event.decision())
                    .increment();
        }
        event.what()
                .forEach(what -> LOG.infof(
                        "moderation.%s %s %s %s submission=%s",
                        what, about.type(), about.entityType(), about.entity(), about.submission()));
    }

    /** About whoever did it, so that it goes with them. */
    private Event line(String what, SubmissionEvent event) {
        About about = event.about();
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("submission_id", about.submission());
        detail.put("type", about.type());
        detail.put("entity_type", about.entityType());
        detail.put("entity_id", about.entity());
        UUID id = UUID.randomUUID();
        Instant now = Instant.now();
        AuditEvent line = new AuditEvent(
                id,
                now,
                event.actor() == null ? "service:" + application : event.actor().toString(),
                event.address(),
                "submission." + what,
                null,
                null,
                AuditEvent.DONE,
                null,
                detail);
        UUID subject = event.actor() == null ? about.submission() : event.actor();
        return new Event(id, EventTypes.AUDIT_LINE, application, subject, now, new JsonObject(json.write(line)));
    }
}
