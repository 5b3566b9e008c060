/**
 * From a graph of tables and foreign keys, and from what is marked as tenant data, user data or shared, to FK-safe
 * ordered steps. Pure: no I/O, no clock, no Hibernate; the same input gives the same plan. May depend on
 * {@code catalog} and {@code ownership}.
 */
package io.tenantdeletion.commons.plan;
