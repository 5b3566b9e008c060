/**
 * Columns that recur in the tables of every context, as mapped superclasses, so that twelve audit logs are one
 * definition. Not tables and not marks: those stay with the context. Depends on nothing; contexts may depend on it.
 */
package io.tenantdeletion.services.base;
