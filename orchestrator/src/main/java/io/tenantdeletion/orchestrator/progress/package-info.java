/**
 * Jobs as they change, for whoever looks on, whichever replica runs them. What is written down about a job is told to
 * all replicas by its id alone, in notifications that are collected for a moment and sent outside the job's own
 * transactions, because PostgreSQL lets transactions that notify commit one after the other. A replica has one
 * connection that listens, and reads a job once a change for all who watch it there. May depend on {@code job} and
 * {@code control}.
 */
package io.tenantdeletion.orchestrator.progress;
