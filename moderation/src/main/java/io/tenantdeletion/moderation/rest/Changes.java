package io.tenantdeletion.moderation.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.moderation.draft.Deletions;
import io.tenantdeletion.moderation.draft.DependantAction;
import io.tenantdeletion.moderation.draft.Drafts;
import io.tenantdeletion.moderation.draft.EntityBody;
import io.tenantdeletion.moderation.draft.Restorations;
import io.tenantdeletion.moderation.kind.EntityKind;
import io.tenantdeletion.moderation.pipeline.Pipeline;
import io.tenantdeletion.moderation.submission.Draft;
import io.tenantdeletion.moderation.submission.Requester;
import io.tenantdeletion.moderation.submission.SubmissionStore;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;

/** What the endpoints ask for, handed to the pipeline. */
@ApplicationScoped
public class Changes {

    private final Pipeline pipeline;
    private final EntityBody bodies;
    private final Drafts drafts;
    private final Deletions deletions;
    private final Restorations restorations;
    private final SubmissionStore store;

    Changes(
            Pipeline pipeline,
            EntityBody bodies,
            Drafts drafts,
            Deletions deletions,
            Restorations restorations,
            SubmissionStore store) {
        this.pipeline = pipeline;
        this.bodies = bodies;
        this.drafts = drafts;
        this.deletions = deletions;
        this.restorations = restorations;
        this.store = store;
    }

    Uni<RestResponse<ChangeResponse>> create(EntityKind kind, byte[] body, Requester requester) throws IOException {
        ObjectNode wanted = bodies.read(body);
        UUID id = UUID.randomUUID();
        return submit(requester, connection -> drafts.creation(connection, kind, id, wanted));
    }

    Uni<RestResponse<ChangeResponse>> replace(EntityKind kind, UUID id, byte[] body, Requester requester)
            throws IOException {
        ObjectNode wanted = bodies.read(body);
        return submit(requester, connection -> drafts.update(connection, kind, id, current -> wanted));
    }

    Uni<RestResponse<ChangeResponse>> patch(EntityKind kind, UUID id, byte[] body, Requester requester)
            throws IOException {
        ObjectNode patch = bodies.read(body);
        return submit(
                requester, connection -> drafts.update(connection, kind, id, current -> bodies.merged(current, patch)));
    }

    Uni<RestResponse<ChangeResponse>> delete(EntityKind kind, UUID id, DeletionQuery query, Requester requester) {
        Map<String, DependantAction> choices = DependantAction.parse(query.dependants);
        boolean hard = query.isHard(kind, requester.moderator());
        return pipeline.submitAll(
                        requester,
                        connection -> hard
                                ? deletions.hard(connection, kind, id, choices)
                                : deletions.soft(connection, kind, id).map(List::of))
                .map(outcome -> ChangeResponse.of(outcome, query.getsSoftInstead(kind, requester.moderator())));
    }

    Uni<RestResponse<ChangeResponse>> reopen(EntityKind kind, UUID id, Requester requester) {
        requireStatus(kind);
        return submit(requester, connection -> restorations.reopening(connection, kind, id));
    }

    private static void requireStatus(EntityKind kind) {
        if (!kind.hasStatus()) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND,
                    kind.title() + " is deleted for good; its submission restores it from the snapshot.");
        }
    }

    /** Undoes what a submission deleted; whoever does not moderate may do so with their own. */
    Uni<RestResponse<ChangeResponse>> restore(UUID submission, Requester requester) {
        return submit(
                requester,
                connection -> store.find(connection, submission, null)
                        .map(found -> found.filter(one -> requester.moderator()
                                        || requester.user().equals(one.submittedBy()))
                                .orElseThrow(() ->
                                        new ProblemException(ProblemType.NOT_FOUND, "There is no such submission.")))
                        .flatMap(one -> restorations.of(connection, one)));
    }

    private Uni<RestResponse<ChangeResponse>> submit(
            Requester requester, Function<SqlConnection, Uni<Draft>> drafting) {
        return pipeline.submit(requester, drafting).map(outcome -> ChangeResponse.of(outcome, false));
    }
}
