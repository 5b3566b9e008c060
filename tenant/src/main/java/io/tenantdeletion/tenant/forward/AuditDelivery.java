package io.tenantdeletion.tenant.forward;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.tenantdeletion.tenant.audit.Delivery;
import io.tenantdeletion.tenant.jobs.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Sends events to the audit log. Where it refuses a batch, halves of it are sent, until the events are found that it
 * does not take: one event never holds up another.
 */
@ApplicationScoped
class AuditDelivery {

    private static final Logger LOG = Logger.getLogger(AuditDelivery.class);

    /** Answers 4xx that are not about the events: about our token, our address, or the moment. */
    private static final Set<Integer> TRY_AGAIN = Set.of(401, 403, 404, 405, 408, 429);

    private final AuditLog log;
    private final Counter setAside;

    AuditDelivery(AuditLog log, MeterRegistry metrics) {
        this.log = log;
        this.setAside = Counter.builder("audit.events.set.aside")
                .description("Events that the audit log refused for good, kept in this service's outbox")
                .register(metrics);
    }

    /** Sends them in their order; never fails. */
    Uni<Delivery> send(List<AuditEvent> events) {
        return log.append(events)
                .map(taken ->
                        new Delivery(events.stream().map(AuditEvent::eventId).toList(), Map.of(), null))
                .onFailure()
                .recoverWithUni(failure -> isFinal(failure)
                        ? refused(
                                events,
                                ((WebApplicationException) failure)
                                        .getResponse()
                                        .getStatus())
                        : Uni.createFrom().item(Delivery.none(failure)));
    }

    private static boolean isFinal(Throwable failure) {
        if (!(failure instanceof WebApplicationException answer)) {
            return false;
        }
        int status = answer.getResponse().getStatus();
        return status >= 400 && status < 500 && !TRY_AGAIN.contains(status);
    }

    private Uni<Delivery> refused(List<AuditEvent> events, int status) {
        if (events.size() == 1) {
            return Uni.createFrom().item(setAside(events.get(0), status));
        }
        int half = events.size() / 2;
        return send(events.subList(0, half))
                .flatMap(first -> first.isComplete()
                        ? send(events.subList(half, events.size())).map(first::plus)
                        : Uni.createFrom().item(first));
    }

    private Delivery setAside(AuditEvent event, int status) {
        setAside.increment();
        LOG.errorf(
                "The audit log refused event %s (%s) with status %d; it is set aside",
                event.eventId(), event.action(), status);
        return new Delivery(List.of(), Map.of(event.eventId(), status), null);
    }
}
