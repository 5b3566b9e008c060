package io.tenantdeletion.commons.service;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * One bounded context that owns tenant data in one schema. A bean of this type is all the code a context needs: its
 * plan is computed from the database catalog and the marks on its entities, and the REST resource serves it by its path
 * name.
 */
public interface TenantDataDeletionService {

    /** The name in paths and metrics, such as {@code notifications}; unique in a process. */
    String pathName();

    /** The name in bodies and log events, such as {@code notification}. */
    default String serviceName() {
        return pathName();
    }

    /** The database schema that holds all tables of this context and nothing else. */
    default String schema() {
        return pathName();
    }

    /** The schemas that hold all tables of this context and nothing else, where it has several. */
    default Set<String> schemas() {
        return Set.of(schema());
    }

    /**
     * Whether anything of it is a tenant's. A context that names users and has nothing of tenants, such as a shared
     * catalogue, takes part in deletions of users only.
     */
    default boolean holdsTenantData() {
        return true;
    }

    /**
     * The name of this context's data in the paths of users, such as {@code models}; unique in a process. Of no meaning
     * where no entity is marked {@code @UserData}: then the context takes no part in deletions of users.
     */
    default String userDataName() {
        return pathName();
    }

    /**
     * A tenant's value in the tables' columns, as PostgreSQL writes it as text; such as for columns of another type.
     */
    default String columnValue(TenantId tenant) {
        return tenant.toString();
    }

    /** As {@link #columnValue(TenantId)}, of a user. */
    default String columnValue(UserId user) {
        return user.toString();
    }

    /** As {@link #columnValue(TenantId)}, of whichever it is. */
    default String columnValue(Subject subject) {
        return subject.tenant() == null ? columnValue(subject.user()) : columnValue(subject.tenant());
    }

    /**
     * Runs once per completed purge, after the last step and in its transaction, such as to write an outbox row. A
     * failure undoes the call. Must be idempotent in effect: a repeated purge of an erased tenant comes here again.
     *
     * @param session of the persistence unit {@code purge}, with the purge role: what it persists must be named by that
     *     unit's packages, and the role needs INSERT on its table
     * @param deletedRows rows this call removed; zero when there was nothing left to do
     * @param job what this is part of, if it is
     */
    default Uni<Void> afterPurge(Mutiny.Session session, TenantId tenant, long deletedRows, Optional<JobId> job) {
        return Uni.createFrom().voidItem();
    }

    /**
     * Runs once, when all rows of a tenant are back and its fence is lifted, in the transaction that did it: to undo
     * what else {@link #afterPurge(Mutiny.Session, TenantId, long, Optional)} did, or what the deletion had changed
     * before. A failure undoes all of it.
     *
     * @param session of the persistence unit {@code purge}, with the purge role
     * @param job whose deletion is undone
     */
    default Uni<Void> afterRestore(Mutiny.Session session, TenantId tenant, JobId job) {
        return Uni.createFrom().voidItem();
    }

    /**
     * As {@link #afterPurge(Mutiny.Session, TenantId, long, Optional)}, of a user's rows.
     *
     * @param deletedRows rows this call removed; rows that stay without the user are not counted
     */
    default Uni<Void> afterUserPurge(Mutiny.Session session, UserId user, long deletedRows, Optional<JobId> job) {
        return Uni.createFrom().voidItem();
    }

    /**
     * As {@link #afterRestore(Mutiny.Session, TenantId, JobId)}, of a user's rows, and of rows of others that name the
     * user again.
     */
    default Uni<Void> afterUserRestore(Mutiny.Session session, UserId user, JobId job) {
        return Uni.createFrom().voidItem();
    }

    /** The one of the two that is the subject's. */
    default Uni<Void> afterPurge(Mutiny.Session session, Subject subject, long deletedRows, Optional<JobId> job) {
        return subject.tenant() == null
                ? afterUserPurge(session, subject.user(), deletedRows, job)
                : afterPurge(session, subject.tenant(), deletedRows, job);
    }

    /** The one of the two that is the subject's. */
    default Uni<Void> afterRestore(Mutiny.Session session, Subject subject, JobId job) {
        return subject.tenant() == null
                ? afterUserRestore(session, subject.user(), job)
                : afterRestore(session, subject.tenant(), job);
    }
}
