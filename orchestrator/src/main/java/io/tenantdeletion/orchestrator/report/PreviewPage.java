package io.tenantdeletion.orchestrator.report;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.tenantdeletion.orchestrator.preview.PlatformPreview;
import java.time.Instant;

/**
 * A preview as a page to print.
 *
 * @param preview what it says
 * @param at when it was counted
 */
@CheckedTemplate(basePath = "report", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record PreviewPage(PlatformPreview preview, Instant at) implements TemplateInstance {}
