/**
 * Fills any PostgreSQL schema with realistic rows of one tenant, inside the database. What to fill is read from the
 * catalog: no entity, no list of tables. Identifiers follow from tenant, table and row number, so that a foreign key is
 * computed and never looked up.
 */
package io.tenantdeletion.embedded.seed;
