package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.tenantdeletion.orchestrator.api.UserPreviewWithToken;
import io.tenantdeletion.orchestrator.audit.ChainState;
import java.util.List;

/** The pages; what each needs is checked when the application is built. */
@CheckedTemplate(basePath = "console")
final class Templates {

    private Templates() {}

    static native TemplateInstance overview(Page page, Overview overview);

    static native TemplateInstance job(Page page, JobPage content);

    static native TemplateInstance jobs(Page page, JobList content);

    static native TemplateInstance approvals(Page page, ApprovalList content);

    static native TemplateInstance tenants(Page page, TenantList content);

    static native TemplateInstance findTenant(Page page, TenantList content);

    static native TemplateInstance deleteTenant(Page page, TenantSummary tenant);

    static native TemplateInstance preview(Page page, DeletionForm form);

    static native TemplateInstance transfer(Page page, TenantSummary tenant, List<Member> successors, Names names);

    static native TemplateInstance deleteUser(Page page, String user, Names names);

    static native TemplateInstance account(Page page);

    static native TemplateInstance userPreview(Page page, UserPreviewWithToken content, Names names, boolean own);

    static native TemplateInstance control(Page page, ControlPage content);

    static native TemplateInstance legalHolds(Page page, LegalHoldList content);

    static native TemplateInstance audit(Page page, AuditList content);

    static native TemplateInstance verification(Page page, ChainState chain);

    static native TemplateInstance services(Page page, ServicesPage content);

    static native TemplateInstance webhooks(Page page, WebhookList content);

    static native TemplateInstance webhook(Page page, WebhookPage content);

    static native TemplateInstance catalogue(Page page, CatalogueList content);

    static native TemplateInstance deleteEntry(Page page, EntryDeletion content);

    static native TemplateInstance submissions(Page page, SubmissionList content);

    static native TemplateInstance moderation(Page page, SubmissionList content);

    static native TemplateInstance submission(Page page, SubmissionView content);

    static native TemplateInstance bulkResult(Page page, BulkResult content);

    static native TemplateInstance problem(Page page, ProblemText problem);

    static native TemplateInstance problem$message(Page page, ProblemText problem);

    static native TemplateInstance loggedIn(Page page);

    static native TemplateInstance loggedOut();
}
