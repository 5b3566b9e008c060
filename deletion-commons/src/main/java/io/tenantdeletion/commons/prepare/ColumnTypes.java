package io.tenantdeletion.commons.prepare;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.gate.GateReport;
import io.tenantdeletion.commons.plan.FindingCode;
import io.tenantdeletion.commons.plan.SubjectPath;
import io.tenantdeletion.commons.plan.Violation;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds columns that cannot be compared with what a service calls a subject, before a statement fails at it. */
final class ColumnTypes {

    private static final UUID ANYBODY = new UUID(0, 0);

    private ColumnTypes() {}

    static List<Violation> check(GateReport report, TenantDataDeletionService service, SubjectKind kind) {
        Optional<String> value = value(service, kind);
        return report.plan().steps().stream()
                .filter(step -> step.path() instanceof SubjectPath.ByColumn)
                .flatMap(step ->
                        value
                                .flatMap(text -> mismatch(step.table(), (SubjectPath.ByColumn) step.path(), kind, text))
                                .stream())
                .distinct()
                .toList();
    }

    /** A service may well know no value for somebody who is nobody. */
    private static Optional<String> value(TenantDataDeletionService service, SubjectKind kind) {
        Subject anybody =
                kind == SubjectKind.TENANT ? Subject.of(new TenantId(ANYBODY)) : Subject.of(new UserId(ANYBODY));
        try {
            return Optional.ofNullable(service.columnValue(anybody));
        } catch (RuntimeException unknown) {
            return Optional.empty();
        }
    }

    static Optional<Violation> mismatch(TableName table, SubjectPath.ByColumn path, SubjectKind kind, String value) {
        if (isOfType(path.type(), value)) {
            return Optional.empty();
        }
        return Optional.of(new Violation(
                FindingCode.WRONG_COLUMN,
                table,
                table + "." + path.column() + " is " + path.type() + ", but the service looks for a " + kind.noun()
                        + " by a value such as " + value + ", which is none.",
                "Override columnValue in its TenantDataDeletionService, or let the column be uuid."));
    }

    private static boolean isOfType(String type, String value) {
        try {
            switch (type) {
                case "uuid" -> UUID.fromString(value);
                case "bigint" -> Long.parseLong(value);
                case "integer" -> Integer.parseInt(value);
                default -> {
                    // Any text is one.
                }
            }
            return true;
        } catch (IllegalArgumentException other) {
            return false;
        }
    }
}
