package io.tenantdeletion.commons.rest;

import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.commons.contract.DataPreview;
import io.tenantdeletion.commons.contract.DataRestoreResponse;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.DeletionVerification;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.PendingVerification;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.preview.CountedPreview;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.commons.verify.Verification;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** What the contract's calls answer, for tenants and users alike. */
final class ContractResponses {

    private ContractResponses() {}

    static RestResponse<DataPreview> preview(CountedPreview counted) {
        return ResponseBuilder.ok(counted.preview())
                .header(DeletionHeaders.PLAN_VERSION, counted.planVersion())
                .build();
    }

    static RestResponse<DataDeletionResponse> deletion(DataDeletionResponse answer) {
        return RestResponse.status(answer.isComplete() ? Status.OK : Status.ACCEPTED, answer);
    }

    static RestResponse<DataRestoreResponse> restore(DataRestoreResponse answer) {
        return answer.isComplete()
                ? RestResponse.ok(answer)
                : ResponseBuilder.create(Status.ACCEPTED, answer)
                        .header(HttpHeaders.RETRY_AFTER, 1)
                        .build();
    }

    static RestResponse<Object> verification(Subject subject, String service, Verification found) {
        return found.isWaiting()
                ? wait(PendingVerification.of(subject, service, found.waitingFor()))
                : RestResponse.ok(DeletionVerification.of(
                        subject, service, found.residual(), found.touchedOthers(), found.at(), found.database()));
    }

    /** Who asks, for the log. */
    static String by(Caller caller, JobId job) {
        return caller.actor() + (job == null ? "" : " job=" + job);
    }

    /** Fails with a 400 problem where a header is missing. */
    static void require(String header, Object value) {
        if (value == null) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "The header " + header + " is needed.");
        }
    }

    /** Not yet; ask again soon. */
    static RestResponse<Object> wait(Object body) {
        return ResponseBuilder.create(Status.ACCEPTED, body)
                .header(HttpHeaders.RETRY_AFTER, 1)
                .build();
    }
}
