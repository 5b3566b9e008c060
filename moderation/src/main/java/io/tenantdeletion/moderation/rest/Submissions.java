package io.tenantdeletion.moderation.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.moderation.entity.EntityRows;
import io.tenantdeletion.moderation.kind.EntityKinds;
import io.tenantdeletion.moderation.pipeline.CurrentValue;
import io.tenantdeletion.moderation.rest.SubmissionDetail.Field;
import io.tenantdeletion.moderation.rest.SubmissionDetail.Part;
import io.tenantdeletion.moderation.submission.Submission;
import io.tenantdeletion.moderation.submission.SubmissionFilter;
import io.tenantdeletion.moderation.submission.SubmissionStore;
import io.tenantdeletion.moderation.submission.SubmissionType;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Submissions, for whoever reads them. */
@ApplicationScoped
class Submissions {

    private final Pool pool;
    private final SubmissionStore store;
    private final EntityRows rows;
    private final EntityKinds kinds;

    Submissions(Pool pool, SubmissionStore store, EntityRows rows, EntityKinds kinds) {
        this.pool = pool;
        this.store = store;
        this.rows = rows;
        this.kinds = kinds;
    }

    Uni<SubmissionPage> list(SubmissionFilter filter) {
        return store.list(pool, filter)
                .flatMap(items -> store.count(pool, filter)
                        .map(total -> new SubmissionPage(
                                items, filter.part().number(), filter.part().size(), total)));
    }

    /** Where somebody may not see it, it is not there. */
    Uni<SubmissionDetail> detail(UUID id, UUID user, boolean moderator) {
        return find(id).map(found -> found.filter(one -> moderator || user.equals(one.submittedBy()))
                        .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such submission.")))
                .flatMap(submission -> rows.find(pool, kinds.of(submission.entityType()), submission.entityId())
                        .flatMap(row -> store.group(pool, id).map(group -> detail(submission, row, group))));
    }

    /** With the person that its snapshot names, where its kind has one. */
    private Uni<Optional<Submission>> find(UUID id) {
        return store.find(pool, id, null)
                .flatMap(found -> found.flatMap(this::person)
                        .map(person -> store.find(pool, id, person))
                        .orElseGet(() -> Uni.createFrom().item(found)));
    }

    private Optional<String> person(Submission submission) {
        return submission.type() == SubmissionType.DELETE
                ? kinds.of(submission.entityType()).person()
                : Optional.empty();
    }

    private SubmissionDetail detail(Submission submission, Optional<ObjectNode> row, List<Submission> group) {
        return new SubmissionDetail(
                submission,
                row.isPresent(),
                submission.items().stream()
                        .map(item -> {
                            JsonNode now = row.map(each -> CurrentValue.of(each, item.fieldName()))
                                    .orElse(NullNode.getInstance());
                            boolean changed = submission.appliedAt() == null && !now.equals(item.oldValue());
                            return new Field(
                                    item.fieldName(),
                                    item.fieldLabel(),
                                    item.oldValue(),
                                    now,
                                    item.newValue(),
                                    changed);
                        })
                        .toList(),
                group.stream()
                        .filter(each -> each.partOf() != null)
                        .map(each -> new Part(
                                each.submissionId(),
                                each.type().word(),
                                each.entityType(),
                                each.entityId(),
                                each.entityName()))
                        .toList());
    }
}
