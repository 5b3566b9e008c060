package io.tenantdeletion.moderation.kind;

/**
 * A foreign key between two kinds.
 *
 * @param child the kind that refers
 * @param column its column
 * @param parent the kind that is referred to
 * @param detachable whether the child can do without: the column may be NULL, and no check of the table reads it
 */
public record Reference(EntityKind child, String column, EntityKind parent, boolean detachable) {}
