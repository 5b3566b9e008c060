package io.tenantdeletion.cli.check;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Whose data is deleted for the check, and where it is.
 *
 * @param kind {@code tenant} or {@code user}
 * @param data the name of the data in paths
 * @param service the service's name in bodies
 * @param id who is deleted
 * @param other who must not notice, or null
 */
record Subject(String kind, String data, String service, UUID id, UUID other) {

    /** The member of a body that names it. */
    String member() {
        return kind + "_id";
    }

    /** Where its data is. */
    String path() {
        return path(id);
    }

    /** Where the data of somebody else would be. */
    String path(Object anybody) {
        return "/api/v1/" + data + "/" + kind + "/"
                + URLEncoder.encode(anybody.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    Subject of(UUID anybody) {
        return new Subject(kind, data, service, anybody, other);
    }
}
