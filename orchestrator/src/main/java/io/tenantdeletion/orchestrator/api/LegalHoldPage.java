package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.orchestrator.control.LegalHold;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Legal holds, newest first.
 *
 * @param items the holds of this page
 * @param page its number, from 1
 * @param pageSize how many a page has at most
 * @param total how many there are on all pages
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "LegalHoldPage")
public record LegalHoldPage(List<LegalHold> items, int page, int pageSize, long total) {}
