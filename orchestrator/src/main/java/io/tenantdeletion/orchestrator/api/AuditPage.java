package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.orchestrator.audit.AuditLine;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Audit lines, the last written first.
 *
 * @param items the lines of this page
 * @param page its number, from 1
 * @param pageSize how many lines a page has at most
 * @param total how many lines there are on all pages
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "AuditPage")
public record AuditPage(List<AuditLine> items, int page, int pageSize, long total) {}
