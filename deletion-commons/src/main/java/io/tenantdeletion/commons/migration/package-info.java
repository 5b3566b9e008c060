/**
 * Brings the database up to date with the migration role when a process starts, and gives the other roles what they
 * need on the tables that there are: the only place that opens a blocking connection. May depend on {@code service}.
 * Whoever has work that follows every migration implements {@link io.tenantdeletion.commons.migration.MigrationStep}.
 */
package io.tenantdeletion.commons.migration;
