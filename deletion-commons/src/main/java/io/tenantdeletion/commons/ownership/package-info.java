/**
 * Whose rows a table holds, as far as somebody says so: what verification knows besides the catalog, and nothing of how
 * a plan finds or deletes rows. May depend on {@code catalog} alone.
 */
package io.tenantdeletion.commons.ownership;
