package io.tenantdeletion.orchestrator.console;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A tenant that is to be made.
 *
 * @param name what it is called
 */
@RegisterForReflection
record NewTenant(String name) {}
