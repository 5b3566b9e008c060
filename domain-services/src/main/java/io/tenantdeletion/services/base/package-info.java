/**
 * Columns that recur in the tables of every context, as mapped superclasses, so that twelve audit logs are one
 * definition, with what happens to the users they name. Not tables and not marks of tenants: those stay with the
 * context. May depend on {@code commons.mark}; contexts may depend on it.
 */
package io.tenantdeletion.services.base;
