package io.tenantdeletion.orchestrator.console;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.api.DeletionJobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Jobs as pages show them. */
@ApplicationScoped
class JobViews {

    private final People people;
    private final Clock clock;

    JobViews(People people, Clock clock) {
        this.people = people;
        this.clock = clock;
    }

    /** These jobs, with the names of who is in them. */
    Uni<List<JobView>> of(List<DeletionJobStatus> jobs) {
        return names(jobs).map(names -> views(jobs, names));
    }

    /** A job, with the names of who is in it and of others on its page. */
    Uni<JobView> of(DeletionJobStatus job, Stream<?> others) {
        return people.names(Stream.concat(people(job), others)).map(names -> view(job, names));
    }

    /** What the people in these jobs are called. */
    Uni<Names> names(Collection<DeletionJobStatus> jobs) {
        return people.names(jobs.stream().flatMap(JobViews::people));
    }

    List<JobView> views(List<DeletionJobStatus> jobs, Names names) {
        return jobs.stream().map(job -> view(job, names)).toList();
    }

    private JobView view(DeletionJobStatus job, Names names) {
        return new JobView(job, clock.instant(), names);
    }

    private static Stream<Object> people(DeletionJobStatus job) {
        return Stream.of(
                job.userId(),
                job.initiatedBy(),
                job.approval() == null ? null : job.approval().by());
    }
}
