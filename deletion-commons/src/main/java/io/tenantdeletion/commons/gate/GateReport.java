package io.tenantdeletion.commons.gate;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.Finding;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.plan.Violation;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A plan and everything that was found about it, at one moment.
 *
 * @param plan what a deletion would do, as far as that can be told; it may be run only where {@link #isRefused} is not
 * @param ownerships whose data each table is, which the plan rests on
 * @param findings errors first
 */
public record GateReport(Plan plan, OwnershipMap ownerships, List<Finding> findings) {

    public GateReport {
        findings = Stream.concat(
                        findings.stream().filter(Finding::isError),
                        findings.stream().filter(finding -> !finding.isError()))
                .distinct()
                .toList();
    }

    /** A report of what was found. */
    public static GateReport of(Plan plan, OwnershipMap ownerships, List<Violation> violations) {
        return new GateReport(
                plan, ownerships, violations.stream().map(GateReport::finding).toList());
    }

    /** The same, with more findings. */
    public GateReport with(List<Violation> more) {
        return new GateReport(
                plan,
                ownerships,
                Stream.concat(findings.stream(), more.stream().map(GateReport::finding))
                        .toList());
    }

    /** Whether there is an error, so that nothing may be deleted. */
    public boolean isRefused() {
        return findings.stream().anyMatch(Finding::isError);
    }

    /**
     * The plan, to be run.
     *
     * @throws ProblemException 409 with every finding where one is an error
     */
    public Plan requirePlan() {
        if (isRefused()) {
            throw new ProblemException(
                    ProblemType.DELETION_REFUSED,
                    "Nothing was deleted: " + reason(),
                    Map.of("findings", findings),
                    Map.of());
        }
        return plan;
    }

    /** The first error, and how many more there are. */
    private String reason() {
        List<Finding> errors = findings.stream().filter(Finding::isError).toList();
        Finding first = errors.get(0);
        String further = errors.size() == 1 ? "" : " The findings name " + (errors.size() - 1) + " more.";
        return first.code() + ": " + first.detail() + " " + first.remedy() + further;
    }

    /** The steps that delete from tables whose rows can be counted, as their paths can be read. */
    public Plan countable() {
        return new Plan(
                plan.deletes().stream()
                        .filter(step -> isReadable(step.table())
                                && step.path().keys().stream().allMatch(key -> isReadable(key.to())))
                        .map(Step.class::cast)
                        .toList(),
                plan.catalog());
    }

    private boolean isReadable(TableName name) {
        return plan.catalog()
                .table(name)
                .filter(table -> table.access().isReadable())
                .isPresent();
    }

    private static Finding finding(Violation violation) {
        String table = violation.table() == null ? null : violation.table().toString();
        return violation.code().isWarning()
                ? Finding.warning(violation.code().code(), table, violation.detail(), violation.remedy())
                : Finding.error(violation.code().code(), table, violation.detail(), violation.remedy());
    }
}
