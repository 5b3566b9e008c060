package io.tenantdeletion.tenant.lifecycle;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** The query parameters of the request for a deletion, as they were sent; null where they were not. */
@RegisterForReflection
public class DeletionQuery {

    @Parameter(
            description = "The tenant's exact name, or the first 200 characters of a longer one",
            example = "Panadería La Espiga")
    @RestQuery
    String confirm;

    @Parameter(
            description = "How long the deletion can be taken back, such as 30d, P30D or PT720H; shorter than usual"
                    + " for platform admins only",
            example = "30d")
    @RestQuery
    String retention;

    @Parameter(description = "The preview_token of the preview that was looked at")
    @RestQuery("preview_token")
    String previewToken;

    @Parameter(description = "Delete also where there is no such tenant; platform admins and services only")
    @RestQuery
    boolean force;

    @Parameter(description = "Why, for the record; needed with force")
    @RestQuery
    String reason;

    /**
     * Why an id that is no tenant is to be deleted all the same, or null where that was not asked for.
     *
     * @throws ProblemException 400 where it is asked for without a reason
     */
    String forceReason() {
        if (force && (reason == null || reason.isBlank())) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "force=true takes a reason, too.");
        }
        return force ? reason : null;
    }
}
