package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Jobs, newest first.
 *
 * @param items the jobs of this page
 * @param page its number, from 1
 * @param pageSize how many jobs a page has at most
 * @param total how many jobs there are on all pages
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "DeletionJobPage")
public record DeletionJobPage(List<DeletionJobStatus> items, int page, int pageSize, long total) {}
