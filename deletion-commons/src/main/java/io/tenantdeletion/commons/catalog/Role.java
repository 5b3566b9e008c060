package io.tenantdeletion.commons.catalog;

/**
 * The role that read the catalog: the one that deletes.
 *
 * @param name as the catalog spells it
 * @param superuser whether it passes by every right and policy
 * @param bypassRowSecurity whether it has {@code BYPASSRLS}
 */
public record Role(String name, boolean superuser, boolean bypassRowSecurity) {}
