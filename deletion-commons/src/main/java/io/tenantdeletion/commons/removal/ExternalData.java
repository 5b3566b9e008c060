package io.tenantdeletion.commons.removal;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where a purge writes down what rows name outside the database. */
public final class ExternalData {

    private static final String OPEN = """
            insert into tenant_deletion.external_data (service, subject_kind, subject_id, job_id)
            values (:service, :kind, cast(cast(:id as text) as uuid), cast(cast(:job as text) as uuid))
            on conflict (service, subject_kind, subject_id, job_id) do update set job_id = excluded.job_id
            returning cast(id as text)""";

    private ExternalData() {}

    /**
     * Opens the list of one job's names, or goes on with it.
     *
     * @param job on whose behalf, where it is one's
     * @return its id
     */
    public static Uni<String> open(Mutiny.Session session, String service, Subject subject, Optional<JobId> job) {
        return session.createNativeQuery(OPEN, Object.class)
                .setParameter("service", service)
                .setParameter("kind", subject.kind().noun())
                .setParameter("id", subject.id().toString())
                .setParameter("job", job.map(JobId::toString).orElse(null))
                .getSingleResult()
                .map(String.class::cast);
    }
}
