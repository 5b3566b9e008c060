package io.tenantdeletion.commons.rest;

import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.commons.contract.DataPreview;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.preview.Counted;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** What the contract's calls answer, for tenants and users alike. */
final class Answers {

    private Answers() {}

    static RestResponse<DataPreview> preview(Counted counted) {
        return ResponseBuilder.ok(counted.preview())
                .header(DeletionHeaders.PLAN_VERSION, counted.planVersion())
                .build();
    }

    static RestResponse<DataDeletionResponse> deletion(DataDeletionResponse answer) {
        return RestResponse.status(answer.isComplete() ? Status.OK : Status.ACCEPTED, answer);
    }
}
