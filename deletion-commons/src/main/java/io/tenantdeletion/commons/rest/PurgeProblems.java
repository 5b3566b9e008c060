package io.tenantdeletion.commons.rest;

import io.tenantdeletion.commons.plan.InvalidPlanException;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Failures of this contract that are nobody's request's fault. */
class PurgeProblems {

    static final ProblemType INVALID_PLAN = new ProblemType("invalid-plan", 503, "There is no valid deletion plan");

    private static final Logger LOG = Logger.getLogger(PurgeProblems.class);

    @ServerExceptionMapper
    Response invalidPlan(InvalidPlanException failure, UriInfo uri) {
        LOG.error(failure.getMessage());
        return new ProblemException(
                        INVALID_PLAN, "Nothing was deleted: the database has changed in a way the plan does not cover.")
                .toResponse(ProblemException.instance(uri));
    }
}
