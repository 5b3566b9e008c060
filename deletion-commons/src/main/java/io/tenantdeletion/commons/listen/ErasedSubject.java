package io.tenantdeletion.commons.listen;

import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.delivery.EventTypes;
import io.tenantdeletion.commons.problem.ProblemException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Who is said to be erased.
 *
 * @param job by which job, where it was one
 */
record ErasedSubject(Subject subject, Optional<JobId> job) {

    /**
     * Reads an event {@code tenant.deleted} or {@code user.deleted}.
     *
     * @throws PoisonMessageException where it is anything else
     */
    static ErasedSubject read(byte[] message) {
        try {
            JsonObject event = new JsonObject(new String(message, StandardCharsets.UTF_8));
            JsonObject data = event.getJsonObject("data", new JsonObject());
            Subject subject = subject(event.getString("type"), event.getString("subject"), data);
            return new ErasedSubject(
                    subject, Optional.ofNullable(data.getString("job_id")).map(JobId::fromString));
        } catch (DecodeException | ClassCastException | ProblemException | NullPointerException notOurs) {
            throw new PoisonMessageException("malformed");
        }
    }

    private static Subject subject(String type, String id, JsonObject data) {
        return switch (type) {
            case EventTypes.TENANT_DELETED ->
                Subject.of(TenantId.fromString(same(id, data.getString("tenant_id", id))));
            case EventTypes.USER_DELETED -> Subject.of(UserId.fromString(same(id, data.getString("user_id", id))));
            default -> throw new PoisonMessageException("unexpected_type");
        };
    }

    private static String same(String id, String again) {
        if (!id.equals(again)) {
            throw new PoisonMessageException("contradictory");
        }
        return id;
    }
}
