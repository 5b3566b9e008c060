package io.tenantdeletion.moderation.kind;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.tenantdeletion.commons.mark.UserData;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of entity that changes by approved submissions only. A bean of this type is all the declaration there is: the
 * table, the fields that a submission may touch, whether it can be closed and whom it names come from the entity. Its
 * table has the key {@code id}, and columns are called as fields are on the wire.
 */
public final class EntityKind {

    /** The field that lets a deletion be soft. */
    public static final String STATUS = "status";

    /** What it says then. */
    public static final String CLOSED = "closed";

    private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

    private final Class<?> type;
    private final String name;
    private final String nameField;
    private final Table table;
    private final Optional<String> person;
    private final Map<String, Field> fields;

    private EntityKind(Class<?> type, String name, String nameField) {
        this.type = type;
        this.name = name;
        this.nameField = nameField;
        this.table = type.getAnnotation(Table.class);
        this.person = Optional.ofNullable(type.getAnnotation(UserData.class)).map(UserData::column);
        this.fields = columns(type)
                .filter(field -> !field.isAnnotationPresent(Id.class))
                .filter(field -> !person.equals(Optional.of(column(field))))
                .collect(Collectors.toMap(
                        EntityKind::column, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    /**
     * Declares a kind.
     *
     * @param type a mapped entity with public fields; its constraints are those of a submission, too. Where it is
     *     marked {@code @UserData(column, anonymize = true)}, that column gets whoever submitted the creation
     * @param name what it is called in messages and as {@code entity_type}, such as {@code ride_model}
     * @param nameField the field that tells a person which one it is
     */
    public static EntityKind of(Class<?> type, String name, String nameField) {
        return new EntityKind(type, name, nameField);
    }

    /** The entity. */
    public Class<?> type() {
        return type;
    }

    /** Its {@code entity_type}. */
    public String name() {
        return name;
    }

    /** Its part of paths, such as {@code ride-models}. */
    public String path() {
        return table.name().replace('_', '-');
    }

    /** Its schema. */
    public String schema() {
        return table.schema();
    }

    /** Its table, to be put into a statement. */
    public String table() {
        return '"' + table.schema() + "\".\"" + table.name() + '"';
    }

    /** The field that tells a person which one it is. */
    public String nameField() {
        return nameField;
    }

    /** The fields that a submission may touch, as they are called on the wire and in the table. */
    public List<String> fields() {
        return List.copyOf(fields.keySet());
    }

    /** The entity's own field. */
    public Field field(String name) {
        return fields.get(name);
    }

    /** The column that names whoever made it. */
    public Optional<String> person() {
        return person;
    }

    /** Whether it can be closed instead of deleted. */
    public boolean hasStatus() {
        return fields.containsKey(STATUS);
    }

    /** The name as a sentence begins with it, such as {@code Ride model}. */
    public String title() {
        return label(name);
    }

    /** A field's name for people. */
    public static String label(String field) {
        String words = field.replaceFirst("_id$", "").replace('_', ' ').strip();
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static Stream<Field> columns(Class<?> type) {
        return Stream.<Class<?>>iterate(type, each -> each != null, Class::getSuperclass)
                .flatMap(each -> Stream.of(each.getDeclaredFields()))
                .filter(field -> field.isAnnotationPresent(Column.class));
    }

    private static String column(Field field) {
        return NAMES.translate(field.getName());
    }
}
