package io.tenantdeletion.orchestrator.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many findings were resolved.
 *
 * @param resolved that were open
 */
@Schema(name = "ResolvedFindings")
public record ResolvedFindings(int resolved) {}
