package io.tenantdeletion.commons.mapping;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.mark.ExternalName;
import io.tenantdeletion.commons.mark.SharedData;
import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.commons.mark.UserData;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.plan.ExternalColumn;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.persister.entity.EntityPersister;

/**
 * What an entity says about its table.
 *
 * @param table the table it is mapped to; where it spans several, the first
 * @param name its name in queries
 * @param ownerships whose its rows are, for each kind of subject
 * @param externalColumns those whose values name something outside the database
 */
record MappedEntity(
        TableName table, String name, Map<SubjectKind, Ownership> ownerships, List<ExternalColumn> externalColumns) {

    /** Reads an entity of Hibernate's model. */
    static MappedEntity of(EntityPersister persister) {
        TableName table = tableName(persister.getTableName());
        return new MappedEntity(
                table,
                persister.getEntityName(),
                ownerships(persister.getMappedClass()),
                fields(persister.getMappedClass())
                        .filter(field -> field.isAnnotationPresent(ExternalName.class))
                        .map(field -> externalColumn(table, persister, field))
                        .toList());
    }

    private static Stream<Field> fields(Class<?> type) {
        return Stream.<Class<?>>iterate(type, each -> each != null, Class::getSuperclass)
                .flatMap(each -> Arrays.stream(each.getDeclaredFields()));
    }

    private static ExternalColumn externalColumn(TableName table, EntityPersister persister, Field field) {
        BasicValuedModelPart column = persister.findAttributeMapping(field.getName()) == null
                ? null
                : persister.findAttributeMapping(field.getName()).asBasicValuedModelPart();
        if (column == null) {
            throw new IllegalStateException(
                    field + " is marked @ExternalName, but is not mapped to a column of its own.");
        }
        String store = field.getAnnotation(ExternalName.class).store();
        return new ExternalColumn(table, plain(column.getSelectionExpression()), store, Optional.empty());
    }

    private static Map<SubjectKind, Ownership> ownerships(Class<?> type) {
        TenantData tenant = type.getAnnotation(TenantData.class);
        UserData user = type.getAnnotation(UserData.class);
        SharedData shared = type.getAnnotation(SharedData.class);
        if (tenant != null && shared != null) {
            throw new IllegalStateException(type.getName() + " is marked both @TenantData and @SharedData.");
        }
        Ownership otherwise = shared == null ? new Ownership.None() : new Ownership.Shared(shared.reason());
        return Map.of(
                SubjectKind.TENANT, tenant == null ? otherwise : new Ownership.Owned(tenant.column(), tenant.through()),
                SubjectKind.USER, user == null ? otherwise : ownership(type, user));
    }

    private static Ownership ownership(Class<?> type, UserData user) {
        if (!user.anonymize()) {
            return new Ownership.Owned(user.column(), user.through());
        }
        if (!user.through().isEmpty()) {
            throw new IllegalStateException(type.getName()
                    + " is marked @UserData(through, anonymize): only a column of its own can lose its user.");
        }
        return new Ownership.Anonymized(user.column());
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
