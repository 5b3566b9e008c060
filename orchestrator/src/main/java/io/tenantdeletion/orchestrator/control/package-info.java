/**
 * The stop switch: while it is on, no job begins or goes on. Depends on {@code job} at most. Every change is audited by
 * the database, see the migration.
 */
package io.tenantdeletion.orchestrator.control;
