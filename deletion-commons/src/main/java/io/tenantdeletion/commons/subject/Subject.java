package io.tenantdeletion.commons.subject;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataDeletionResult;
import io.tenantdeletion.commons.contract.DataPreview;
import io.tenantdeletion.commons.contract.DataRestoreResponse;
import io.tenantdeletion.commons.contract.ExternalDataRemoval;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.ownership.SubjectKind;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Whose rows are counted, deleted or put back. */
public sealed interface Subject {

    /** Which of a service's plans concerns them. */
    SubjectKind kind();

    /** The word for what they are. */
    default String noun() {
        return kind().noun();
    }

    /** The id their rows are found by. */
    UUID id();

    /** Their value in the columns of a service's tables, as text. */
    String key(TenantDataDeletionService service);

    /** The answer to a preview that counted these rows. */
    DataPreview preview(String service, Map<String, Long> counts);

    /** The answer to a call that deleted these rows. */
    DataDeletionResult result(String service, Map<String, Long> counts, Instant ended);

    /** The answer to a call about what their rows have named outside the database. */
    ExternalDataRemoval externalData(String service, Map<String, ExternalDataRemoval.Counts> stores);

    /** The answer to a call that put these rows back. */
    DataRestoreResponse restored(String service, Map<String, Long> counts, Boolean verified);

    /** Tells the service, in the purge's transaction, that nothing is left. */
    Uni<Void> afterPurge(
            TenantDataDeletionService service, Mutiny.Session session, long deletedRows, Optional<JobId> job);

    /** Tells the service, in the restore's transaction, that everything is back. */
    Uni<Void> afterRestore(TenantDataDeletionService service, Mutiny.Session session, JobId job);

    /** A tenant. */
    record Tenant(TenantId tenant) implements Subject {

        @Override
        public SubjectKind kind() {
            return SubjectKind.TENANT;
        }

        @Override
        public UUID id() {
            return tenant.value();
        }

        @Override
        public String key(TenantDataDeletionService service) {
            return service.columnValue(tenant);
        }

        @Override
        public DataPreview preview(String service, Map<String, Long> counts) {
            return DataPreview.of(tenant, service, counts);
        }

        @Override
        public DataDeletionResult result(String service, Map<String, Long> counts, Instant ended) {
            return DataDeletionResult.of(tenant, service, counts, ended);
        }

        @Override
        public ExternalDataRemoval externalData(String service, Map<String, ExternalDataRemoval.Counts> stores) {
            return ExternalDataRemoval.of(tenant, service, stores);
        }

        @Override
        public DataRestoreResponse restored(String service, Map<String, Long> counts, Boolean verified) {
            return DataRestoreResponse.completed(tenant, service, counts, verified);
        }

        @Override
        public Uni<Void> afterPurge(
                TenantDataDeletionService service, Mutiny.Session session, long deletedRows, Optional<JobId> job) {
            return service.afterPurge(session, tenant, deletedRows, job);
        }

        @Override
        public Uni<Void> afterRestore(TenantDataDeletionService service, Mutiny.Session session, JobId job) {
            return service.afterRestore(session, tenant, job);
        }
    }

    /** A user, in all tenants. */
    record User(UserId user) implements Subject {

        @Override
        public SubjectKind kind() {
            return SubjectKind.USER;
        }

        @Override
        public UUID id() {
            return user.value();
        }

        @Override
        public String key(TenantDataDeletionService service) {
            return service.columnValue(user);
        }

        @Override
        public DataPreview preview(String service, Map<String, Long> counts) {
            return DataPreview.of(user, service, counts);
        }

        @Override
        public DataDeletionResult result(String service, Map<String, Long> counts, Instant ended) {
            return DataDeletionResult.of(user, service, counts, ended);
        }

        @Override
        public ExternalDataRemoval externalData(String service, Map<String, ExternalDataRemoval.Counts> stores) {
            return ExternalDataRemoval.of(user, service, stores);
        }

        @Override
        public DataRestoreResponse restored(String service, Map<String, Long> counts, Boolean verified) {
            return DataRestoreResponse.completed(user, service, counts, verified);
        }

        @Override
        public Uni<Void> afterPurge(
                TenantDataDeletionService service, Mutiny.Session session, long deletedRows, Optional<JobId> job) {
            return service.afterUserPurge(session, user, deletedRows, job);
        }

        @Override
        public Uni<Void> afterRestore(TenantDataDeletionService service, Mutiny.Session session, JobId job) {
            return service.afterUserRestore(session, user, job);
        }
    }
}
