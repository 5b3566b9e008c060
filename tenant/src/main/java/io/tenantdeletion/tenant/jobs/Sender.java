package io.tenantdeletion.tenant.jobs;

import io.tenantdeletion.tenant.requester.Requester;

/**
 * In whose name the orchestrator is called, as headers.
 *
 * @param onBehalfOf a user's id, or null
 * @param requestedFrom a network address, or null
 */
record Sender(String onBehalfOf, String requestedFrom) {

    static Sender of(Requester requester) {
        return new Sender(requester.user().map(Object::toString).orElse(null), requester.source());
    }
}
