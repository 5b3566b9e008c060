/**
 * Limits against accidents: how often one caller may ask for deletions, and how much may go because of one caller in an
 * hour. State is in the database, so that limits hold across replicas and restarts. May depend on {@code audit}.
 */
package io.tenantdeletion.orchestrator.limit;
