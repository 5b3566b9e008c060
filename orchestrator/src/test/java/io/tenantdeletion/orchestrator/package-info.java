/** Rules and foundations of the orchestrator's tests. */
package io.tenantdeletion.orchestrator;
