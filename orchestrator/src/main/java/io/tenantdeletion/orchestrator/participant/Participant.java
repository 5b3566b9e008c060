package io.tenantdeletion.orchestrator.participant;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.commons.contract.DeletionPlanView;
import io.tenantdeletion.commons.contract.ExternalDataRemoval;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.guard.BodyLimit;
import io.tenantdeletion.orchestrator.guard.CallHistory;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.guard.GuardSettings;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.Fence;
import io.tenantdeletion.orchestrator.job.Mode;
import io.tenantdeletion.orchestrator.job.Verification;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.client.api.LoggingScope;

/** One service that takes part, called behind its own guards. */
public class Participant {

    /** Milliseconds; whoever does not accept a connection in this time is not there. */
    private static final long CONNECT_TIMEOUT = 5000;

    private final String name;
    private final Set<Capability> capabilities;
    private final SubjectCalls tenants;
    private final SubjectCalls users;
    private final Set<SubjectKind> subjects;
    private final Mode mode;

    /**
     * @param tenants calls about tenants
     * @param users calls about users
     * @param subjects whose data the configuration says that it holds
     * @param mode whether it is called to delete, and to fence
     */
    Participant(
            String name,
            Set<Capability> capabilities,
            SubjectCalls tenants,
            SubjectCalls users,
            Set<SubjectKind> subjects,
            Mode mode) {
        this.name = name;
        this.capabilities = Set.copyOf(capabilities);
        this.tenants = tenants;
        this.users = users;
        this.subjects = Set.copyOf(subjects);
        this.mode = mode;
    }

    /** Its part of the path, and its key in results. */
    public String name() {
        return name;
    }

    /** Whether it can do this. */
    public boolean can(Capability capability) {
        return capabilities.contains(capability);
    }

    /** Whether it is only asked, and never called to delete or to fence. */
    public boolean isShadow() {
        return mode == Mode.SHADOW;
    }

    /** Whether it counts what a deletion would remove. */
    public boolean hasPreview() {
        return can(Capability.PREVIEW);
    }

    /** Whether it holds data of users apart from their tenants. */
    public boolean holdsUserData() {
        return subjects.contains(SubjectKind.USER);
    }

    /** Whether it holds data of tenants. */
    public boolean holdsTenantData() {
        return subjects.contains(SubjectKind.TENANT);
    }

    /** A preview of a user's data, whether it is said to hold any or not. Never fails. */
    Uni<Outcome<CountedPreview>> askForUserData(UserId user) {
        return users.preview(Subject.of(user), null);
    }

    /**
     * One DELETE, repeated where that is worth it. Never fails.
     *
     * @param time how long the service should take before it says how far it has come; its own measure where empty
     * @param key of its restore log, or null where it is to keep none
     */
    public Uni<Outcome<DataDeletionResponse>> purge(
            Subject subject, JobId job, Optional<Duration> time, ServiceKey key) {
        return isShadow()
                ? unsupported(
                        "this service is in shadow, see deletion.mode and deletion.participants." + name + ".mode")
                : about(subject, Capability.PURGE, calls -> calls.purge(subject, job, time, key));
    }

    /** The same of a tenant's data. */
    public Uni<Outcome<DataDeletionResponse>> purge(TenantId tenant, JobId job) {
        return purge(Subject.of(tenant), job, Optional.empty(), null);
    }

    /**
     * What a deletion would remove. Never fails.
     *
     * @param job the job that asks, or null
     */
    public Uni<Outcome<CountedPreview>> preview(Subject subject, JobId job) {
        return about(subject, Capability.PREVIEW, calls -> calls.preview(subject, job));
    }

    /**
     * How many rows a deletion would remove, whether it could or not. Never fails.
     *
     * @param job the job that asks, or null
     */
    public Uni<Outcome<CountedPreview>> count(Subject subject, JobId job) {
        return about(subject, Capability.PREVIEW, calls -> calls.count(subject, job));
    }

    /** The same of a tenant's data, for a person. */
    public Uni<Outcome<CountedPreview>> preview(TenantId tenant) {
        return preview(Subject.of(tenant), null);
    }

    /** The same of a user's data, for a person. */
    public Uni<Outcome<CountedPreview>> previewUser(UserId user) {
        return preview(Subject.of(user), null);
    }

    /** Has a fence set, after the service has looked whether it can delete. Can be repeated. Never fails. */
    public Uni<Outcome<Fence>> fence(Subject subject, JobId job) {
        return isShadow()
                ? unsupported("this service is in shadow, and sets no fence")
                : about(subject, Capability.FENCE, calls -> calls.fence(subject, job));
    }

    /** Has the job's fence lifted. Can be repeated. Never fails. */
    public Uni<Outcome<Boolean>> liftFence(Subject subject, JobId job) {
        return about(subject, Capability.FENCE, calls -> calls.liftFence(subject, job));
    }

    /** Has everything put back that the job has deleted, and its fence lifted. Can be repeated. Never fails. */
    public Uni<Outcome<RestoredRows>> restore(Subject subject, JobId job, ServiceKey key) {
        return about(subject, Capability.RESTORE, calls -> calls.restore(subject, job, key));
    }

    /** Has forgotten what is kept to restore what the job has deleted. Can be repeated. Never fails. */
    public Uni<Outcome<Boolean>> forgetRestoreLog(Subject subject, JobId job) {
        return about(subject, Capability.RESTORE, calls -> calls.forgetRestoreLog(subject, job));
    }

    /** What deleted rows have named outside its database. Never fails. */
    public Uni<Outcome<ExternalDataRemoval>> countExternalData(Subject subject, JobId job) {
        return about(subject, Capability.EXTERNAL_DATA, calls -> calls.countExternalData(subject, job));
    }

    /** Has that removed, some of it in one call. Can be repeated. Never fails. */
    public Uni<Outcome<ExternalDataRemoval>> removeExternalData(Subject subject, JobId job) {
        return about(subject, Capability.EXTERNAL_DATA, calls -> calls.removeExternalData(subject, job));
    }

    /** What is left, by the catalog of its database. Never fails. */
    public Uni<Outcome<Verification>> verify(Subject subject, JobId job) {
        return about(subject, Capability.VERIFY, calls -> calls.verify(subject, job));
    }

    /** What it says about itself, asked whatever its circuit breaker says. Never fails. */
    Uni<Outcome<DeletionPlanView>> plan() {
        return tenants.plan();
    }

    /** The circuit breaker of its calls, the worst of several. */
    CircuitBreakerState circuit() {
        Set<CircuitBreakerState> all = histories().map(CallHistory::circuit).collect(Collectors.toSet());
        return Stream.of(CircuitBreakerState.OPEN, CircuitBreakerState.HALF_OPEN)
                .filter(all::contains)
                .findFirst()
                .orElse(CircuitBreakerState.CLOSED);
    }

    /** What keeps calls of jobs from being answered, where something does; the oldest of several. */
    Optional<CallHistory.Trouble> trouble() {
        return histories()
                .flatMap(history -> history.trouble().stream())
                .min(Comparator.comparing(CallHistory.Trouble::since));
    }

    private Stream<CallHistory> histories() {
        return users == null ? tenants.histories() : Stream.concat(tenants.histories(), users.histories());
    }

    private <T> Uni<Outcome<T>> about(
            Subject subject, Capability capability, Function<SubjectCalls, Uni<Outcome<T>>> call) {
        SubjectCalls calls = subject.kind() == SubjectKind.TENANT ? tenants : users;
        if (!subjects.contains(subject.kind())) {
            return unsupported("this service holds no data of " + subject.kind() + "s");
        }
        return can(capability) ? call.apply(calls) : unsupported("this service has no " + capability);
    }

    private static <T> Uni<Outcome<T>> unsupported(String why) {
        return Uni.createFrom().item(Outcome.failed(new Failure(FailureKind.UNSUPPORTED, why)));
    }

    /** Whatever is answered is an answer, be it that it says no. */
    static <T> T client(Class<T> api, URI url, GuardSettings settings) {
        return builder(url, settings)
                .property("microprofile.rest.client.disable.default.mapper", true)
                .build(api);
    }

    static QuarkusRestClientBuilder builder(URI url, GuardSettings settings) {
        long longest = Math.max(
                settings.timeout().toMillis(), settings.previewTimeout().toMillis());
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(url)
                // Headers carry keys: whatever is configured, nothing logs them.
                .loggingScope(LoggingScope.NONE)
                .httpClientRequestCustomizer(new BodyLimit(settings.maxBody()))
                // The guard decides, and earlier.
                .readTimeout(longest + 1000, TimeUnit.MILLISECONDS)
                .connectTimeout(Math.min(CONNECT_TIMEOUT, settings.timeout().toMillis()), TimeUnit.MILLISECONDS);
    }
}
