package io.tenantdeletion.commons.removal;

import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;

/**
 * Whose names, and on whose behalf they are removed.
 *
 * @param service whose rows have named something
 * @param job that is to have it removed
 */
record RemovalScope(TenantDataDeletionService service, Subject subject, JobId job) {

    /** The first four parameters of statements. */
    Tuple tuple() {
        return Tuple.tuple()
                .addString(service.serviceName())
                .addString(subject.kind().noun())
                .addUUID(subject.id())
                .addUUID(job.value());
    }

    /** The tenant of a row, as the service's tables have it. */
    Optional<String> tenant(ExternalNames.Name name) {
        return subject.tenant() != null ? Optional.of(service.columnValue(subject)) : name.tenant();
    }

    /** The user who is deleted, alike. */
    Optional<String> user() {
        return subject.user() != null ? Optional.of(service.columnValue(subject)) : Optional.empty();
    }
}
