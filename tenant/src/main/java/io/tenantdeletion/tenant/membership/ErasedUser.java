package io.tenantdeletion.tenant.membership;

import io.tenantdeletion.commons.mark.SharedData;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The tombstone of a user whose account was deleted; the database lets nobody of that id in again. */
@Entity
@Table(schema = "tenant", name = "erased_users")
@SharedData(reason = "keeps an erased user from becoming a member again; a row holds ids and a time only")
class ErasedUser {

    @Id
    @Column(name = "user_id")
    UUID userId;

    @Column(name = "erased_at", nullable = false)
    Instant erasedAt;

    @Column(name = "job_id", nullable = false)
    UUID jobId;
}
