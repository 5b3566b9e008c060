package io.tenantdeletion.commons.ownership;

/** Whose rows a plan erases. */
public enum SubjectKind {

    /** A tenant: every row of theirs goes, and rows of others that refer to one of them stop the deletion. */
    TENANT("tenant", "@TenantData"),

    /** A user: rows that others' rows refer to stay, and lose their user. */
    USER("user", "@UserData");

    private final String noun;
    private final String annotation;

    SubjectKind(String noun, String annotation) {
        this.noun = noun;
        this.annotation = annotation;
    }

    /** The word for it in logs, metrics and messages. */
    public String noun() {
        return noun;
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
        return noun + " data";
    }
}
