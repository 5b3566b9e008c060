/**
 * What jobs have removed, by table: ids and counts, kept in the schema {@code tenant_deletion} of the service's
 * database. Depends on {@code subject}. Internal to the library.
 */
package io.tenantdeletion.commons.ledger;
