package io.tenantdeletion.commons.mapping;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import io.tenantdeletion.commons.plan.ExternalColumn;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.metamodel.MappingMetamodel;
import org.hibernate.reactive.mutiny.Mutiny;

/** Whose data each table is: what the marks on the mapped entities say, and the configuration of the others. */
@ApplicationScoped
public class EntityModel {

    private final Map<TableName, MappedEntity> entities = new TreeMap<>();
    private final Map<TableName, Map<SubjectKind, Ownership>> ownerships = new TreeMap<>();
    private final List<ExternalColumn> externalColumns;

    EntityModel(Mutiny.SessionFactory sessions, DeclaredTables declared) {
        ((MappingMetamodel) sessions.getMetamodel())
                .streamEntityDescriptors()
                .map(MappedEntity::of)
                .forEach(this::add);
        entities.forEach((table, entity) -> ownerships.put(table, entity.ownerships()));
        declared.ownerships().forEach(this::add);
        externalColumns = Stream.concat(
                        entities.values().stream().flatMap(entity -> entity.externalColumns().stream()),
                        declared.externalColumns().stream())
                .toList();
    }

    private void add(TableName table, Map<SubjectKind, Ownership> declared) {
        Map<SubjectKind, Ownership> other = ownerships.put(table, declared);
        if (other != null && !other.values().stream().allMatch(Ownership.None.class::isInstance)) {
            throw new IllegalStateException("deletion.tables says whose data " + table + " is, and so does the mark of "
                    + entities.get(table).name() + "; let one of them say it.");
        }
    }

    private void add(MappedEntity entity) {
        MappedEntity other = entities.put(entity.table(), entity);
        if (other != null) {
            throw new IllegalStateException(other.name() + " and " + entity.name() + " are both mapped to "
                    + entity.table() + "; let one of them say whose its rows are.");
        }
    }

    /** Schemas with tables that are marked as data of this kind of subject, or as naming them. */
    public Set<String> markedSchemas(SubjectKind kind) {
        return ownerships.entrySet().stream()
                .filter(table -> table.getValue().get(kind).namesSubjects())
                .map(table -> table.getKey().schema())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Columns of some schemas whose values name something outside the database. */
    public List<ExternalColumn> externalColumns(Set<String> schemas) {
        return externalColumns.stream()
                .filter(each -> schemas.contains(each.table().schema()))
                .toList();
    }

    /**
     * The marks on the tables of some schemas.
     *
     * @param column the usual name of the column with the subject's id
     */
    public OwnershipMap ownerships(Set<String> schemas, SubjectKind kind, String column) {
        Map<TableName, Ownership> ofKind = new TreeMap<>();
        ownerships.forEach((table, each) -> {
            if (schemas.contains(table.schema())) {
                ofKind.put(table, each.get(kind));
            }
        });
        return new OwnershipMap(kind, column, ofKind);
    }
}
