/**
 * Tables, columns, indexes and foreign keys as PostgreSQL's own catalog tells them; never as somebody remembers them. A
 * leaf: depends on nothing of ours, so that verification can rest on it without inheriting a mistake of the plan.
 */
package io.tenantdeletion.commons.catalog;
