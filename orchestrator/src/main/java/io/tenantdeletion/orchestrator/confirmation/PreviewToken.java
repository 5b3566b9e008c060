package io.tenantdeletion.orchestrator.confirmation;

import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.orchestrator.job.Expectation;
import java.time.Instant;
import java.util.UUID;

/**
 * What a preview token says.
 *
 * @param id unique; a token confirms one job
 * @param tenant whose preview it was
 * @param expires when it ends to be of use
 * @param seen counts and plan versions
 */
record PreviewToken(UUID id, TenantId tenant, Instant expires, Expectation seen) {}
