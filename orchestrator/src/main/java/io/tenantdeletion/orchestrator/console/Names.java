package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateData;
import java.util.Map;

/**
 * What people on a page are called.
 *
 * @param known the identity provider's usernames by id; whoever is missing is shown by the id
 */
@TemplateData
public record Names(Map<String, String> known) {

    static final Names NONE = new Names(Map.of());

    /** A user, or whoever else acts: by name where it is known. */
    public String of(Object actor) {
        return known.getOrDefault(String.valueOf(actor), Formats.who(actor));
    }

    /** Whether there is a name for this user. */
    public boolean knows(Object user) {
        return known.containsKey(String.valueOf(user));
    }

    /** The same as {@link #of}, where only the id would stand otherwise. */
    public String user(Object id) {
        return known.getOrDefault(String.valueOf(id), Formats.brief(id));
    }
}
