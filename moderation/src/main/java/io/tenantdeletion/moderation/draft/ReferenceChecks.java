package io.tenantdeletion.moderation.draft;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.moderation.entity.EntityRows;
import io.tenantdeletion.moderation.kind.EntityKind;
import io.tenantdeletion.moderation.kind.Reference;
import io.tenantdeletion.moderation.kind.References;
import io.tenantdeletion.moderation.problem.ModerationProblem;
import io.tenantdeletion.moderation.submission.Draft;
import io.tenantdeletion.moderation.submission.SubmissionItem;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Looks whether what an entity is to refer to exists, so that it is said when something is submitted. */
@ApplicationScoped
class ReferenceChecks {

    private final References references;
    private final EntityRows rows;

    ReferenceChecks(References references, EntityRows rows) {
        this.references = references;
        this.rows = rows;
    }

    /** Fails with a 409 problem that names every reference to nothing. */
    Uni<Void> require(SqlClient connection, Draft draft) {
        return references
                .from(draft.kind())
                .onItem()
                .transformToMulti(list -> Multi.createFrom().iterable(list))
                .onItem()
                .transformToUniAndConcatenate(reference -> missing(connection, reference, draft.items()))
                .collect()
                .asList()
                .invoke(found -> {
                    List<Map<String, Object>> missing =
                            found.stream().flatMap(List::stream).toList();
                    if (!missing.isEmpty()) {
                        throw ModerationProblem.with(
                                ModerationProblem.MISSING_REFERENCE,
                                "These do not exist: " + names(missing) + ".",
                                "references",
                                missing);
                    }
                })
                .replaceWithVoid();
    }

    private static String names(List<Map<String, Object>> missing) {
        return String.join(
                ", ",
                missing.stream()
                        .map(each -> each.get("field_name") + " " + each.get("entity_id"))
                        .toList());
    }

    private Uni<List<Map<String, Object>>> missing(
            SqlClient connection, Reference reference, List<SubmissionItem> items) {
        EntityKind parent = reference.parent();
        return items.stream()
                .filter(item -> item.fieldName().equals(reference.column()))
                .filter(item -> !item.newValue().isNull())
                .map(item -> UUID.fromString(item.newValue().textValue()))
                .findFirst()
                .map(id -> rows.find(connection, parent, id)
                        .map(found -> found.isPresent()
                                ? List.<Map<String, Object>>of()
                                : List.of(Map.<String, Object>of(
                                        "field_name",
                                        reference.column(),
                                        "entity_type",
                                        parent.name(),
                                        "entity_id",
                                        id))))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }
}
