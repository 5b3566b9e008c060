package io.tenantdeletion.orchestrator.participant;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
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

    Participant(String name, URI url, Set<Capability> capabilities, GuardSettings settings, Answers answers) {
        this.name = name;
        this.capabilities = Set.copyOf(capabilities);
        this.answers = answers;
        this.api = client(url, settings);
        this.purges = new Guarded(name + " purge", settings);
        this.previews = new Guarded(name + " preview", settings);
    }

    /** Its part of the path, and its key in results. */
    public String name() {
        return name;
    }

    /** One DELETE, repeated where that is worth it. Never fails. */
    public Uni<Outcome<DataDeletionResponse>> purge(TenantId tenant, JobId job) {
        return purges.call(
                () -> api.purge(name, tenant.toString(), job.toString()).map(answer -> answers.purge(answer, tenant)));
    }

    /** What a deletion would remove. Never fails. */
    public Uni<Outcome<CountedPreview>> preview(TenantId tenant) {
        if (!capabilities.contains(Capability.PREVIEW)) {
            return Uni.createFrom()
                    .item(Outcome.failed(new Failure(FailureKind.UNSUPPORTED, "this service has no preview")));
        }
        return previews.call(() -> api.preview(name, tenant.toString()).map(answer -> answers.preview(answer, tenant)));
    }

    private static ParticipantApi client(URI url, GuardSettings settings) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(url)
                // The guard decides; this only frees the connection of a call the guard gave up.
                .readTimeout(settings.timeout().toMillis() + 1000, TimeUnit.MILLISECONDS)
                .connectTimeout(Math.min(CONNECT_TIMEOUT, settings.timeout().toMillis()), TimeUnit.MILLISECONDS)
                .property("microprofile.rest.client.disable.default.mapper", true)
                .build(ParticipantApi.class);
    }
}
