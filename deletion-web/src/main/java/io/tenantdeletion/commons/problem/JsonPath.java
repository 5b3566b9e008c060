package io.tenantdeletion.commons.problem;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;

/** Where in a request something is, by the names a caller knows: {@code events[0].tenant_id}. */
final class JsonPath {

    private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

    private JsonPath() {}

    /** The path without the method and, where it leads into a body, without the body's own name. */
    static String of(Path path) {
        StringBuilder whole = new StringBuilder();
        String parameter = "";
        for (Path.Node node : path) {
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = NAMES.translate(node.getName());
            } else if (node.getKind() == ElementKind.PROPERTY || node.getKind() == ElementKind.CONTAINER_ELEMENT) {
                append(whole, node);
            }
        }
        return whole.isEmpty() ? parameter : whole.toString();
    }

    /** A node tells its container's index, not its own. */
    private static void append(StringBuilder whole, Path.Node node) {
        if (node.getIndex() != null) {
            whole.append('[').append(node.getIndex()).append(']');
        } else if (node.getKey() != null) {
            whole.append('[').append(node.getKey()).append(']');
        }
        if (node.getKind() == ElementKind.PROPERTY) {
            whole.append(whole.isEmpty() ? "" : ".").append(NAMES.translate(node.getName()));
        }
    }
}
