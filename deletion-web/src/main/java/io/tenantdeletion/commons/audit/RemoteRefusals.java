package io.tenantdeletion.commons.audit;

import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.Startup;
import io.tenantdeletion.commons.security.FreshToken;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Sends refusals to the orchestrator, best effort: what waits is lost with the process, and while the orchestrator
 * cannot be reached only so many wait. An application that must not lose any brings a bean of its own instead.
 */
@Startup
@DefaultBean
@ApplicationScoped
class RemoteRefusals implements RefusalTrail {

    private final RefusalForwarder forwarder;

    RemoteRefusals(
            @RestClient AuditApi orchestrator,
            AuditTrailConfig config,
            Vertx vertx,
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "unnamed") String name) {
        forwarder = new RefusalForwarder(
                config,
                "service:" + name,
                batch -> FreshToken.after401(() -> orchestrator.append(new AuditEvents(batch))),
                vertx);
    }

    @Override
    public void record(AuditEvent refusal) {
        forwarder.add(refusal);
    }

    @PostConstruct
    void begin() {
        forwarder.start();
    }

    @PreDestroy
    void end() {
        forwarder.stop();
    }
}
