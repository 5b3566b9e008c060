package io.tenantdeletion.orchestrator.participant;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.DeletionPlanView;
import io.tenantdeletion.commons.contract.ExternalDataRemoval;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.orchestrator.guard.CallGuard;
import io.tenantdeletion.orchestrator.guard.CallHistory;
import io.tenantdeletion.orchestrator.guard.GuardSettings;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.Fence;
import io.tenantdeletion.orchestrator.job.Verification;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The calls about subjects of one kind that one participant answers, behind guards of their own: a user's deletion
 * never slows a tenant's, and a purge never a verification. None of them ever fails.
 */
final class SubjectCalls {

    private final Target target;
    private final ParticipantApi api;
    private final ResponseValidator validator;
    private final CallGuard purges;
    private final CallGuard previews;
    private final CallGuard checks;
    private final CallGuard restores;
    private final CallGuard removals;
    private final ParticipantPlanApi plans;
    private final CallGuard probes;

    SubjectCalls(Target target, URI url, GuardSettings settings, ResponseValidator validator) {
        this.target = target;
        this.api = Participant.client(ParticipantApi.class, url, settings);
        this.validator = validator;
        this.purges = new CallGuard(target.guard("purge"), url, settings);
        this.previews = CallGuard.ofPreviews(target.guard("preview"), url, settings);
        this.plans = Participant.client(ParticipantPlanApi.class, url, settings);
        this.probes = CallGuard.ofProbes(target.guard("probe"), url, settings);
        this.checks = new CallGuard(target.guard("check"), url, settings);
        this.restores = new CallGuard(target.guard("restore"), url, settings);
        this.removals = new CallGuard(target.guard("external data"), url, settings);
    }

    /**
     * One DELETE, repeated where that is worth it.
     *
     * @param time how long the service should take before it says how far it has come; its own measure where empty
     * @param key of its restore log, or null where it is to keep none
     */
    Uni<Outcome<DataDeletionResponse>> purge(Subject subject, JobId job, Optional<Duration> time, ServiceKey key) {
        String prefer =
                time.map(wait -> "wait=" + Math.max(1, wait.toSeconds())).orElse(null);
        Request request = (data, kind, id, jobId) -> api.purge(data, kind, id, new PurgeHeaders(jobId, prefer, key));
        return purges.call(() -> send(request, subject, job), answer -> validator.purge(answer, asked(subject)));
    }

    /**
     * What a deletion would remove.
     *
     * @param job the job that asks, or null
     */
    Uni<Outcome<CountedPreview>> preview(Subject subject, JobId job) {
        return preview(subject, job, null);
    }

    /** How many rows a deletion would remove, whether it could or not. */
    Uni<Outcome<CountedPreview>> count(Subject subject, JobId job) {
        return preview(subject, job, DeletionHeaders.RETURN_MINIMAL);
    }

    private Uni<Outcome<CountedPreview>> preview(Subject subject, JobId job, String prefer) {
        Request request = (data, kind, id, asking) -> api.preview(data, kind, id, asking, prefer);
        return previews.call(() -> send(request, subject, job), answer -> validator.preview(answer, asked(subject)));
    }

    /** Has a fence set. */
    Uni<Outcome<Fence>> fence(Subject subject, JobId job) {
        return checks.call(() -> send(api::fence, subject, job), answer -> validator.fence(answer, asked(subject)));
    }

    /** Has the job's fence lifted. */
    Uni<Outcome<Boolean>> liftFence(Subject subject, JobId job) {
        return checks.call(() -> send(api::liftFence, subject, job), validator::lifted);
    }

    /** Has everything put back that the job has deleted. */
    Uni<Outcome<RestoredRows>> restore(Subject subject, JobId job, ServiceKey key) {
        Request request = (data, kind, id, jobId) -> api.restore(data, kind, id, jobId, key.encoded());
        return restores.call(() -> send(request, subject, job), answer -> validator.restored(answer, asked(subject)));
    }

    /** Has what is kept for that forgotten. */
    Uni<Outcome<Boolean>> forgetRestoreLog(Subject subject, JobId job) {
        return restores.call(() -> send(api::forgetRestoreLog, subject, job), validator::lifted);
    }

    /** What deleted rows have named outside its database. */
    Uni<Outcome<ExternalDataRemoval>> countExternalData(Subject subject, JobId job) {
        return removals.call(
                () -> send(api::countExternalData, subject, job),
                answer -> validator.externalData(answer, asked(subject)));
    }

    /** Has that removed. */
    Uni<Outcome<ExternalDataRemoval>> removeExternalData(Subject subject, JobId job) {
        return removals.call(
                () -> send(api::removeExternalData, subject, job),
                answer -> validator.externalData(answer, asked(subject)));
    }

    /** What is left. */
    Uni<Outcome<Verification>> verify(Subject subject, JobId job) {
        return checks.call(
                () -> send(api::verify, subject, job), answer -> validator.verification(answer, asked(subject)));
    }

    /** What it says about itself; a plan without a version where it computes none. */
    Uni<Outcome<DeletionPlanView>> plan() {
        return probes.call(() -> plans.plan(target.service()), validator::plan);
    }

    /** The guards of what jobs call. */
    Stream<CallHistory> histories() {
        return Stream.of(purges, previews, checks, restores, removals).map(CallGuard::history);
    }

    private Uni<RestResponse<String>> send(Request request, Subject subject, JobId job) {
        return request.send(
                target.data(), target.kind().toString(), subject.toString(), job == null ? null : job.toString());
    }

    private ExpectedSubject asked(Subject subject) {
        return new ExpectedSubject(subject, target.otherServices());
    }

    /** One of the calls of {@link ParticipantApi}, which all take the same. */
    private interface Request {
        Uni<RestResponse<String>> send(String data, String kind, String subject, String job);
    }

    /**
     * Where the calls go.
     *
     * @param service the participant's name
     * @param kind whose data it is
     * @param data the name in the path
     * @param otherServices names that the other participants have in bodies
     */
    record Target(String service, SubjectKind kind, String data, Set<String> otherServices) {

        private String guard(String calls) {
            return service + (kind == SubjectKind.USER ? " user " : " ") + calls;
        }
    }
}
