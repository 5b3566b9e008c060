package io.tenantdeletion.tenant.jobs;

import io.tenantdeletion.commons.delivery.EventApi;
import io.tenantdeletion.commons.delivery.OrchestratorSink;
import io.tenantdeletion.commons.delivery.Sink;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** This service's events go to the orchestrator, which tells everybody else. */
@Singleton
class EventForwarding {

    @Produces
    @Singleton
    Sink orchestrator(@RestClient EventApi orchestrator) {
        return new OrchestratorSink(orchestrator);
    }
}
