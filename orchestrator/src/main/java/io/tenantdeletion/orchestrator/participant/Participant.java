package io.tenantdeletion.orchestrator.participant;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.http.BodyLimit;
import io.tenantdeletion.orchestrator.job.Subject;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One service that takes part, called behind its own guards. Previews have a guard of their own: they never slow a job.
 */
public class Participant {

    /** Milliseconds; whoever does not accept a connection in this time is not there. */
    private static final long CONNECT_TIMEOUT = 5000;

    private final String name;
    private final Set<Capability> capabilities;
    private final ParticipantApi api;
    private final Answers answers;
    private final Guarded purges;
    private final Guarded previews;
    private final UserData userData;

    Participant(
            String name,
            URI url,
            Set<Capability> capabilities,
            GuardSettings settings,
            Answers answers,
            UserData userData) {
        this.name = name;
        this.capabilities = Set.copyOf(capabilities);
        this.answers = answers;
        this.userData = userData;
        this.api = client(ParticipantApi.class, url, settings);
        this.purges = new Guarded(name + " purge", url, settings);
        this.previews = Guarded.ofPreviews(name + " preview", url, settings);
    }

    /** Its part of the path, and its key in results. */
    public String name() {
        return name;
    }

    /** Whether it counts what a deletion would remove. */
    public boolean hasPreview() {
        return capabilities.contains(Capability.PREVIEW);
    }

    /** One DELETE, repeated where that is worth it. Never fails. */
    public Uni<Outcome<DataDeletionResponse>> purge(TenantId tenant, JobId job) {
        return purges.call(
                () -> api.purge(name, tenant.toString(), job.toString()),
                answer -> answers.purge(answer, Subject.of(tenant)));
    }

    /** What a deletion would remove. Never fails. */
    public Uni<Outcome<CountedPreview>> preview(TenantId tenant) {
        if (!hasPreview()) {
            return unsupported("this service has no preview");
        }
        return previews.call(
                () -> api.preview(name, tenant.toString()), answer -> answers.preview(answer, Subject.of(tenant)));
    }

    /** Whether it holds data of users apart from their tenants. */
    public boolean holdsUserData() {
        return userData != null;
    }

    /** One DELETE of a user's data, repeated where that is worth it. Never fails. */
    public Uni<Outcome<DataDeletionResponse>> purgeUser(UserId user, JobId job) {
        return userData == null ? unsupported("this service holds no data of users") : userData.purge(user, job);
    }

    /** What a user's deletion would remove. Never fails. */
    public Uni<Outcome<CountedPreview>> previewUser(UserId user) {
        if (userData == null || !hasPreview()) {
            return unsupported("this service has no preview of a user's data");
        }
        return userData.preview(user);
    }

    private static <T> Uni<Outcome<T>> unsupported(String why) {
        return Uni.createFrom().item(Outcome.failed(new Failure(FailureKind.UNSUPPORTED, why)));
    }

    static <T> T client(Class<T> api, URI url, GuardSettings settings) {
        long longest = Math.max(
                settings.timeout().toMillis(), settings.previewTimeout().toMillis());
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(url)
                .httpClientRequestCustomizer(new BodyLimit(settings.maxBody()))
                // The guard decides, and earlier.
                .readTimeout(longest + 1000, TimeUnit.MILLISECONDS)
                .connectTimeout(Math.min(CONNECT_TIMEOUT, settings.timeout().toMillis()), TimeUnit.MILLISECONDS)
                .property("microprofile.rest.client.disable.default.mapper", true)
                .build(api);
    }
}
