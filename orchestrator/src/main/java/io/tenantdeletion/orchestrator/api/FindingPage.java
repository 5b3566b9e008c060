package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.orchestrator.ledger.ErasureFinding;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Findings, newest first.
 *
 * @param items the findings of this page
 * @param page its number, from 1
 * @param pageSize how many a page has at most
 * @param total how many there are on all pages
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "FindingPage")
public record FindingPage(List<ErasureFinding> items, int page, int pageSize, long total) {}
