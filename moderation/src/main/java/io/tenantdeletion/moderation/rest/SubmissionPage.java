package io.tenantdeletion.moderation.rest;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tenantdeletion.moderation.submission.Submission;
import java.util.List;

/** A part of a list of submissions. */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection
public record SubmissionPage(List<Submission> items, int page, int pageSize, long total) {}
