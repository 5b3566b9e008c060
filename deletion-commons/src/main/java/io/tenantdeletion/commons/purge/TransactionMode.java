package io.tenantdeletion.commons.purge;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.Subject;
import java.util.Map;

/**
 * How a purge's transaction runs.
 *
 * @param withoutRowChecks whether PostgreSQL's referential triggers, one probe for every deleted row, are off; then
 *     locked parents take their place
 * @param isFenced whether the subject has a tombstone: somebody will ask for a verification
 * @param isSettled whether it has, and whoever may have passed by the fence has ended: no row comes in any more
 */
record TransactionMode(boolean withoutRowChecks, boolean isFenced, boolean isSettled) {

    // Triggers are off for this transaction only. A role that may not set it goes on with PostgreSQL's checks.
    private static final String BEGIN = """
            with fenced as (
              update tenant_deletion.fence set purge_begun_at = coalesce(purge_begun_at, now())
              where service = :service and subject_kind = :kind and subject_id = cast(cast(:id as text) as uuid)
              returning coalesce(pg_snapshot_xmin(pg_current_snapshot()) >= pg_snapshot_xmax(snapshot), false) as settled)
            select case when :off and has_parameter_privilege('session_replication_role', 'set')
                        then set_config('session_replication_role', 'replica', true) end is not null,
                   exists (select from fenced),
                   exists (select from fenced where settled)""";

    private static final String CHECK_DEFERRED = "set constraints all immediate";

    /** Begins; the fence, where there is one, is not lifted by a job any more. */
    static Uni<TransactionMode> begin(
            SubjectStatements statements, String service, Subject subject, boolean offIfAllowed) {
        return statements
                .rows(
                        BEGIN,
                        Map.of(
                                "service",
                                service,
                                "kind",
                                subject.kind().noun(),
                                "id",
                                subject.id().toString(),
                                "off",
                                offIfAllowed))
                .map(rows -> new TransactionMode(
                        (Boolean) rows.get(0)[0], (Boolean) rows.get(0)[1], (Boolean) rows.get(0)[2]));
    }

    /** Checks what was to be checked at commit, so that what the checks themselves change is seen. */
    Uni<Void> checkDeferred(SubjectStatements statements) {
        return withoutRowChecks
                ? Uni.createFrom().voidItem()
                : statements.update(CHECK_DEFERRED).replaceWithVoid();
    }

    /** The word for it in log events. */
    String checks() {
        return withoutRowChecks ? "set" : "row";
    }
}
