package io.tenantdeletion.commons.mapping;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.plan.Mark;
import io.tenantdeletion.commons.plan.Marks;
import io.tenantdeletion.commons.plan.SubjectKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hibernate.metamodel.MappingMetamodel;
import org.hibernate.reactive.mutiny.Mutiny;

/** The mapped entities of this process, by table. */
@ApplicationScoped
public class EntityModel {

    private final Map<TableName, MappedEntity> entities;

    EntityModel(Mutiny.SessionFactory sessions) {
        entities = new TreeMap<>();
        ((MappingMetamodel) sessions.getMetamodel())
                .streamEntityDescriptors()
                .map(MappedEntity::of)
                .forEach(this::add);
    }

    private void add(MappedEntity entity) {
        MappedEntity other = entities.put(entity.table(), entity);
        if (other != null) {
            throw new IllegalStateException(other.name() + " and " + entity.name() + " are both mapped to "
                    + entity.table() + "; bulk statements need one entity for all rows of a table.");
        }
    }

    /** Schemas with entities that are marked as data of this kind of subject, or as naming them. */
    public Set<String> markedSchemas(SubjectKind kind) {
        return entities.values().stream()
                .filter(entity -> entity.marks().get(kind).namesSubjects())
                .map(entity -> entity.table().schema())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The marks on the entities of one schema.
     *
     * @param column the usual name of the column with the subject's id
     */
    public Marks marks(String schema, SubjectKind kind, String column) {
        Map<TableName, Mark> marks = new TreeMap<>();
        entities.values().stream()
                .filter(entity -> entity.table().schema().equals(schema))
                .forEach(entity -> marks.put(entity.table(), entity.marks().get(kind)));
        return new Marks(kind, column, marks);
    }

    /** Bulk statements on these entities. */
    public BulkStatements statements() {
        return new BulkStatements(entities);
    }
}
