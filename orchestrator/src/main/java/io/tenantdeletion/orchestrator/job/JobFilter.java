package io.tenantdeletion.orchestrator.job;

import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Which jobs of a list are wanted; null where a part does not matter.
 *
 * @param status only with this status
 * @param whose only those that this user has asked for or is deleted by
 * @param tenant only those that delete this tenant
 * @param user only those that delete this user
 * @param from only those written down at this time or later
 * @param to only those written down before this time
 */
public record JobFilter(JobStatus status, UserId whose, TenantId tenant, UserId user, Instant from, Instant to) {

    /** Every job. */
    static final JobFilter ALL = new JobFilter(null, null, null, null, null, null);

    /** The jobs of one tenant or user. */
    public static JobFilter of(Subject subject) {
        return new JobFilter(null, null, subject.tenant(), subject.user(), null, null);
    }

    /** The same, but only those that this user has asked for or is deleted by; all of them where null. */
    public JobFilter whose(UserId somebody) {
        return new JobFilter(status, somebody, tenant, user, from, to);
    }

    /** Conditions for what matters and nothing else, so that each finds its index. */
    Where where() {
        Where where = new Where(new StringBuilder("where true"), Tuple.tuple());
        where.and("j.status = $", status == null ? null : status.toString());
        where.and("(j.initiated_by = $ or j.user_id = $)", id(whose));
        where.and("j.tenant_id = $", tenant == null ? null : tenant.value());
        where.and("j.user_id = $", id(user));
        where.and("j.created_at >= $", from == null ? null : from.atOffset(ZoneOffset.UTC));
        where.and("j.created_at < $", to == null ? null : to.atOffset(ZoneOffset.UTC));
        return where;
    }

    private static UUID id(UserId user) {
        return user == null ? null : user.value();
    }

    /**
     * A part of a statement about jobs {@code j}, and its values.
     *
     * @param sql begins with {@code where}
     * @param values as many as it has parameters
     */
    record Where(StringBuilder sql, Tuple values) {

        private void and(String condition, Object value) {
            if (value != null) {
                values.addValue(value);
                sql.append(" and ").append(condition.replace("$", "$" + values.size()));
            }
        }

        /** A page of it, in this order. */
        Where page(JobSort sort, int size, long offset) {
            values.addValue(size);
            values.addValue(offset);
            String page = JobRows.page(sql.toString(), sort, values.size() - 1, values.size());
            return new Where(new StringBuilder(page), values);
        }
    }
}
