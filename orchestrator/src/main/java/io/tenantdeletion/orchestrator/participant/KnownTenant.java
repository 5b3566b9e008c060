package io.tenantdeletion.orchestrator.participant;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What the orchestrator needs to know about a tenant. */
@RegisterForReflection // read by hand
record KnownTenant(String name) {}
