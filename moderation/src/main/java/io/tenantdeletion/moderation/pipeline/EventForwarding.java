package io.tenantdeletion.moderation.pipeline;

import io.tenantdeletion.commons.delivery.EventApi;
import io.tenantdeletion.commons.delivery.OrchestratorSink;
import io.tenantdeletion.commons.delivery.Sink;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** What is told of submissions goes to the orchestrator, which tells everybody else. */
@Singleton
class EventForwarding {

    @Produces
    @Singleton
    Sink orchestrator(@RestClient EventApi orchestrator) {
        return new OrchestratorSink(orchestrator);
    }
}
