package io.tenantdeletion.orchestrator.participant;

import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import java.util.Set;

/**
 * What an answer has to be about.
 *
 * @param subject whose data was asked for
 * @param otherServices names that services have in bodies which were not asked
 */
record ExpectedSubject(Subject subject, Set<String> otherServices) {

    /** Fails where an answer is about somebody else's data, or another service's. */
    void requireAnswered(TenantId tenant, UserId user, String service) {
        if (subject.kind() == SubjectKind.TENANT) {
            ResponseValidator.require(subject.tenant().equals(tenant), "it speaks of another tenant");
        } else {
            ResponseValidator.require(subject.user().equals(user), "it speaks of another user");
        }
        ResponseValidator.require(service == null || !otherServices.contains(service), "it speaks of another service");
    }
}
