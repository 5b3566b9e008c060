package io.tenantdeletion.orchestrator.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * That a platform admin has a job go on without a service.
 *
 * @param by who said so
 * @param at when
 * @param reason why, in the words of whoever said so; null once that is forgotten
 */
public record LeftOut(
        String by,
        Instant at,
        @JsonInclude(JsonInclude.Include.NON_NULL) String reason) {}
