package io.tenantdeletion.orchestrator.participant;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.job.Subject;
import java.net.URI;

/**
 * The data of users that one service holds, called behind guards of its own: a user's deletion never slows a tenant's.
 */
final class UserData {

    private final String data;
    private final UserDataApi api;
    private final Answers answers;
    private final Guarded purges;
    private final Guarded previews;

    UserData(String service, String data, URI url, GuardSettings settings, Answers answers) {
        this.data = data;
        this.api = Participant.client(UserDataApi.class, url, settings);
        this.answers = answers;
        this.purges = new Guarded(service + " user purge", url, settings);
        this.previews = Guarded.ofPreviews(service + " user preview", url, settings);
    }

    /** One DELETE, repeated where that is worth it. Never fails. */
    Uni<Outcome<DataDeletionResponse>> purge(UserId user, JobId job) {
        return purges.call(
                () -> api.purge(data, user.toString(), job.toString()),
                answer -> answers.purge(answer, Subject.of(user)));
    }

    /** What a deletion would remove. Never fails. */
    Uni<Outcome<CountedPreview>> preview(UserId user) {
        return previews.call(
                () -> api.preview(data, user.toString()), answer -> answers.preview(answer, Subject.of(user)));
    }
}
