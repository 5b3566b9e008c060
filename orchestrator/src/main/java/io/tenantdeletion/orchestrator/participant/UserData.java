package io.tenantdeletion.orchestrator.participant;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.job.Subject;

/**
 * The data of users that one service holds, called behind guards of its own: a user's deletion never slows a tenant's.
 */
final class UserData {

    private final String data;
    private final UserDataApi api;
    private final Answers answers;
    private final Guarded purges;
    private final Guarded previews;

    UserData(String service, String data, UserDataApi api, GuardSettings settings, Answers answers) {
        this.data = data;
        this.api = api;
        this.answers = answers;
        this.purges = new Guarded(service + " user purge", settings);
        this.previews = new Guarded(service + " user preview", settings);
    }

    /** One DELETE, repeated where that is worth it. Never fails. */
    Uni<Outcome<DataDeletionResponse>> purge(UserId user, JobId job) {
        return purges.call(() -> api.purge(data, user.toString(), job.toString())
                .map(answer -> answers.purge(answer, Subject.of(user))));
    }

    /** What a deletion would remove. Never fails. */
    Uni<Outcome<CountedPreview>> preview(UserId user) {
        return previews.call(
                () -> api.preview(data, user.toString()).map(answer -> answers.preview(answer, Subject.of(user))));
    }
}
