package io.tenantdeletion.commons.mapping;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.mark.SharedData;
import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.commons.mark.UserData;
import io.tenantdeletion.commons.plan.Mark;
import io.tenantdeletion.commons.plan.SubjectKind;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.metamodel.mapping.BasicEntityIdentifierMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

/**
 * An entity as bulk statements need it.
 *
 * @param table the table it is mapped to
 * @param name its name in queries
 * @param id path of its identifier
 * @param paths path of the attribute behind each column
 * @param marks what the team says about its rows, for each kind of subject
 */
record MappedEntity(TableName table, String name, String id, Map<String, String> paths, Map<SubjectKind, Mark> marks) {

    /**
     * Reads an entity of Hibernate's model.
     *
     * @throws IllegalStateException where a bulk statement on it would not be one on all rows of its table
     */
    static MappedEntity of(EntityPersister persister) {
        Map<SubjectKind, Mark> marks = marks(persister.getMappedClass());
        String id = persister.getIdentifierMapping().getAttributeName();
        if (marks.values().stream().anyMatch(Mark::namesSubjects)) {
            requirePlainRows(persister);
        }
        return new MappedEntity(
                tableName(persister.getTableName()), persister.getEntityName(), id, paths(persister, id), marks);
    }

    private static void requirePlainRows(EntityPersister persister) {
        String name = persister.getEntityName();
        if (persister.getSoftDeleteMapping() != null) {
            throw new IllegalStateException(name + " is @SoftDelete: its rows would stay. Map the table without it.");
        }
        if (persister.hasWhereRestrictions()) {
            throw new IllegalStateException(
                    name + " is restricted to some of its table's rows; the others would stay. Map the table whole.");
        }
        if (persister.getTableSpan() > 1) {
            throw new IllegalStateException(name + " spans several tables; map each of them by an entity of its own.");
        }
        if (!(persister.getIdentifierMapping() instanceof BasicEntityIdentifierMapping)) {
            throw new IllegalStateException(name + " has an identifier of several columns; bulk statements need one.");
        }
    }

    /**
     * The path of a column's attribute.
     *
     * @throws IllegalStateException where no attribute is mapped to it
     */
    String path(String column) {
        String path = paths.get(column);
        if (path == null) {
            throw new IllegalStateException("Entity " + name + " maps no attribute to column " + column + " of " + table
                    + "; the deletion needs it to find the rows.");
        }
        return path;
    }

    private static Map<String, String> paths(EntityMappingType entity, String id) {
        Map<String, String> paths = new HashMap<>();
        entity.forEachAttributeMapping(attribute -> attribute.forEachSelectable((index, column) -> {
            // A reference's own id is the foreign key column itself: no join.
            String suffix = attribute instanceof ToOneAttributeMapping reference
                    ? "."
                            + reference
                                    .getEntityMappingType()
                                    .getIdentifierMapping()
                                    .getAttributeName()
                    : "";
            paths.put(plain(column.getSelectionExpression()), attribute.getAttributeName() + suffix);
        }));
        entity.getIdentifierMapping()
                .forEachSelectable((index, column) -> paths.put(plain(column.getSelectionExpression()), id));
        return Map.copyOf(paths);
    }

    private static Map<SubjectKind, Mark> marks(Class<?> type) {
        TenantData tenant = type.getAnnotation(TenantData.class);
        UserData user = type.getAnnotation(UserData.class);
        SharedData shared = type.getAnnotation(SharedData.class);
        if (tenant != null && shared != null) {
            throw new IllegalStateException(type.getName() + " is marked both @TenantData and @SharedData.");
        }
        Mark otherwise = shared == null ? new Mark.None() : new Mark.Shared(shared.reason());
        return Map.of(
                SubjectKind.TENANT, tenant == null ? otherwise : new Mark.Owned(tenant.column(), tenant.through()),
                SubjectKind.USER, user == null ? otherwise : mark(type, user));
    }

    private static Mark mark(Class<?> type, UserData user) {
        if (!user.anonymize()) {
            return new Mark.Owned(user.column(), user.through());
        }
        if (!user.through().isEmpty()) {
            throw new IllegalStateException(type.getName()
                    + " is marked @UserData(through, anonymize): only a column of its own can lose its user.");
        }
        return new Mark.Anonymized(user.column());
    }

    private static TableName tableName(String qualified) {
        String[] parts = qualified.split("\\.");
        return parts.length == 1
                ? new TableName("public", plain(parts[0]))
                : new TableName(plain(parts[parts.length - 2]), plain(parts[parts.length - 1]));
    }

    private static String plain(String identifier) {
        return identifier.replace("\"", "");
    }
}
