package io.tenantdeletion.orchestrator.ledger;

import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import java.util.Map;

/**
 * What is to be written down for a person.
 *
 * @param service where
 * @param subject who was erased
 * @param job the job that did it, or null
 * @param code what it is
 * @param rows rows found, by table
 * @param detail one plain line for an operator, or null
 */
public record NewFinding(
        String service, Subject subject, JobId job, FindingCode code, Map<String, Long> rows, String detail) {

    NewFinding(String service, Erasure erased, FindingCode code, Map<String, Long> rows, String detail) {
        this(service, erased.subject(), erased.job(), code, rows, detail);
    }
}
