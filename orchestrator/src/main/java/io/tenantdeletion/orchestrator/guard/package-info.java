/**
 * The guard of every call the orchestrator makes, and what a failure of one means. Depends on nothing of the
 * orchestrator.
 */
package io.tenantdeletion.orchestrator.guard;
