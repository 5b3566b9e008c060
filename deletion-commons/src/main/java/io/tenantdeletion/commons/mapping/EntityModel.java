package io.tenantdeletion.commons.mapping;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.plan.Mark;
import io.tenantdeletion.commons.plan.Marks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.metamodel.MappingMetamodel;
import org.hibernate.reactive.mutiny.Mutiny;

/** The mapped entities of this process, by table. */
@ApplicationScoped
public class EntityModel {

    private final Map<TableName, MappedEntity> entities;

    EntityModel(Mutiny.SessionFactory sessions) {
        entities = new TreeMap<>();
        MappingMetamodel metamodel = (MappingMetamodel) sessions.getMetamodel();
        metamodel
                .streamEntityDescriptors()
                .map(MappedEntity::of)
                .forEach(entity -> entities.put(entity.table(), entity));
    }

    /** The marks on the entities of one schema. */
    public Marks marks(String schema, String tenantColumn) {
        Map<TableName, Mark> marks = new TreeMap<>();
        entities.values().stream()
                .filter(entity -> entity.table().schema().equals(schema))
                .forEach(entity -> marks.put(entity.table(), entity.mark()));
        return new Marks(tenantColumn, marks);
    }

    /** Bulk statements on these entities. */
    public BulkStatements statements() {
        return new BulkStatements(entities);
    }
}
