package io.tenantdeletion.orchestrator.report;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * A job's report as a page to print.
 *
 * @param report what it says
 */
@CheckedTemplate(basePath = "report", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record JobPage(JobReport report) implements TemplateInstance {}
