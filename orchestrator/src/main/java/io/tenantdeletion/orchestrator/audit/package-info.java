/**
 * The audit log: lines that are only ever appended, each chained to the one before by its hash. Lines of jobs and steps
 * are written by the database itself, see the migration; everything else is appended here. Depends on nothing else of
 * the orchestrator. Stable: the format of a line, its canonical text and its hash.
 */
package io.tenantdeletion.orchestrator.audit;
