package io.tenantdeletion.orchestrator.participant;

import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.job.JobKind;
import io.tenantdeletion.orchestrator.job.Subject;
import java.util.Set;

/**
 * What an answer has to be about.
 *
 * @param subject whose data was asked for
 * @param otherServices names that services have in bodies which were not asked
 */
record Asked(Subject subject, Set<String> otherServices) {

    /** Fails where an answer is about somebody else's data, or another service's. */
    void requireAnswered(TenantId tenant, UserId user, String service) {
        if (subject.kind() == JobKind.TENANT) {
            Answers.require(subject.tenant().equals(tenant), "it speaks of another tenant");
        } else {
            Answers.require(subject.user().equals(user), "it speaks of another user");
        }
        Answers.require(service == null || !otherServices.contains(service), "it speaks of another service");
    }
}
