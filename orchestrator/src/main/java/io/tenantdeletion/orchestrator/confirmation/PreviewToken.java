package io.tenantdeletion.orchestrator.confirmation;

import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.orchestrator.job.Expectation;
import java.time.Instant;
import java.util.UUID;

/**
 * What a preview token says.
 *
 * @param id unique; a token confirms one job
 * @param subject whose preview it was
 * @param expires when it ends to be of use
 * @param seen counts and plan versions
 */
record PreviewToken(UUID id, Subject subject, Instant expires, Expectation seen) {}
