package io.tenantdeletion.deploy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Fields of a manifest that Kubernetes does not know: it would ignore them, or refuse the manifest. */
final class UnknownFields {

    private static final String UNKNOWN = "additionalProperties";
    private static final String MODEL = "io.fabric8.";

    private UnknownFields() {}

    static List<String> of(String path, Object value) {
        List<String> found = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, child) -> found.addAll(of(path + "." + key, child)));
        } else if (value instanceof Collection<?> all) {
            all.forEach(child -> found.addAll(of(path + "[]", child)));
        } else if (value != null
                && !(value instanceof Enum<?>)
                && value.getClass().getName().startsWith(MODEL)) {
            for (Class<?> type = value.getClass(); type != Object.class; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())) {
                        found.addAll(ofField(path, field, read(field, value)));
                    }
                }
            }
        }
        return found;
    }

    private static List<String> ofField(String path, Field field, Object value) {
        if (!field.getName().equals(UNKNOWN)) {
            return of(path + "." + field.getName(), value);
        }
        return value == null
                ? List.of()
                : ((Map<?, ?>) value)
                        .keySet().stream().map(key -> path + "." + key).toList();
    }

    private static Object read(Field field, Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
