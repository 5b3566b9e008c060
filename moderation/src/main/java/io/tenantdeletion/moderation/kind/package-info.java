/**
 * What can be moderated: one small declaration a kind, the rest read from the entity and the database catalog. Puts the
 * trigger on each table by which the database itself refuses other writers. May depend on {@code commons.mark} and
 * {@code commons.migration}. Stable for contexts: {@link io.tenantdeletion.moderation.kind.EntityKind}.
 */
package io.tenantdeletion.moderation.kind;
