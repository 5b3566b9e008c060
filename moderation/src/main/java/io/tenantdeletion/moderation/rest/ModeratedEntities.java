package io.tenantdeletion.moderation.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.moderation.draft.Drafts;
import io.tenantdeletion.moderation.entity.EntityQuery;
import io.tenantdeletion.moderation.entity.EntityRows;
import io.tenantdeletion.moderation.kind.EntityKind;
import io.tenantdeletion.moderation.kind.Reference;
import io.tenantdeletion.moderation.kind.References;
import io.tenantdeletion.moderation.submission.Draft;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Entities of moderated kinds, for whoever reads them. */
@ApplicationScoped
public class ModeratedEntities {

    private static final int FIRST_FEW = 5;

    private final Pool pool;
    private final EntityRows rows;
    private final References references;

    ModeratedEntities(Pool pool, EntityRows rows, References references) {
        this.pool = pool;
        this.rows = rows;
        this.references = references;
    }

    Uni<ObjectNode> get(EntityKind kind, UUID id) {
        return rows.find(pool, kind, id).map(found -> found.orElseThrow(() -> Drafts.gone(kind)));
    }

    Uni<EntityPage> list(EntityQuery query, int page, int size) {
        return rows.list(pool, query)
                .flatMap(items -> rows.count(pool, query).map(total -> new EntityPage(items, page, size, total)));
    }

    Uni<DeletionPreview> preview(EntityKind kind, UUID id) {
        return get(kind, id)
                .flatMap(row -> references
                        .to(kind)
                        .onItem()
                        .transformToMulti(list -> Multi.createFrom().iterable(list))
                        .onItem()
                        .transformToUniAndConcatenate(reference -> dependants(reference, id))
                        .filter(each -> each.count() > 0)
                        .collect()
                        .asList()
                        .map(dependants -> new DeletionPreview(
                                kind.name(),
                                id,
                                Drafts.nameOf(kind, row),
                                kind.hasStatus() ? Draft.SOFT : Draft.HARD,
                                dependants,
                                dependants.stream()
                                        .mapToLong(DeletionPreview.Dependants::count)
                                        .sum(),
                                !dependants.isEmpty())));
    }

    private Uni<DeletionPreview.Dependants> dependants(Reference reference, UUID id) {
        EntityKind child = reference.child();
        return rows.countDependants(pool, reference, id)
                .flatMap(count -> rows.dependants(pool, reference, id, FIRST_FEW)
                        .map(first -> new DeletionPreview.Dependants(
                                child.name(),
                                child.path(),
                                reference.column(),
                                count,
                                reference.detachable(),
                                first.stream()
                                        .map(row -> new DeletionPreview.Named(
                                                UUID.fromString(row.get("id").textValue()), Drafts.nameOf(child, row)))
                                        .toList())));
    }
}
