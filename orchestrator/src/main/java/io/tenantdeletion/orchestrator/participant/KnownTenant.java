package io.tenantdeletion.orchestrator.participant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** What the orchestrator needs to know about a tenant. */
@JsonIgnoreProperties(ignoreUnknown = true)
record KnownTenant(String name) {}
