package io.tenantdeletion.commons.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whose rows a deletion erases. */
public enum SubjectKind {

    /** A tenant: every row of theirs goes, and rows of others that refer to one of them stop the deletion. */
    TENANT("@TenantData"),

    /** A user: rows that others' rows refer to stay, and lose their user. */
    USER("@UserData");

    private final String annotation;

    SubjectKind(String annotation) {
        this.annotation = annotation;
    }

    /** The value with this name in a store and on the wire. */
    public static SubjectKind named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The word for it in stores, logs, metrics and messages. */
    @JsonValue
    public String noun() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mark on entities whose rows are theirs, as messages name it. */
    public String annotation() {
        return annotation;
    }

    /** Whether a row that others' rows refer to stays and loses its subject; otherwise the deletion is refused. */
    public boolean sparesRowsOthersReferTo() {
        return this == USER;
    }

    /** What the rows of one of them are called in messages. */
    public String data() {
        return noun() + " data";
    }

    @Override
    public String toString() {
        return noun();
    }
}
