package io.tenantdeletion.orchestrator.saga;

import java.util.List;

/**
 * Steps that run in parallel, after all of the phase before have completed.
 *
 * @param name its name in the store and on the wire
 * @param services whose steps it has now; those that took part earlier are added, in a phase that asks all of them also
 *     those of the phases that delete
 * @param call what one step does
 */
public record Phase(String name, List<String> services, PhaseStep call) {}
